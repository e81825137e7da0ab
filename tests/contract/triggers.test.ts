import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as deployed from '../../functions/src/index.ts';
import { JOBS } from '../../functions/src/jobs.ts';
import { TRIGGERS } from '../../functions/src/triggers.ts';

interface Deployed {
  __endpoint: {
    eventTrigger?: { eventType: string; retry: boolean; eventFilterPathPatterns?: { document?: string } };
    scheduleTrigger?: { schedule: string };
  };
}

const functions = deployed as unknown as Record<string, Deployed>;
const EVENTS = {
  created: 'google.cloud.firestore.document.v1.created',
  updated: 'google.cloud.firestore.document.v1.updated',
  deleted: 'google.cloud.firestore.document.v1.deleted',
  written: 'google.cloud.firestore.document.v1.written',
};
/** A path without the names of its ids: what two patterns share that mean the same documents. */
const shape = (path: string): string => path.replace(/\{\w+\}/g, '*');

describe('the trigger table', () => {
  it.each(Object.entries(TRIGGERS))('%s is deployed as it stands there, and retried', (name, { on, path }) => {
    const { eventTrigger } = functions[name]?.__endpoint ?? {};
    expect(eventTrigger).toMatchObject({ eventType: EVENTS[on], retry: true });
    expect(eventTrigger?.eventFilterPathPatterns?.document).toBe(path);
  });

  it('is the whole of what is deployed, beside the API and the jobs', () => {
    const scheduled = Object.entries(JOBS).filter(([, { schedule }]) => schedule !== null);
    const named = [...Object.keys(TRIGGERS), ...scheduled.map(([name]) => name), 'api'];
    expect(Object.keys(functions).sort()).toEqual(named.sort());
  });

  it('leads in no circle: nothing that a trigger writes brings about the same trigger again', () => {
    const rows = Object.entries(TRIGGERS).map(([name, { path, writes }]) => ({
      name,
      listens: shape(path),
      writes: writes.map(shape),
    }));
    const visit = (listens: string, way: string[]): string[] => {
      for (const row of rows.filter((row) => row.listens === listens)) {
        if (way.includes(row.name)) return [...way, row.name];
        for (const written of row.writes) {
          const circle = visit(written, [...way, row.name]);
          if (circle.length > 0) return circle;
        }
      }
      return [];
    };
    for (const { listens } of rows) expect(visit(listens, [])).toEqual([]);
  });

  it('has every handler of every slice', () => {
    const table = readFileSync('functions/src/triggers.ts', 'utf8');
    for (const file of globSync('functions/src/*/triggers.ts')) {
      const names = [...readFileSync(file, 'utf8').matchAll(/^export async function (\w+)/gm)].map(([, name]) => name);
      expect(names.length, file).toBeGreaterThan(0);
      for (const name of names) expect(table, `${file} exports ${name}`).toContain(`.${name}(`);
    }
  });
});
