// Loads a script of the build, with the code that V8 has made of it before. Copied as it is: it loads the rest.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { constants, Script } from 'node:vm';

export const fileOf = (name) => fileURLToPath(new URL(`${name}.cjs`, import.meta.url));

/** @returns the code beside the script, where it has been compiled before */
function codeOf(file) {
  try {
    return readFileSync(`${file}.code`);
  } catch {
    return undefined;
  }
}

/**
 * @param name of a CommonJS script in this folder: one function, in ASCII, as the build writes it
 * @returns what it exports, and the script, compiled. V8 refuses code that another version of it has made, and then
 *   compiles as it always does.
 */
export function run(name, cachedData = codeOf(fileOf(name))) {
  const filename = fileOf(name);
  const source = readFileSync(filename, 'latin1');
  const script = new Script(source, {
    filename,
    cachedData: cachedData ?? undefined,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(filename), module, filename, dirname(filename));
  return { script, exports: module.exports };
}

/** @returns what the script exports */
export const load = (name) => run(name).exports;
