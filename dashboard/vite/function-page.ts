import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Plugin } from 'vite';

/** Between these, the head of `index.html` has what is replaced on the page of an event (`functions/src/events/page.ts`). */
const MARKS = /<!-- card -->[\s\S]*<!-- \/card -->/;

/**
 * Puts `index.html` where the function finds it that serves the pages of events.
 * @param file where
 */
export function functionPage(file: string): Plugin {
  return {
    name: 'function-page',
    apply: 'build',
    // Removed and made anew: a suite that runs watches for changes of it, and would load all functions again.
    buildStart: () => rmSync(file, { force: true }),
    writeBundle(_, bundle) {
      const page = bundle['index.html'];
      if (page?.type !== 'asset') return;
      const html = page.source.toString();
      if (!MARKS.test(html)) this.error('index.html lacks the marks of the card.');
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, html);
    },
  };
}
