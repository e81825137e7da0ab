// Runs a tool of this repository on a machine that may have nothing but Node 20 and npm: installs the packages first,
// which bring Node 24 with them, and then runs the tool on that. Plain JavaScript without imports from node_modules.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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

const bin = join(root, 'node_modules', '.bin');
const node = join(bin, 'node');
const runs = (program) => spawnSync(program, ['--version']).status === 0;

/** npm puts node_modules/.bin first; what replaces that folder must not run from it. */
const outside = (process.env.PATH ?? '').split(':').filter((folder) => !folder.includes('node_modules'));
const env = { ...process.env, PATH: outside.join(':') };

/**
 * The package `node` fetches the binary for this machine in its install script. It is the one script that is needed, so
 * it is run by itself, and the link that npm leaves out without it is made here.
 */
function bringNode() {
  if (runs(node)) return;
  const folder = join(root, 'node_modules', 'node');
  spawnSync('node', ['installArchSpecificPackage.js'], { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'] });
  const fetched = join(folder, 'bin', 'node');
  // Where there is none for this machine, its own will do if it is new enough.
  const [host, version] = String(
    spawnSync('node', ['-p', '[process.execPath, process.versions.node].join()'], { env }).stdout,
  )
    .trim()
    .split(',');
  const program = runs(fetched) ? fetched : host;
  if (program === host && Number.parseInt(version, 10) < 24) {
    fail('npm has no Node 24 for this machine: install Node 24 from https://nodejs.org and run this again.');
  }
  rmSync(node, { force: true });
  symlinkSync(program, node);
}

/** Written after an install that went through, so that an interrupted one is done again. */
const stamp = join(root, 'node_modules', '.infloo-installed');
const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  console.log('Installing packages (a few minutes the first time) …');
  const started = Date.now();
  // Scripts stay off: they are how poisoned packages do harm.
  const install = (command, by) => {
    const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    const { status } = spawnSync('npm', [...command, ...quiet], { cwd: root, env: by, stdio: 'inherit' });
    if (status !== 0) {
      fail(
        'npm could not install the packages. Check the network (or npm’s registry and proxy settings), then run this again.',
      );
    }
    bringNode();
  };
  install(['ci'], env);
  // Run by an older Node, npm leaves out optional packages whose engine that doesn't meet, like compilers that come as
  // one package a platform: Node 24 brings them.
  if (major < 24) install(['install', '--no-save', '--prefer-offline'], { ...env, PATH: `${bin}:${env.PATH}` });
  writeFileSync(stamp, lock);
  console.log(`Packages installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}

const child = spawn(node, ['--disable-warning=ExperimentalWarning', join(root, tool), ...args], {
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
