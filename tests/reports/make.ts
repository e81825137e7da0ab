import { expect } from 'vitest';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { told } from '../notifications/told.ts';
import { type Person, post, type Reply } from '../support/api.ts';
import { deliver } from '../support/triggers.ts';

export type Target = { kind: 'user' | 'story' | 'event' | 'message'; id: string };

export const REASON = 'Selling followers is against our rules.';

export const sendReport = (by: Person, target: Target, more: object = {}): Promise<Reply> =>
  post('/reports', { target, category: 'spam', ...more }, by);

/** Reports something, and expects it to be taken. @returns the report's id */
export async function reported(by: Person, target: Target, more: object = {}): Promise<string> {
  const { status, body } = await sendReport(by, target, more);
  expect(status, JSON.stringify(body)).toBe(201);
  return body.id;
}

export const storedReport = async (id: string) => (await db().doc(paths.report(id)).get()).data();

export const decide = (id: string, body: object, staff: Person): Promise<Reply> =>
  post(`/admin/reports/${id}/decision`, body, staff);

/** Does something to a report, and has its trigger know, `times` times. */
export async function followed(id: string, act: () => Promise<Reply>, times = 1): Promise<Reply> {
  const before = await storedReport(id);
  const reply = await act();
  const after = await storedReport(id);
  // A second delivery is of the same event.
  const time = new Date().toISOString();
  for (let i = 0; i < times; i++) await deliver('onReportWritten', { params: { id }, before, after, time });
  return reply;
}

/** @returns what somebody was told about reports, newest first */
export const toldTo = async (who: Person): Promise<string[]> =>
  (await told(who)).filter(({ target }) => target.kind === 'report').map(({ message }) => message);

/** Undoes a decision. */
export const reverse = (id: string, staff: Person, reason = 'A mistake.'): Promise<Reply> =>
  post(`/admin/reports/${id}/reversal`, { reason }, staff);
