import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { lingui } from '@lingui/vite-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { answerShapes } from './vite/answer-shapes.ts';
import { compiledTexts } from './vite/compiled-texts.ts';
import { functionPage } from './vite/function-page.ts';
import { noPing } from './vite/no-ping.ts';
import { chunkGraph, stillToFetch } from './vite/preload-lists.ts';
import { themeCss } from './vite/theme-css.ts';

const here = (path: string): string => new URL(path, import.meta.url).pathname;

/** The suite's Hosting, for `npm run dev`: the API and the Firebase config come from there. */
const suite = process.env.INFLOO_URL ?? 'http://127.0.0.1:5000';

/** Has the letters that most pages need fetched beside the scripts, not after the styles have named them. */
const preloadTypeface: Plugin = {
  name: 'preload-typeface',
  transformIndexHtml: (_, { bundle = {} }) => {
    const file = Object.keys(bundle).find((name) => /inter-latin-wght-normal.*\.woff2$/.test(name));
    if (!file) return [];
    const attrs = { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${file}`, crossorigin: '' };
    return [{ tag: 'link', attrs, injectTo: 'head' }];
  },
};

/** Of what PDF.js fetches by name: letters of other scripts, the typefaces that a file may leave out, and decoders. */
const PDF_DATA = /^(?:cmaps|standard_fonts)\/|^wasm\/(?:.*_nowasm_fallback\.js|LICENSE.*)$/;

/** Serves it beside the scripts, in a folder that is named after the version, as `media/pdf.ts` asks for it. */
function pdfData(): Plugin {
  const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  const base = `assets/pdfjs-${version}/`;
  const names = ['cmaps', 'standard_fonts', 'wasm']
    .flatMap((each) => readdirSync(join(folder, each)).map((name) => `${each}/${name}`))
    .filter((name) => PDF_DATA.test(name));
  return {
    name: 'pdf-data',
    generateBundle() {
      for (const name of names) {
        this.emitFile({ type: 'asset', fileName: base + name, source: readFileSync(join(folder, name)) });
      }
    },
    configureServer({ middlewares }) {
      middlewares.use(`/${base}`, (req, res, next) => {
        const name = names.find((each) => req.url === `/${each}`);
        if (!name) return next();
        res.setHeader('Content-Type', name.endsWith('.js') ? 'text/javascript' : 'application/octet-stream');
        res.end(readFileSync(join(folder, name)));
      });
    },
  };
}

export default defineConfig({
  // English stays in the code that shows it: each screen brings its own texts, and nothing is loaded twice.
  plugins: [
    lingui({ macroTransform: { macro: { descriptorFields: 'message' } } }),
    react(),
    compiledTexts(),
    answerShapes(),
    themeCss(),
    noPing(),
    chunkGraph,
    preloadTypeface,
    pdfData(),
    functionPage(here('../functions/page/index.html')),
  ],
  resolve: {
    alias: [
      { find: '@api', replacement: here('../functions/src') },
      { find: /^zod$/, replacement: here('src/live/zod.ts') },
      // The build has written them into the style sheet (vite/theme-css.ts).
      { find: /^.*\/MantineCssVariables\.mjs$/, replacement: here('src/ui/no-css-variables.ts') },
      { find: /^.*\/(?:PopoverContextMenu|FloatingArrow)\.mjs$/, replacement: here('src/ui/no-popover-extras.ts') },
      { find: 'react-style-singleton', replacement: here('src/ui/style-sheets.ts') },
    ],
  },
  build: {
    outDir: 'dist',
    // Browsers of the last three years, and somewhat older. What these lack beside syntax a test looks for.
    target: 'baseline-widely-available',
    emptyOutDir: true,
    // What is shared with the API does nothing by being there: who asks for none of a file gets none of it.
    rolldownOptions: { treeshake: { moduleSideEffects: (id) => !id.includes('/functions/src/') } },
    modulePreload: { resolveDependencies: stillToFetch },
    // Which file needs which: `npm run sizes` adds them up.
    manifest: true,
    // Files, not data: addresses, so that the Content-Security-Policy can stay narrow.
    assetsInlineLimit: 0,
    // Firestore alone is larger than Vite's warning; it is loaded after the first screen.
    chunkSizeWarningLimit: 700,
  },
  worker: { format: 'es' },
  server: { proxy: { '/api': suite, '/__': suite } },
});
