import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
// @ts-expect-error: plain JavaScript, so that a deployment can run it before anything is built.
import { lockOf } from '../../functions/lock.mjs';

type Packages = Record<string, { version: string; dependencies?: object; devDependencies?: object }>;
const root = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Packages };
const manifest = JSON.parse(readFileSync('functions/package.json', 'utf8'));

describe('the lockfile of a deployment', () => {
  const lock = lockOf(root, 'functions') as { packages: Packages };

  it('is for the manifest that is deployed', () => {
    expect(lock.packages['']).toMatchObject({
      name: manifest.name,
      dependencies: manifest.dependencies,
      devDependencies: manifest.devDependencies,
    });
  });

  it('has the versions of the whole repository, and no package that functions do not need', () => {
    const names = Object.keys(lock.packages).filter((path) => path !== '');
    expect(names).toContain('node_modules/protobufjs');
    expect(names).not.toContain('node_modules/react');
    for (const path of names) expect(lock.packages[path]).toEqual(root.packages[path]);
    expect(names.length).toBeLessThan(Object.keys(root.packages).length / 2);
  });

  it('brings native code for the cloud, whatever machine deploys', () => {
    expect(Object.keys(lock.packages)).toContain('node_modules/@img/sharp-linux-x64');
  });

  it('refuses what it could not lock', () => {
    const odd = { packages: { functions: { name: 'f', dependencies: { gone: '1' } } } };
    expect(() => lockOf(odd, 'functions')).toThrow(/no gone/);
  });
});
