// Compiles the scripts of the build, and keeps the code beside them: a process that starts needs not do it again. Run on
// the machine that will run them, because V8 takes no other version's: by the build, and in the cloud when npm has
// installed the packages there (`postinstall`; firebase-tools switches `gcp-build` off).
import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { dirname, parse } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileOf, run } from './load.js';

const here = fileURLToPath(import.meta.url);
const [name] = process.argv.slice(2);
if (name === undefined) {
  const scripts = readdirSync(dirname(here)).filter((file) => file.endsWith('.cjs'));
  for (const script of scripts) {
    const env = { ...process.env, GCLOUD_PROJECT: 'demo-build' };
    const { status } = spawnSync(process.execPath, [here, parse(script).name], { env, stdio: 'inherit' });
    // Without it a start takes longer, and nothing else is wrong.
    if (status !== 0) console.warn(`${script} is not compiled beforehand.`);
  }
} else {
  // Only loaded, never called. What runs while it is loaded is compiled.
  const { script, exports } = run(name, null);
  exports.loadFirestore?.();
  writeFileSync(`${fileOf(name)}.code`, script.createCachedData());
  process.exit();
}
