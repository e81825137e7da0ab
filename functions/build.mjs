import { rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const lib = join(here, 'lib');
// Made beside it and moved at the end: a running suite watches lib, and must never see half of it.
const fresh = join(here, 'lib.new');
const { dependencies } = require('./package.json');

await rm(fresh, { recursive: true, force: true });
await build({
  entryPoints: [join(here, 'src/index.ts')],
  outdir: fresh,
  bundle: true,
  // Dynamic imports become files of their own, so that each function loads only what it needs.
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  // ES modules where a package has both: their named exports survive, and what is unused falls away.
  mainFields: ['module', 'main'],
  sourcemap: true,
  legalComments: 'none',
  // What a deployment installs: native code, and what must be one copy for us and for the SDK.
  external: Object.keys(dependencies).flatMap((name) => [name, `${name}/*`]),
  // CommonJS packages inside an ESM bundle still call require() for Node's own modules.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  logLevel: 'warning',
});

await rm(lib, { recursive: true, force: true });
await rename(fresh, lib);
