import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { CustomSource, Logging, LogLevel } from 'mediabunny';
import { lookInto, openVideo, type VideoFacts } from './video-facts.ts';
import { TooFar, VideoRefused } from './video-refused.ts';
import { remux } from './video-remux.ts';

/** What is to be done with a video. */
export interface VideoTask {
  job: 'look' | 'remux';
  /** Bytes of the file. */
  size: number;
  /** How long it may last. */
  seconds: number;
}

/** What the thread asks for: bytes of the file, or to take some of the new one. */
export type Question = { ask: 'read'; start: number; end: number } | { ask: 'write'; data: Uint8Array };
/** What it says at the end. */
export type Outcome =
  | { outcome: 'done'; facts: VideoFacts }
  | { outcome: 'refused'; code: VideoRefused['code']; message: string }
  | { outcome: 'failed'; message: string };
export type FromWorker = (Question & { id: number }) | Outcome;

/** The answer to a question; what was read, where that was asked. */
export interface ToWorker {
  id: number;
  data?: Uint8Array;
}

const MB = 1024 * 1024;
/**
 * How far is read at once beyond what is needed now, and how much altogether: a file that is written anew is read two to
 * four times, more often where its sound lies far from its pictures.
 */
const READING = {
  look: { ahead: MB / 16, total: () => 48 * MB },
  remux: { ahead: 2 * MB, total: (size: number) => 64 * MB + 8 * size },
} as const;
/** No index of a minute and no single picture is larger. */
const MOST_AT_ONCE = 8 * MB;
const CACHE = 16 * MB;

/** Answers the one task of this thread, which only reaches the file through the one that started it. */
async function work({ job, size, seconds }: VideoTask, port: MessagePort): Promise<Outcome> {
  const waiting = new Map<number, (answer: ToWorker) => void>();
  port.on('message', (answer: ToWorker) => {
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  let asked = 0;
  const ask = (question: Question) =>
    new Promise<ToWorker>((resolve) => {
      const id = asked++;
      waiting.set(id, resolve);
      port.postMessage({ ...question, id }, question.ask === 'write' ? [question.data.buffer as ArrayBuffer] : []);
    });

  let left = READING[job].total(size);
  const read = async (start: number, needed: number): Promise<Uint8Array> => {
    if (needed - start > MOST_AT_ONCE) throw new TooFar();
    const end = Math.min(size, Math.max(needed, start + READING[job].ahead));
    left -= end - start;
    if (left < 0) throw new TooFar();
    const { data } = await ask({ ask: 'read', start, end });
    if (!data || data.length !== end - start) throw new Error('The file is shorter than it was.');
    return data;
  };
  const source = new CustomSource({
    getSize: () => size,
    read: async (start, end) => {
      const data = await read(start, end);
      // As a stream it may be more than was asked for.
      return new ReadableStream({
        start: (controller) => {
          controller.enqueue(data);
          controller.close();
        },
      });
    },
    maxCacheSize: CACHE,
    handleUnhandledError: () => {},
  });
  const head = await read(0, Math.min(size, 12));
  const brand = Buffer.from(head).toString('latin1', 8, 12);
  const input = openVideo(source);
  if (job === 'look') return { outcome: 'done', facts: (await lookInto(input, brand, seconds)).facts };
  const facts = await remux(input, { brand, size }, seconds, async (data) => void (await ask({ ask: 'write', data })));
  return { outcome: 'done', facts };
}

async function main(port: MessagePort): Promise<void> {
  Logging.level = LogLevel.Silent;
  const answer = await work(workerData as VideoTask, port).catch((error: unknown): Outcome => {
    if (error instanceof VideoRefused) return { outcome: 'refused', code: error.code, message: error.message };
    return { outcome: 'failed', message: String(error) };
  });
  port.postMessage(answer);
  port.close();
}

// Only in a thread of its own; the build loads the script once to compile it.
if (parentPort && workerData) void main(parentPort);
