import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * What all bodies together may hold of the instance's memory. Beside them it has one picture that is being decoded, and
 * itself (`npm run bench -- memory`). An object, so that a test can make it small.
 */
export const budget = { bytes: 256 * 1024 * 1024 };

interface Body {
  weight: number;
  /** Has what came so far thrown away; null once it is whole. */
  giveUp: (() => void) | null;
}

let held = 0;
const bodies = new Map<IncomingMessage, Body>();
const working = new WeakMap<IncomingMessage, Promise<unknown>>();

/** @returns whether there is room for `bytes` more */
export const hasRoom = (bytes = 1): boolean => held + bytes <= budget.bytes;

/** Gives back what a body holds, at once. */
export function release(req: IncomingMessage): void {
  held -= bodies.get(req)?.weight ?? 0;
  bodies.delete(req);
}

/** Has the body weigh until `work` is done: an answer that was given in between, or a sender who left, doesn't end it. */
export function holdWhile(req: IncomingMessage, work: Promise<unknown>): void {
  working.set(req, work);
}

/** Gives back what a body holds once it is answered, or its sender has gone, and nothing works on it any more. */
export function releaseAfter(req: IncomingMessage, res: ServerResponse): void {
  res.once('close', () => {
    const end = () => release(req);
    Promise.resolve(working.get(req)).then(end, end);
  });
}

/** The one that has sent least of all who are still sending. */
function least(): [IncomingMessage, Body] | undefined {
  let found: [IncomingMessage, Body] | undefined;
  for (const entry of bodies) {
    if (entry[1].giveUp && (!found || entry[1].weight < found[1].weight)) found = entry;
  }
  return found;
}

/**
 * Weighs what has arrived, and not what was announced: who only announces must not shut others out. Where there is no
 * room, those go who have sent less: if all that came at once went on in step, they would fill the memory before
 * any of them is whole.
 * @param giveUp has what came so far thrown away, in favour of others
 * @returns false where there is no room for it; what it held is given back then
 */
export function hold(req: IncomingMessage, bytes: number, giveUp: () => void): boolean {
  const mine = bodies.get(req) ?? { weight: 0, giveUp };
  while (!hasRoom(bytes)) {
    const [other, body] = least() ?? [];
    if (!other || !body || other === req || body.weight >= mine.weight) {
      release(req);
      return false;
    }
    body.giveUp?.();
    release(other);
  }
  held += bytes;
  mine.weight += bytes;
  bodies.set(req, mine);
  return true;
}

/** Says that a body is whole: from now on it goes for nobody. */
export function keep(req: IncomingMessage): void {
  const body = bodies.get(req);
  if (body) body.giveUp = null;
}
