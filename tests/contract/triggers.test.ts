import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { paths } from '../../functions/src/contract/paths.ts';
import * as deployed from '../../functions/src/index.ts';

interface Trigger {
  __endpoint: { eventTrigger?: { eventType: string; eventFilterPathPatterns?: { document?: string } } };
}

const { api, ...triggers } = deployed;
const patternOf = (trigger: unknown) => (trigger as Trigger).__endpoint.eventTrigger?.eventFilterPathPatterns?.document;

/** What each trigger listens to. */
const LISTENS: Record<keyof typeof triggers, string> = {
  onUserCreated: paths.user('{uid}'),
  onConnectionWritten: paths.connection('{pair}'),
};

/** What triggers write; nothing may listen to it, or one event would bring about the next without end. */
const WRITTEN = [paths.notification('{uid}', '{id}')];

describe('triggers', () => {
  it.each(Object.entries(LISTENS))('%s listens to %s', (name, document) => {
    expect(patternOf(triggers[name as keyof typeof triggers])).toBe(document);
  });

  it('listen to nothing that triggers write', () => {
    const shape = (path: string) => path.replace(/\{\w+\}/g, '*');
    const listened = Object.values(triggers).map((trigger) => shape(patternOf(trigger) ?? ''));
    for (const path of WRITTEN) expect(listened).not.toContain(shape(path));
  });

  it('are all exported from index.ts', () => {
    const index = readFileSync('functions/src/index.ts', 'utf8');
    for (const file of globSync('functions/src/*/triggers.ts')) {
      const names = [...readFileSync(file, 'utf8').matchAll(/^export async function (\w+)/gm)].map(([, name]) => name);
      expect(names.length, file).toBeGreaterThan(0);
      for (const name of names) expect(index, `${file} exports ${name}`).toContain(`await ${name}(`);
    }
  });
});
