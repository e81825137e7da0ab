import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';

/** What Cloud Functions takes as a whole request; its front end answers for more. */
const MAX_BYTES = 32 * 1024 * 1024;

/** Where the door is opened and closed, at the port of the Functions emulator. */
export const DOOR = '/__door/';

type Handle = () => void;

/** Events tell their time in whole seconds, so the door moves at the turn of one. @returns when that is, once it is */
async function nextSecond(): Promise<number> {
  const turn = (Math.floor(Date.now() / 1000) + 1) * 1000;
  while (Date.now() < turn) await setTimeout(turn - Date.now());
  return turn;
}

/**
 * Stands before the Functions emulator. While it is closed, calls of functions wait, and what is written to Firestore
 * raises no trigger: so a world can be made in peace, and nobody else's event is lost. (The hub's own
 * `disableBackgroundTriggers` drops everybody's.)
 */
export class Door {
  /** Calls that came while the door was closed; null while it is open. */
  #waiting: Handle[] | null;
  /** When it was closed and opened: what was written in between was the world. */
  readonly #closed: { from: number; to: number }[] = [];
  #underway = 0;
  #quiet: Handle[] = [];

  constructor(closed: boolean) {
    this.#waiting = closed ? [] : null;
    if (closed) this.#closed.push({ from: 0, to: Number.POSITIVE_INFINITY });
  }

  /** Lets nobody in any more, and waits for those who are in: what they write is still told. */
  async close(): Promise<void> {
    if (this.#waiting) return;
    this.#waiting = [];
    if (this.#underway > 0) await new Promise<void>((resolve) => this.#quiet.push(resolve));
    this.#closed.push({ from: await nextSecond(), to: Number.POSITIVE_INFINITY });
  }

  async open(): Promise<void> {
    const last = this.#closed.at(-1);
    if (!this.#waiting || !last) return;
    last.to = await nextSecond();
    const waiting = this.#waiting;
    this.#waiting = null;
    for (const enter of waiting) enter();
  }

  /** @param written when the document was written, in milliseconds; events may come much later than that */
  isOfTheWorld(written: number): boolean {
    return this.#closed.some(({ from, to }) => written >= from && written < to);
  }

  /** Calls `handle` now or when the door opens, and counts the request until it is answered. */
  enter(res: ServerResponse, mayWait: boolean, handle: Handle): void {
    if (this.#waiting && mayWait) {
      this.#waiting.push(() => this.enter(res, mayWait, handle));
      return;
    }
    // Clients that gave up while waiting.
    if (res.closed) return;
    this.#underway++;
    res.once('close', () => {
      this.#underway--;
      if (this.#underway === 0) for (const resolve of this.#quiet.splice(0)) resolve();
    });
    handle();
  }
}

type Refusal = [status: number, text: string];
const TOO_LARGE: Refusal = [413, 'Request Entity Too Large'];

/** Says no to a request whose body may still be coming: it is read to its end, or the connection would break. */
function refuse(req: IncomingMessage, res: ServerResponse, [status, text]: Refusal): void {
  res.writeHead(status, { 'Content-Type': 'text/plain' }).end(text && `${text}\n`);
  req.resume();
}

/** Counts a body of unknown length while the emulator collects it, and takes it away from it when it is too large. */
function limit(req: IncomingMessage, res: ServerResponse): void {
  let bytes = 0;
  req.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= MAX_BYTES) return;
    req.removeAllListeners('data').removeAllListeners('end');
    refuse(req, res, TOO_LARGE);
  });
}

/**
 * Whether a request is a client's: for a function that Hosting serves. Only those wait at the door. The emulators call
 * others in the middle of a request (a blocking function during a login), which would wait for itself.
 */
type IsServed = (url: string) => boolean;

/** @param functions their names */
export const servedBy = (functions: string[]): IsServed => {
  const names = new Set(functions);
  return (url) => names.has(url.split(/[/?]/)[3] ?? '');
};

/** Every request at the port of the Functions emulator comes through here; `handle` passes it on. */
export function atFunctions(
  door: Door,
  isServed: IsServed,
  req: IncomingMessage,
  res: ServerResponse,
  handle: Handle,
): void {
  const { url = '', method, headers } = req;
  const isEvent = url.startsWith('/functions/projects/');
  const written = Date.parse(String(headers['ce-time']));
  if (method === 'PUT' && url.startsWith(DOOR)) {
    const moved = url === `${DOOR}closed` ? door.close() : door.open();
    void moved.then(() => refuse(req, res, [204, '']));
  } else if (isEvent && door.isOfTheWorld(Number.isNaN(written) ? Date.now() : written)) {
    refuse(req, res, [204, '']);
  } else if (Number(headers['content-length'] ?? 0) > MAX_BYTES) {
    refuse(req, res, TOO_LARGE);
  } else {
    door.enter(res, isServed(url), () => {
      handle();
      if (headers['transfer-encoding']) limit(req, res);
    });
  }
}

const HOP_BY_HOP = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'];

/** Node has said yes to it by then; curl asks it before each larger upload, and fetch throws at its sight. */
const ANSWERED = 'expect';

/** Hosting looks for a file of that name first, and no file system has names that are longer. */
const MAX_NAME_BYTES = 255;

function refusalOf(path: string): Refusal | null {
  try {
    const names = decodeURIComponent(path).split('/');
    return names.some((name) => Buffer.byteLength(name) > MAX_NAME_BYTES) ? [414, 'URI Too Long'] : null;
  } catch {
    return [400, 'Bad Request'];
  }
}

/**
 * Every request at the port of the Hosting emulator comes through here. That one answers 500 to what it can't look up or
 * pass on.
 */
export function atHosting(req: IncomingMessage, res: ServerResponse, handle: Handle): void {
  const refusal = refusalOf((req.url ?? '').split('?')[0] ?? '');
  if (refusal) {
    refuse(req, res, refusal);
    return;
  }
  // They are about one connection, not the next; Node's fetch, which takes requests to functions, throws at their sight.
  for (const name of [...HOP_BY_HOP, ANSWERED]) delete req.headers[name];
  handle();
}

/** What goes wrong with one connection. firebase-tools doesn't catch it everywhere, and ends with all emulators. */
const OF_ONE_REQUEST = new Set([
  'EPIPE',
  'ECONNRESET',
  'ECONNABORTED',
  'ERR_HTTP_HEADERS_SENT',
  'ERR_STREAM_WRITE_AFTER_END',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_PREMATURE_CLOSE',
]);

/** @returns whether `error` concerns one request, and so must not end the suite */
export const isOfOneRequest = (error: unknown): boolean =>
  OF_ONE_REQUEST.has(String((error as NodeJS.ErrnoException | null)?.code));
