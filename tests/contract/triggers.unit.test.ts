import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { WORK } from '../../functions/src/account/parts.ts';
import { folders } from '../../functions/src/contract/folders.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { HeardAttendee, HeardEvent } from '../../functions/src/events/heard.ts';
import * as deployed from '../../functions/src/index.ts';
import { JOBS } from '../../functions/src/jobs.ts';
import { Chosen } from '../../functions/src/notifications/quiet.ts';
import type { Trigger } from '../../functions/src/runtime/trigger.ts';
import { TRIGGERS } from '../../functions/src/triggers.ts';
import { HeardProfile } from '../../functions/src/users/triggers.ts';

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
  sign_in_deleted: 'google.firebase.auth.user.v2.deleted',
};
/** A path without the names of its ids: what two patterns share that mean the same documents. */
const shape = (path: string): string => path.replace(/\{\w+\}/g, '*');

const sameFields = (fields: readonly string[], { shape }: { shape: object }): boolean =>
  [...fields].sort().join() === Object.keys(shape).sort().join();

describe('the trigger table', () => {
  it.each(Object.entries(TRIGGERS))('%s is deployed as it stands there, and retried', (name, { on, path }) => {
    const { eventTrigger } = functions[name]?.__endpoint ?? {};
    expect(eventTrigger).toMatchObject({ eventType: EVENTS[on], retry: true });
    if (on !== 'sign_in_deleted') expect(eventTrigger?.eventFilterPathPatterns?.document).toBe(path);
  });

  it('is the whole of what is deployed, beside the API, the pages, the jobs and the tasks', () => {
    const scheduled = Object.entries(JOBS).filter(([, { schedule }]) => schedule !== null);
    const named = [
      ...Object.keys(TRIGGERS),
      ...scheduled.map(([name]) => name),
      'api',
      'beforeSignUp',
      'pages',
      'exportData',
      'fanOut',
    ];
    const text = 'index.ts must export each row of TRIGGERS, and each of JOBS that has a schedule';
    expect(Object.keys(functions).sort(), text).toEqual(named.sort());
  });

  it('says of the end of an account whatever its parts remove', () => {
    const removes = WORK.filter((name) => name in paths).map((name) =>
      (paths[name as keyof typeof paths] as (...ids: string[]) => string)('*', '*'),
    );
    for (const name of ['onErasureAsked', 'onSignInDeleted'] as const) {
      expect(TRIGGERS[name].writes.map(shape), name).toEqual(expect.arrayContaining(removes));
    }
  });

  it('names the fields that the work goes by, wherever an event of it may be kept until a task has done it', () => {
    const schemas = {
      onUserUpdated: HeardProfile,
      onAccountUpdated: Chosen,
      onEventWritten: HeardEvent,
      onAttendeeWritten: HeardAttendee,
    };
    const table: [string, Trigger][] = Object.entries(TRIGGERS);
    const kept = table.filter(([, { writes }]) => writes.map(shape).includes(shape(paths.fanOut('{id}'))));
    const ending = ['onErasureAsked', 'onSignInDeleted'];
    const named = Object.fromEntries(
      kept.filter(([name]) => !ending.includes(name)).map(([name, { goesBy }]) => [name, goesBy]),
    );
    expect(named).toEqual(
      Object.fromEntries(
        Object.entries(schemas).map(([name, schema]) => [
          name,
          expect.toSatisfy((fields) => sameFields(fields, schema)),
        ]),
      ),
    );
  });

  it('leads in no circle: nothing that a trigger writes brings about the same trigger again', () => {
    const table: [string, Trigger][] = Object.entries(TRIGGERS);
    const rows = table.map(([name, { on, path, writes, updates = [] }]) => ({
      name,
      on,
      // Firebase Auth's own events come from no document.
      listens: on === 'sign_in_deleted' ? name : shape(path),
      brings: [
        ...writes.map((written) => ({ path: shape(written), made: true })),
        ...updates.map((changed) => ({ path: shape(changed), made: false })),
      ],
    }));
    const visit = (way: string[], calls: (row: (typeof rows)[number]) => boolean): string[] => {
      for (const row of rows.filter(calls)) {
        if (way.includes(row.name)) return [...way, row.name];
        for (const { path, made } of row.brings) {
          const next = visit([...way, row.name], ({ on, listens }) => listens === path && (made || on !== 'created'));
          if (next.length > 0) return next;
        }
      }
      return [];
    };
    for (const { name } of rows) expect(visit([], (row) => row.name === name)).toEqual([]);
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

it('no folder has the name of a path: the end of an account has one entry for each', () => {
  expect(Object.keys(folders).filter((name) => name in paths)).toEqual([]);
});
