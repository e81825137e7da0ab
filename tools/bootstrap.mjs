// Runs a tool of this repository on a machine that may have nothing but Node 20 and npm: installs the packages first,
// which bring Node 24 with them, and then runs the tool on that. Plain JavaScript without imports from node_modules.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [tool, ...args] = process.argv.slice(2);

const fail = (message) => {
  console.error(`\n${message}`);
  process.exit(1);
};

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(
    `Infloo needs Node 20.19 or newer; this is ${process.versions.node}. Install a newer one from https://nodejs.org.`,
  );
}
if (process.platform === 'win32') fail('On Windows, run this inside WSL: the local suite needs a POSIX shell.');

/** Written after an install that went through, so that an interrupted one is done again. */
const stamp = join(root, 'node_modules', '.infloo-installed');
const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  console.log('Installing packages (a few minutes the first time) …');
  const started = Date.now();
  // Scripts stay off: nothing here needs one, and they are how poisoned packages do harm. EBADENGINE warnings on an
  // older Node are expected, because everything but npm itself runs on the Node 24 that is installed here.
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: false,
  });
  if (status !== 0) {
    fail(
      'npm could not install the packages. Check the network (or npm’s registry and proxy settings), then run this again.',
    );
  }
  writeFileSync(stamp, lock);
  console.log(`Packages installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}

const bin = join(root, 'node_modules', '.bin');
const child = spawn(join(bin, 'node'), ['--disable-warning=ExperimentalWarning', join(root, tool), ...args], {
  stdio: 'inherit',
  env: { ...process.env, PATH: `${bin}:${process.env.PATH}` },
});
child.on('error', (error) =>
  fail(`Could not start Node 24 from node_modules: ${error.message}. Delete node_modules and run this again.`),
);
// Ctrl-C reaches the child by itself, it being in the same group; here it is only waited for.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  });
}
child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
