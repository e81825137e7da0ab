import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import type { Plugin, Rolldown } from 'vite';

type Program = ReturnType<Rolldown.PluginContext['parse']>;

/** What Lingui's macro calls a text by. */
const ID = /^[\w+/-]{6}$/;

/** Where the words of a text stand in the code. */
interface Words {
  start: number;
  end: number;
  text: string;
}

/** What a node of the code is, as far as a text is concerned. */
interface Node {
  type: string;
  start: number;
  end: number;
  value?: unknown;
  key?: { name?: string };
  properties?: Node[];
  quasis?: { value: { cooked: string } }[];
}

const isNode = (each: unknown): each is Node => typeof each === 'object' && each !== null && 'type' in each;

/** @returns a string that stands in the code, also one in backticks; null for anything else */
function literalOf({ type, value, quasis = [] }: Node): string | null {
  if (type === 'Literal' && typeof value === 'string') return value;
  return type === 'TemplateLiteral' && quasis.length === 1 ? (quasis[0]?.value.cooked ?? null) : null;
}

/**
 * @returns the English texts that Lingui's macro has left in the code: each in an object with its `id`, and beside it the
 * values and the elements that it takes, which may have texts of their own
 */
function wordsIn(program: Program): Words[] {
  const found: Words[] = [];
  const walk = (node: Node) => {
    if (node.type === 'ObjectExpression') {
      const nodeOf = (name: string) => {
        const value = node.properties?.find(({ key }) => key?.name === name)?.value;
        return isNode(value) ? value : null;
      };
      const [id, message] = [nodeOf('id'), nodeOf('message')];
      const text = message && literalOf(message);
      if (id && message && text !== null && ID.test(literalOf(id) ?? '')) {
        found.push({ start: message.start, end: message.end, text });
      }
    }
    for (const each of Object.values(node)) {
      if (Array.isArray(each)) each.filter(isNode).forEach(walk);
      else if (isNode(each)) walk(each);
    }
  };
  walk(program as unknown as Node);
  return found;
}

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
      handler(code) {
        // From the end, so that what is before stays where it is.
        const compiled = wordsIn(this.parse(code)).toSorted((a, b) => b.start - a.start);
        for (const { start, end, text } of compiled) {
          code = code.slice(0, start) + JSON.stringify(compileMessageOrThrow(text)) + code.slice(end);
        }
        return { code, map: null };
      },
    },
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk' || !/\bmessage:[`"']/.test(file.code)) continue;
        const [left] = wordsIn(this.parse(file.code));
        if (left) this.error(`${file.fileName} has a text that isn’t compiled: ${left.text}`);
      }
    },
  };
}
