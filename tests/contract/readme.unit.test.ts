import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CAST, DEMO_PASSWORD } from '../../tools/demo/cast.ts';
import { PORTS } from '../../tools/local.ts';

const readme = readFileSync('README.md', 'utf8');
const pages = ['README.md', ...readdirSync('docs').flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : []))];
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

describe('the README', () => {
  it('tells where it runs, and who signs in how', () => {
    expect(readme).toContain(`http://127.0.0.1:${PORTS.hosting}`);
    for (const { username, role } of CAST) expect(readme).toContain(`\`${username}\` (${role})`);
    expect(readme).toContain(`\`${DEMO_PASSWORD}\``);
  });

  it('lists every slice that has routes', () => {
    const slices = readdirSync('functions/src').filter((name) => existsSync(`functions/src/${name}/routes.ts`));
    expect(slices.length).toBeGreaterThan(5);
    for (const slice of slices) expect(readme).toContain(`| [${slice}](functions/src/${slice}) |`);
  });

  it('names only commands that exist, and pictures that load fast', () => {
    const named = [...readme.matchAll(/(?:^|`)npm (?:run )?(\w+)/gm)].map(([, name]) => name ?? '');
    expect(named).toContain('start');
    for (const name of named) expect(Object.keys(scripts)).toContain(name);
    const pictures = readdirSync('docs/images');
    expect(pictures.length).toBeGreaterThan(1);
    for (const name of pictures) expect(statSync(`docs/images/${name}`).size).toBeLessThan(150_000);
  });
});

it.each(pages)('links and pictures of %s lead somewhere', (page) => {
  const links = [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)|(?:src|srcset)="([^"]+)"/g)];
  for (const [, link, picture] of links) {
    const path = join(dirname(page), link ?? picture ?? '');
    expect([path, existsSync(path)]).toEqual([path, true]);
  }
});
