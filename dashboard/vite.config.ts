import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

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

export default defineConfig({
  plugins: [react(), preloadTypeface],
  resolve: { alias: { '@api': new URL('../functions/src', import.meta.url).pathname } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Files, not data: addresses, so that the Content-Security-Policy can stay narrow.
    assetsInlineLimit: 0,
    // Firestore alone is larger than Vite's warning; it is loaded after the first screen.
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { '/api': suite, '/__': suite } },
});
