import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';

/** A text as Lingui's macro leaves it in the code: six characters that stand for it, and its words. */
const TEXT = /(\bid: "[\w+/-]{6}",\s*message: )("(?:[^"\\]|\\.)*")/g;
/** The same in a file of the build, where it was overlooked. */
const WHOLE = /\bid:[`"'][\w+/-]{6}[`"'],message:[`"']/;

/**
 * Takes the English texts apart when the dashboard is built: what their plurals and values need is then not worked out in
 * the browser, which would have to load the parser with the first screen.
 */
export function compiledTexts(): Plugin {
  return {
    name: 'compiled-texts',
    enforce: 'post',
    transform: {
      filter: { id: /\/dashboard\/src\/.*\.tsx?$/, code: /message: "/ },
      handler: (code) => ({
        code: code.replace(
          TEXT,
          (_, before: string, text: string) => before + JSON.stringify(compileMessageOrThrow(JSON.parse(text))),
        ),
        map: null,
      }),
    },
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === 'chunk' && WHOLE.test(file.code))
          this.error(`${file.fileName} has a text that isn’t compiled.`);
      }
    },
  };
}
