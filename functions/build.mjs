import { spawnSync } from 'node:child_process';
import { cp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const lib = join(here, 'lib');
// Made beside it and moved at the end: a running suite watches lib, and must never see half of it.
const fresh = join(here, 'lib.new');

/** The functions by the script that declares them, as `src/index.ts` exports them. */
const index = await readFile(join(here, 'src/index.ts'), 'utf8');
const deployed = Object.fromEntries(
  [...index.matchAll(/^export \{([^}]+)\} from '\.\/deploy\/(\w+)\.ts';$/gm)].map(([, names, script]) => [
    script,
    names
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean),
  ]),
);
// What isn't found here would be left out of the deployment, silently.
if (Object.keys(deployed).length !== index.match(/'\.\/deploy\//g).length) {
  throw new Error('src/index.ts has an export that build.mjs can’t read.');
}

/** A process loads the script of its own function alone; firebase-tools, which names none, the one that has all. */
const ENTRY = `import { load } from './load.js';
const deployed = ${JSON.stringify(deployed)};
const target = process.env.FUNCTION_TARGET;
const own = Object.keys(deployed).find((script) => deployed[script].includes(target)) ?? 'all';
export const { ${Object.values(deployed).flat().join(', ')} } = load(own === 'api' ? 'serve' : own);
`;

/** npm may install a package several times over, in the same version. One copy does, or each is loaded. */
const oneOfEach = {
  name: 'one-of-each',
  setup({ onResolve, resolve }) {
    const copies = new Map();
    const versions = new Map();
    const versionOf = async (folder) => {
      if (!versions.has(folder)) {
        versions.set(folder, JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')).version);
      }
      return versions.get(folder);
    };
    onResolve({ filter: /./ }, async ({ path, pluginData, ...options }) => {
      if (pluginData === 'resolved') return undefined;
      const found = await resolve(path, { ...options, pluginData: 'resolved' });
      if (found.external || found.errors.length > 0 || found.namespace !== 'file') return undefined;
      const at = found.path.lastIndexOf(`${sep}node_modules${sep}`);
      if (at < 0) return undefined;
      const [scope, name, ...rest] = found.path.slice(at + 14).split(sep);
      const [packageName, file] = scope.startsWith('@')
        ? [join(scope, name), rest.join(sep)]
        : [scope, join(name, ...rest)];
      const folder = join(found.path.slice(0, at), 'node_modules', packageName);
      const key = `${packageName}@${await versionOf(folder)} ${file}`;
      const first = copies.get(key);
      if (first === undefined) copies.set(key, found.path);
      // Left to esbuild where it is the first: it also knows what kind of module that is.
      return first === undefined || first === found.path ? undefined : { path: first };
    });
  },
};

/** What `firebase.ts` takes of these, and asks for when a request needs it. */
const SERVICES = {
  'firebase-admin/auth': 'getAuth',
  'firebase-admin/functions': 'getFunctions',
  'firebase-admin/messaging': 'getMessaging',
  'firebase-admin/storage': 'getStorage',
};

/** gRPC and what lies around it is loaded with the first call to Firestore: the client's classes don't need it before. */
const later = {
  name: 'later',
  setup({ onResolve, onLoad, resolve }) {
    onResolve({ filter: /^google-gax$/ }, async ({ importer, resolveDir, kind, pluginData }) => {
      if (pluginData !== undefined || !/(firestore_client|watch)\.js$/.test(importer)) return undefined;
      const found = await resolve('google-gax', { importer, resolveDir, kind, pluginData: 'later' });
      return { path: found.path, namespace: 'later' };
    });
    // Its ES modules name every export at once, and so ask for what is only made when it is asked for.
    onResolve({ filter: /^firebase-admin\/\w+$/ }, async ({ path, importer, resolveDir, pluginData }) => {
      if (pluginData !== undefined) return undefined;
      const found = await resolve(path, { importer, resolveDir, kind: 'require-call', pluginData: 'later' });
      return { path: found.path, ...(SERVICES[path] && { namespace: 'service', pluginData: SERVICES[path] }) };
    });
    onLoad({ filter: /./, namespace: 'service' }, ({ path, pluginData }) => ({
      contents: `exports.${pluginData} = (app) => require(${JSON.stringify(path)}).${pluginData}(app);`,
      resolveDir: dirname(path),
    }));
    onLoad({ filter: /./, namespace: 'later' }, ({ path }) => ({
      contents: `module.exports = new Proxy({}, { get: (_, name) => require(${JSON.stringify(path)})[name] });`,
      resolveDir: dirname(path),
    }));
  },
};

/**
 * Classes of messages that nothing of ours names: the SDK makes its own from `protos.json`. And zod's messages in
 * other languages.
 */
const unused = {
  name: 'unused',
  setup({ onLoad }) {
    onLoad({ filter: /@google-cloud\/firestore-api\/build\/src\/v1\/firestore_admin_client\.js$/ }, () => ({
      contents: 'exports.FirestoreAdminClient = undefined;',
    }));
    onLoad({ filter: /google-gax\/build\/protos\/(iam_service|locations|operations|compute_operations)\.js$/ }, () => ({
      contents: 'module.exports = {};',
    }));
    onLoad({ filter: /@google-cloud\/firestore-api\/build\/protos\/protos\.js$/ }, () => ({
      contents: 'module.exports = { google: { firestore: { v1: {} } } };',
    }));
    onLoad({ filter: /zod\/v4\/locales\/index\.js$/ }, () => ({
      contents: 'export { default as en } from "./en.js";',
    }));
  },
};

await rm(fresh, { recursive: true, force: true });
await build({
  entryPoints: Object.fromEntries([
    ['all', join(here, 'src/index.ts')],
    ['serve', join(here, 'src/serve.ts')],
    ['video-worker', join(here, 'src/store/video-worker.ts')],
    ...Object.keys(deployed)
      .filter((name) => name !== 'api')
      .map((name) => [name, join(here, 'src/deploy', `${name}.ts`)]),
  ]),
  outdir: fresh,
  bundle: true,
  // One script each: dynamic imports in it stay within, and run when they are asked for.
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  platform: 'node',
  target: 'node24',
  minifyWhitespace: true,
  minifySyntax: true,
  // Names stand in logs and errors, and the SDKs tell some classes by theirs.
  minifyIdentifiers: false,
  sourcemap: true,
  legalComments: 'none',
  logLevel: 'warning',
  // ES modules where a package has both: what is unused falls away.
  mainFields: ['module', 'main'],
  // Native code can't be bundled.
  external: ['sharp'],
  define: { 'import.meta.url': '__url' },
  // As Node wraps CommonJS: `load.js` compiles the file as it is.
  banner: {
    js: "(function (exports, require, module, __filename, __dirname) {const __url = require('node:url').pathToFileURL(__filename).href;",
  },
  footer: { js: '})' },
  plugins: [later, oneOfEach, unused],
});
await writeFile(join(fresh, 'index.js'), ENTRY);
// A thread loads a file, not a script of ours.
await writeFile(join(fresh, 'video-worker.js'), "import { load } from './load.js';\nload('video-worker');\n");
for (const file of ['load.js', 'compile.js']) await cp(join(here, 'src/runtime', file), join(fresh, file));

await rm(lib, { recursive: true, force: true });
await rename(fresh, lib);
const { status } = spawnSync(process.execPath, [join(lib, 'compile.js')], { stdio: 'inherit' });
if (status !== 0) throw new Error('The scripts could not be compiled.');
