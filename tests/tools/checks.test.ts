import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { hashOf } from '../../tools/checks.ts';

it('knows a package that changed by its files’ names and contents, not by what npm installed into it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hash-'));
  try {
    await mkdir(join(folder, 'src'));
    await writeFile(join(folder, 'src', 'a.ts'), '1');
    const first = await hashOf(folder);
    await mkdir(join(folder, 'node_modules'));
    await writeFile(join(folder, 'node_modules', 'x'), '1');
    expect(await hashOf(folder)).toBe(first);
    await rename(join(folder, 'src', 'a.ts'), join(folder, 'src', 'b.ts'));
    expect(await hashOf(folder)).not.toBe(first);
    await rename(join(folder, 'src', 'b.ts'), join(folder, 'src', 'a.ts'));
    expect(await hashOf(folder)).toBe(first);
    await writeFile(join(folder, 'src', 'a.ts'), '2');
    expect(await hashOf(folder)).not.toBe(first);
  } finally {
    await rm(folder, { recursive: true });
  }
});
