import { existsSync, globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const styles = readFileSync('dashboard/src/ui/styles.ts', 'utf8');

it('each component that is used brings its style sheet: it would look bare', () => {
  const used = new Set(
    globSync('dashboard/src/**/*.tsx').flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/import \{([^}]+)\} from '@mantine\/core'/g)].flatMap(([, names = '']) =>
        names.split(',').map((name) => name.trim()),
      ),
    ),
  );
  expect(used.size).toBeGreaterThan(20);
  const bare = [...used].filter(
    (name) =>
      existsSync(`node_modules/@mantine/core/styles/${name}.css`) &&
      !styles.includes(`'@mantine/core/styles/${name}.css'`),
  );
  expect(bare).toEqual([]);
});
