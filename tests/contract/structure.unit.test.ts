import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

// biome.json says who may import whom. This holds the configuration itself: a pattern that matches nothing refuses nothing.

/** A file, what it imports, and whether it may. */
const IMPORTS: [file: string, imported: string, allowed: boolean][] = [
  ['functions/src/contract/limits.ts', 'zod', true],
  ['functions/src/contract/limits.ts', './roles.ts', true],
  ['functions/src/contract/limits.ts', '../config.ts', false],
  ['functions/src/contract/limits.ts', '../users/schema.ts', false],
  ['functions/src/contract/limits.ts', 'firebase-admin/firestore', false],
  ['functions/src/contract/limits.ts', 'node:fs', false],
  ['functions/src/store/edges.ts', '../contract/paths.ts', true],
  ['functions/src/store/edges.ts', '../firebase.ts', true],
  ['functions/src/store/edges.ts', '../http/app.ts', false],
  ['functions/src/store/edges.ts', '../connections/schema.ts', false],
  ['functions/src/http/app.ts', '../store/meter.ts', true],
  ['functions/src/http/app.ts', '../users/schema.ts', false],
  ['functions/src/http/app.ts', '../routes.ts', false],
  ['functions/src/runtime/trigger.ts', '../store/meter.ts', true],
  ['functions/src/runtime/trigger.ts', '../notifications/notify.ts', false],
  ['functions/src/users/schema.ts', 'zod', true],
  ['functions/src/users/schema.ts', '../contract/ids.ts', true],
  ['functions/src/events/schema.ts', '../users/schema.ts', true],
  ['functions/src/users/schema.ts', './store.ts', false],
  ['functions/src/users/schema.ts', '../store/tokens.ts', false],
  ['functions/src/users/schema.ts', 'firebase-admin/firestore', false],
  ['functions/src/users/policy.ts', './schema.ts', true],
  ['functions/src/users/policy.ts', '../connections/policy.ts', true],
  ['functions/src/users/policy.ts', '../firebase.ts', false],
  ['functions/src/users/policy.ts', './store.ts', false],
  ['functions/src/users/policy.ts', 'node:fs', false],
  ['functions/src/users/store.ts', '../store/edges.ts', true],
  ['functions/src/users/routes.ts', './store.ts', true],
  ['functions/src/users/visible.ts', '../connections/relation.ts', true],
  ['functions/src/users/routes.ts', '../connections/store.ts', false],
  ['functions/src/users/store.ts', '../connections/routes.ts', false],
  ['functions/src/users/triggers.ts', '../connections/triggers.ts', false],
  ['functions/src/users/jobs.ts', '../connections/jobs.ts', false],
  ['functions/src/users/store.ts', '../account/erase.ts', false],
  ['functions/src/users/store.ts', '../routes.ts', false],
  ['functions/src/users/store.ts', '../triggers.ts', false],
  ['functions/src/account/erase.ts', '../connections/erasure.ts', true],
  ['functions/src/account/erase.ts', '../connections/store.ts', false],
  ['functions/src/routes.ts', './users/routes.ts', true],
  ['dashboard/src/ui/button.tsx', '../live/session.tsx', true],
  ['dashboard/src/ui/button.tsx', '../users/person.tsx', false],
  ['dashboard/src/live/session.tsx', '../app/router.tsx', false],
  ['dashboard/src/users/person.tsx', '../ui/avatar.tsx', true],
  ['dashboard/src/users/person.tsx', '../app/router.tsx', false],
  ['dashboard/src/users/person.tsx', '@api/users/schema.ts', true],
  ['dashboard/src/users/person.tsx', '@api/connections/policy.ts', true],
  ['dashboard/src/users/person.tsx', '@api/users/store.ts', false],
  ['dashboard/src/app/router.tsx', '../users/person.tsx', true],
  ['dashboard/src/app/router.tsx', '@api/store/files.ts', false],
];

/** What is no import, but held in the same way. */
const TEXTS: [rule: string, file: string, text: string][] = [
  [
    'nursery/noFloatingPromises',
    'functions/src/a/unawaited.ts',
    'const f = async () => {};\nexport const g = () => { f(); };',
  ],
  ['suspicious/noImportCycles', 'functions/src/a/one.ts', "import './two.ts';"],
  ['suspicious/noImportCycles', 'functions/src/a/two.ts', "import './one.ts';"],
];

interface Report {
  diagnostics: { category: string; location: { path: string; start: { line: number } } }[];
}

/** Lints `files` by themselves under the repository's configuration. @returns `rule file:line` of all that it refuses */
async function lint(files: Map<string, string>): Promise<Set<string>> {
  const folder = await mkdtemp(join(tmpdir(), 'structure-'));
  try {
    const { vcs: _, $schema: __, ...config } = JSON.parse(await readFile('biome.json', 'utf8'));
    for (const [file, text] of [...files, ['biome.json', JSON.stringify(config)] as const]) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), text);
    }
    const biome = join(process.cwd(), 'node_modules', '.bin', 'biome');
    const output = await new Promise<string>((resolve) =>
      execFile(biome, ['lint', '--reporter=json', '--max-diagnostics=none'], { cwd: folder }, (_error, stdout) =>
        resolve(stdout),
      ),
    );
    const { diagnostics } = JSON.parse(output) as Report;
    return new Set(
      diagnostics.map(({ category, location: { path, start } }) => `${category.slice(5)} ${path}:${start.line}`),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

let refused: Set<string>;
const lineOf = new Map<(typeof IMPORTS)[number], number>();

beforeAll(async () => {
  const files = new Map<string, string>(TEXTS.map(([, file, text]) => [file, text]));
  for (const row of IMPORTS) {
    const [file, imported] = row;
    const text = `${files.get(file) ?? ''}import '${imported}';\n`;
    files.set(file, text);
    lineOf.set(row, text.split('\n').length - 1);
  }
  refused = await lint(files);
});

describe('the linter holds the structure', () => {
  it.each(IMPORTS.map((row) => ({ row, file: row[0], imported: row[1], verdict: row[2] ? 'may' : 'may not' })))(
    '$file $verdict import $imported',
    ({ row, file }) => {
      expect(refused.has(`style/noRestrictedImports ${file}:${lineOf.get(row)}`)).toBe(!row[2]);
    },
  );

  it.each(TEXTS)('%s in %s', (rule, file) => {
    expect([...refused].some((place) => place.startsWith(`${rule} ${file}:`))).toBe(true);
  });
});

it('no browser test looks once at what a page shows: it may still be on its way', async () => {
  const once =
    /expect\(await [^\n]*\.(count|is[A-Z]\w+|inputValue|getAttribute|innerText|textContent|url)\([^\n]*\)\)\.(?!not\b)/;
  const names = (await readdir('tests/browser')).filter((name) => name.endsWith('.ts'));
  const looks = await Promise.all(
    names.map(async (name) =>
      (await readFile(join('tests/browser', name), 'utf8'))
        .split('\n')
        .flatMap((line, i) => (once.test(line) ? [`${name}:${i + 1}${line}`] : [])),
    ),
  );
  expect(looks.flat(), 'take `await expect.poll(() => …)`').toEqual([]);
});

/** What only one file takes from Mantine, and why: the others take that file. */
const WRAPPED = {
  Tabs: ['ui/tabbed.tsx', 'it answers a press before it draws what the tab shows'],
  useMantineColorScheme: ['ui/color-scheme.ts', 'it writes no style sheet into the page'],
} as const;

it.each(Object.entries(WRAPPED))('%s is taken by %s alone', async (part, [file, why]) => {
  const names = (await readdir('dashboard/src', { recursive: true })).filter((name) => /\.tsx?$/.test(name));
  const pattern = new RegExp(`import \\{[^}]*\\b${part}\\b[^}]*\\} from '@mantine/core'`);
  const takes = await Promise.all(
    names.map(async (name) => (pattern.test(await readFile(join('dashboard/src', name), 'utf8')) ? [name] : [])),
  );
  expect(takes.flat(), why).toEqual([file]);
});
