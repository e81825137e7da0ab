import { PARTS as CHAT } from '../chat/erasure.ts';
import { PARTS as CONNECTIONS } from '../connections/erasure.ts';
import { folders } from '../contract/folders.ts';
import type { paths } from '../contract/paths.ts';
import { PARTS as EVENTS } from '../events/erasure.ts';
import { db } from '../firebase.ts';
import { PARTS as MODERATION } from '../moderation/erasure.ts';
import { PARTS as NOTIFICATIONS } from '../notifications/erasure.ts';
import { PARTS as REPORTS } from '../reports/erasure.ts';
import { PARTS as STAFF } from '../staff/erasure.ts';
import { type Erase, eraseFolder, eraseFound, type Part } from '../store/erasure.ts';
import { PARTS as STORIES } from '../stories/erasure.ts';
import { PARTS as USERS } from '../users/erasure.ts';
import { PARTS as VERIFICATION } from '../verification/erasure.ts';

const NOT_THEIRS = { without: 'Holds nothing that somebody has given or made.' } as const;

/**
 * What becomes of each collection and folder when its owner leaves, and what their copy of their data has of it: one that
 * is missing doesn't compile.
 */
export const PARTS = {
  ...USERS,
  ...CONNECTIONS,
  ...NOTIFICATIONS,
  ...MODERATION,
  ...VERIFICATION,
  ...STAFF,
  ...REPORTS,
  ...STORIES,
  ...EVENTS,
  ...CHAT,
  erasure: { erase: { keeps: 'Says for 30 days that an account has ended, by its uid alone.' }, export: NOT_THEIRS },
  certificate: { erase: { keeps: 'Says what was removed, and not whose it was.' }, export: NOT_THEIRS },
  dataExport: { erase: 'at closing', export: NOT_THEIRS },
  exports: { erase: eraseFolder(folders.exports), export: { without: 'Is this copy itself.' } },
  analytics: { erase: { keeps: 'Numbers of days; names nobody.' }, export: NOT_THEIRS },
  sweep: { erase: { keeps: 'Where the sweep stopped; names nobody for longer than a day.' }, export: NOT_THEIRS },
  revocation: {
    erase: { keeps: 'Keeps older tokens from opening anything; expires within a day.' },
    export: NOT_THEIRS,
  },
  // They hold what of an event its work goes by: names, too.
  fanOut: {
    erase: eraseFound((uid) => db().collection('fan_outs').where('people', 'array-contains', uid)),
    export: { without: 'Repeats documents that are there.' },
  },
  deadLetter: {
    erase: eraseFound((uid) => db().collection('dead_letters').where('people', 'array-contains', uid)),
    export: { without: 'Repeats documents that are there.' },
  },
  rateLimit: { erase: { keeps: 'Hashes that expire within a day, and name nobody.' }, export: NOT_THEIRS },
  idempotency: { erase: { keeps: 'Sealed with what only the sender has; expires within a day.' }, export: NOT_THEIRS },
} as const satisfies Record<keyof typeof paths | keyof typeof folders, Part>;

type Name = keyof typeof PARTS;

/** The parts that take work of their own, in no order; those that stay are stripped after all others. */
export const WORK = (Object.keys(PARTS) as Name[]).filter((name) => eraserOf(name) !== undefined);

/** @returns how to erase one part, or what is taken out of it; undefined for one that an earlier version knew */
export function eraserOf(name: string): Erase | undefined {
  const erase = (PARTS as Record<string, Part>)[name]?.erase;
  if (typeof erase === 'object') return erase.strips;
  return typeof erase === 'function' ? erase : undefined;
}

/** Whether it stays, and names are taken out of it. */
export function isStripped(name: string): boolean {
  const erase = (PARTS as Record<string, Part>)[name]?.erase;
  return typeof erase === 'object' && erase.strips !== undefined;
}
