import sharp from 'sharp';
import { expect } from 'vitest';
import { pairId } from '../../functions/src/contract/pair.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { get, type Person, post, type Reply, send } from '../support/api.ts';
import { deliver } from '../support/triggers.ts';

/** Writes to somebody. */
export const write = (from: Person, to: { id: string }, content = 'Hi', more: object = {}): Promise<Reply> =>
  post('/chat', { receiver: to.id, content, ...more }, from);

/** Writes, and expects it to be sent. @returns the message */
export async function say(from: Person, to: { id: string }, content = 'Hi', more: object = {}) {
  const { status, body } = await write(from, to, content, more);
  expect(status, JSON.stringify(body)).toBe(201);
  return body as { id: string; content: string; timestamp: string; deleted_at: string | null };
}

export const read = (me: Person, other: { id: string }, until?: string): Promise<Reply> =>
  post(`/chat/${other.id}/read`, until === undefined ? {} : { until }, me);

/** Writes into a race, where budgets don't hold. */
export const race = (verb: string, path: string, as: Person, body?: object): Promise<Reply> =>
  send(verb, path, { as, ...(body && { body }), contended: true });

/** @returns what somebody sees of their conversation with another */
export const seen = async (me: Person, other: { id: string }) => (await get(`/chat/${other.id}`, me)).body;

export const conversation = async (a: { id: string }, b: { id: string }) =>
  (
    await db()
      .doc(paths.conversation(pairId(a.id, b.id)))
      .get()
  ).data();

/** A message as it is stored. */
export const stored = async (id: string) =>
  (
    await db()
      .doc(paths.message(id.slice(0, 57), id))
      .get()
  ).data();

/** Does what writes a message, and delivers the event of it. @returns what delivers it again */
export async function deliverMessage(
  work: () => Promise<{ id: string }>,
  before?: object,
): Promise<() => Promise<unknown>> {
  const { id } = await work();
  const after = await stored(id);
  const again = () => deliver('onMessageWritten', { before, after });
  await again();
  return again;
}

/** The notification of a conversation. */
export const toldOf = async (who: Person, other: { id: string }) =>
  (
    await db()
      .doc(paths.notification(who.id, `message_${pairId(who.id, other.id)}`))
      .get()
  ).data();

/** What is in it doesn't matter where messages are tried. */
const PICTURE = new Uint8Array(
  await sharp({ create: { width: 16, height: 9, channels: 3, background: '#6f4e37' } })
    .png()
    .toBuffer(),
);

/** The body that sends a picture. */
export function pictureForm(to: { id: string }, texts: Record<string, string> = {}): FormData {
  const form = new FormData();
  form.append('attachment', new Blob([PICTURE], { type: 'image/png' }), 'coffee.png');
  for (const [name, text] of Object.entries({ receiver: to.id, ...texts })) form.append(name, text);
  return form;
}

/** Sends a picture. */
export const attach = (from: Person, to: { id: string }, texts: Record<string, string> = {}): Promise<Reply> =>
  post('/chat', pictureForm(to, texts), from);
