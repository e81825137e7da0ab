// Writes functions/package-lock.json for a deployment. The cloud installs from this folder alone, where a workspace has no
// lockfile of its own: without one each deployment would resolve every dependency of a dependency anew.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** What a package may need at its side; optional ones are there for other machines than this, too. */
const needsOf = ({ dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta = {} }, found) => [
  ...Object.keys({ ...dependencies, ...optionalDependencies }),
  // An optional peer counts only where something else has brought it.
  ...Object.keys(peerDependencies ?? {}).filter((name) => !peerDependenciesMeta[name]?.optional || found(name)),
];

/** Where Node finds `name` from the package at `from`, by the lockfile: beside it, or further up. */
function locate(packages, from, name) {
  for (let folder = from; ; ) {
    const path = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (packages[path]) return path;
    if (folder === '') return undefined;
    const above = folder.lastIndexOf('/node_modules/');
    folder = above < 0 ? '' : folder.slice(0, above);
  }
}

/**
 * @param root the lockfile of the whole repository
 * @param workspace the folder of the workspace, as the lockfile names it
 * @returns the part of it that the workspace needs, with the workspace as its root
 * @throws Error for a version that stands in the workspace's own folder: it would displace another one
 */
export function lockOf(root, workspace) {
  const { packages } = root;
  const manifest = packages[workspace];
  const kept = new Set();
  const visit = (path, names) => {
    for (const name of names) {
      const at = locate(packages, path, name);
      if (!at) {
        const { peerDependencies, peerDependenciesMeta = {}, optionalDependencies = {} } = packages[path] ?? manifest;
        if (peerDependenciesMeta[name]?.optional || optionalDependencies[name] || peerDependencies?.[name]) continue;
        throw new Error(`The lockfile has no ${name}, which ${path} needs.`);
      }
      if (at.startsWith(`${workspace}/`)) throw new Error(`${at}: let the whole repository use one version of it.`);
      if (kept.has(at)) continue;
      kept.add(at);
      visit(
        at,
        needsOf(packages[at], (peer) => kept.has(locate(packages, at, peer))),
      );
    }
  };
  visit('', Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }));
  const { name, version } = manifest;
  return {
    name,
    version,
    lockfileVersion: root.lockfileVersion,
    requires: true,
    packages: { '': manifest, ...Object.fromEntries([...kept].sort().map((path) => [path, packages[path]])) },
  };
}

const here = dirname(fileURLToPath(import.meta.url));
if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const root = JSON.parse(readFileSync(join(here, '..', 'package-lock.json'), 'utf8'));
  writeFileSync(join(here, 'package-lock.json'), `${JSON.stringify(lockOf(root, 'functions'), null, 2)}\n`);
}
