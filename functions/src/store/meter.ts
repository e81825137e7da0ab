import { AsyncLocalStorage } from 'node:async_hooks';
import { channel } from 'node:diagnostics_channel';
import { PassThrough } from 'node:stream';
import firestore from '@google-cloud/firestore';
import { unavailable } from '../contract/api-error.ts';

/** Billed documents, and Firestore calls that had to wait for one another. */
export interface Cost {
  reads: number;
  writes: number;
  deletes: number;
  trips: number;
}

/** Tells every query that is sent, as the API's StructuredQuery: the index lint listens. */
export const queryChannel = channel('infloo.firestore.query');
/** Tells the path of every document that is written or deleted: the trigger tests hold the trigger table to it. */
export const writeChannel = channel('infloo.firestore.write');

/** How long Firestore may be waited for, in milliseconds: a call of its own, and all of them from the beginning. */
export interface Patience {
  call: number;
  total: number;
}

interface Tally {
  cost: Cost;
  /** The longest chain of calls that are finished: the next one that starts comes after it. */
  finished: number;
  patience: Patience;
  started: number;
}

const current = new AsyncLocalStorage<Tally>();

/** Counts writes in the running request's tally; nothing outside of `metered()`. */
function count(change: Partial<Cost>): void {
  const cost = current.getStore()?.cost;
  if (!cost) return;
  cost.reads += change.reads ?? 0;
  cost.writes += change.writes ?? 0;
  cost.deletes += change.deletes ?? 0;
}

/** Milliseconds that the call which starts now may take; 0 when time is up. Outside of `metered()` there is no limit. */
function timeLeft(): number | null {
  const tally = current.getStore();
  if (!tally) return null;
  const { patience, started } = tally;
  return Math.max(0, Math.min(patience.call, started + patience.total - performance.now()));
}

/**
 * Ends a stream that Firestore leaves silent. The error is ours, and not Firestore's own for a deadline: the SDK would
 * take that for a reason to try again.
 */
function endInTime(stream: Stream, over: () => void): void {
  const left = timeLeft();
  if (left === null) return;
  const timer = setTimeout(() => {
    over();
    stream.cancel?.();
    stream.destroy(unavailable());
  }, left);
  for (const event of ['end', 'error', 'close']) stream.once(event, () => clearTimeout(timer));
}

/** Rejects when `call` takes longer than there is time. */
async function inTime<T>(call: () => T | Promise<T>): Promise<T> {
  const left = timeLeft();
  if (left === null) return call();
  if (left === 0) throw unavailable();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(unavailable()), left);
  });
  try {
    return await Promise.race([call(), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Marks a call as started. @returns what to call when it is over */
function trip(): () => void {
  const tally = current.getStore();
  if (!tally) return () => {};
  const depth = tally.finished + 1;
  tally.cost.trips = Math.max(tally.cost.trips, depth);
  return () => {
    tally.finished = Math.max(tally.finished, depth);
  };
}

interface Write {
  delete?: string;
  update?: { name?: string };
}
interface Request {
  structuredQuery?: { offset?: number };
  structuredAggregationQuery?: { structuredQuery?: unknown };
  documents?: unknown[];
  writes?: Write[];
}
interface Message {
  found?: unknown;
  missing?: unknown;
  document?: unknown;
  done?: boolean;
  result?: { aggregateFields?: Record<string, { integerValue?: string | number }> };
}
type Stream = NodeJS.EventEmitter & { cancel?(): void; destroy(error: Error): void };
type Method = (this: unknown, request: Request, ...rest: unknown[]) => unknown;

/**
 * @param read what one message of the answer bills
 * @param least what the call bills at least, known when it is over
 */
function wrapStream(
  original: Method,
  start: (request: Request) => void,
  read: (message: Message) => number,
  least = 0,
) {
  return function wrapped(this: unknown, request: Request, ...rest: unknown[]) {
    if (timeLeft() === 0) {
      const refused = new PassThrough({ objectMode: true });
      setImmediate(() => refused.destroy(unavailable()));
      return refused;
    }
    start(request);
    const over = trip();
    const stream = original.call(this, request, ...rest) as Stream;
    endInTime(stream, over);
    const cost = current.getStore()?.cost;
    if (!cost) return stream;
    let billed = request.structuredQuery?.offset ?? 0;
    cost.reads += billed;
    let closed = false;
    const close = () => {
      if (closed) return;
      closed = true;
      over();
      cost.reads += Math.max(0, least - billed);
    };
    // Not `on('data')`: that would start the stream before the SDK listens to it. Counted before the SDK sees it, which
    // takes a query for finished as soon as a message says `done`.
    const emit = stream.emit.bind(stream);
    stream.emit = (event: string | symbol, ...args: unknown[]) => {
      if (event === 'data') {
        const message = args[0] as Message;
        const reads = read(message);
        billed += reads;
        cost.reads += reads;
        if (message.done) close();
      } else if (event === 'end' || event === 'error' || event === 'close') close();
      return emit(event, ...args);
    };
    return stream;
  };
}

function wrapCall(original: Method, end: (request: Request) => void) {
  return async function wrapped(this: unknown, request: Request, ...rest: unknown[]) {
    const over = trip();
    try {
      const answer = await inTime(() => original.call(this, request, ...rest));
      end(request);
      return answer;
    } finally {
      over();
    }
  };
}

const countWrites = ({ writes = [] }: Request): void => {
  const deletes = writes.filter((write) => write.delete).length;
  count({ deletes, writes: writes.length - deletes });
  if (!writeChannel.hasSubscribers) return;
  // projects/…/databases/…/documents/PATH
  for (const { delete: deleted, update } of writes) {
    writeChannel.publish((deleted ?? update?.name ?? '').split('/').slice(5).join('/'));
  }
};

const announce = ({ structuredQuery, structuredAggregationQuery }: Request): void => {
  const query = structuredAggregationQuery?.structuredQuery ?? structuredQuery;
  if (query && queryChannel.hasSubscribers) queryChannel.publish(query);
};

/** The index entries that an aggregation went through: the largest of its counts. */
const entriesOf = (fields: Record<string, { integerValue?: string | number }> = {}): number =>
  Math.max(0, ...Object.values(fields).map(({ integerValue }) => Number(integerValue ?? 0)));

let installed = false;
/** Methods that this version of the client doesn't have: a test sees it, and in production a blind meter is no reason to stop. */
export const missing: string[] = [];

/**
 * Wraps the generated Firestore client once a process, when the first client is made (`firebase.ts`), below the SDK,
 * where each call is one network request.
 * Counts what Google bills (https://firebase.google.com/docs/firestore/pricing): a document that is missing is a
 * read, a query that finds nothing is one, an aggregation is one per 1,000 entries. A failed commit bills nothing.
 */
export function installMeter(): void {
  if (installed) return;
  installed = true;
  const client = firestore.v1.FirestoreClient.prototype as unknown as Record<string, Method>;
  const replace = (name: string, wrap: (original: Method) => Method) => {
    const original = client[name];
    if (original) client[name] = wrap(original);
    else {
      missing.push(name);
      console.error(`The Firestore client has no ${name}: the meter needs mending.`);
    }
  };
  const nothing = () => {};
  replace('batchGetDocuments', (original) =>
    wrapStream(original, nothing, ({ found, missing }) => Number(Boolean(found || missing))),
  );
  replace('runQuery', (original) => wrapStream(original, announce, ({ document }) => Number(Boolean(document)), 1));
  replace('runAggregationQuery', (original) =>
    wrapStream(original, announce, ({ result }) => Math.ceil(entriesOf(result?.aggregateFields) / 1000), 1),
  );
  replace('commit', (original) => wrapCall(original, countWrites));
  replace('batchWrite', (original) => wrapCall(original, countWrites));
  replace('beginTransaction', (original) => wrapCall(original, nothing));
  // Billed as one read each (https://firebase.google.com/docs/firestore/pricing#operations).
  replace('listCollectionIds', (original) => wrapCall(original, () => count({ reads: 1 })));
}

/**
 * Runs `work` and counts what it asks of Firestore, whatever else the process does meanwhile.
 * @param patience how long it may wait for Firestore: past it, calls fail as `unavailable` instead of hanging
 * @returns the counter, which goes on counting while `work` runs, and the promise of its result
 */
export function metered<T>(work: () => Promise<T>, patience: Patience): { cost: Cost; result: Promise<T> } {
  const cost: Cost = { reads: 0, writes: 0, deletes: 0, trips: 0 };
  return { cost, result: current.run({ cost, finished: 0, patience, started: performance.now() }, work) };
}

/**
 * Runs all of `works` at once. Each is a chain of its own: what one of them waits for is no trip of another's, whichever
 * happens to be faster.
 */
export async function sideBySide<const W extends readonly (() => Promise<unknown>)[]>(
  works: W,
): Promise<{ -readonly [K in keyof W]: Awaited<ReturnType<W[K]>> }> {
  const parent = current.getStore();
  const run = async (work: () => Promise<unknown>): Promise<unknown> => {
    if (!parent) return work();
    const chain: Tally = { ...parent };
    const result = await current.run(chain, work);
    parent.finished = Math.max(parent.finished, chain.finished);
    return result;
  };
  return (await Promise.all(works.map(run))) as never;
}
