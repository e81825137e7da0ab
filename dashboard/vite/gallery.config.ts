import { fileURLToPath } from 'node:url';
import { defineConfig, type PluginOption } from 'vite';
import config from '../vite.config.ts';

/** What is written beside the dashboard that is deployed, and would be in its way. */
const OF_THE_SITE = ['function-page', 'pdf-data'];
const isOfTheSite = (plugin: PluginOption): boolean =>
  typeof plugin === 'object' && plugin !== null && 'name' in plugin && OF_THE_SITE.includes(plugin.name);

/** Builds the page of components by itself: its test looks at what is built as the dashboard is. */
export default defineConfig({
  ...config,
  plugins: config.plugins?.filter((plugin) => !isOfTheSite(plugin)),
  build: {
    ...config.build,
    rolldownOptions: { input: fileURLToPath(new URL('../ui.html', import.meta.url)) },
    minify: false,
    reportCompressedSize: false,
  },
});
