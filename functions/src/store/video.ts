import { Worker } from 'node:worker_threads';
import * as logger from 'firebase-functions/logger';
import { ApiError, unavailable } from '../contract/api-error.ts';
import { Turns } from './turns.ts';
import type { VideoFacts } from './video-facts.ts';
import { damaged, type VideoRefused } from './video-refused.ts';
import type { FromWorker, Outcome, ToWorker, VideoTask } from './video-worker.ts';

/** A video somewhere, of which parts are read. */
export interface VideoSource {
  size: number;
  /** @returns the bytes from `start` to before `end` */
  range(start: number, end: number): Promise<Uint8Array>;
}

/** What holds for the videos of a kind. */
export interface VideoRules {
  /** The field that errors speak of. */
  field: string;
  /** How long one may last. */
  seconds: number;
  /** Whose it is, where that is known: theirs are looked into one after the other. */
  by?: string;
}

/**
 * What somebody sends may be made to hang a program or to fill its memory. So it is taken apart in a thread that may be
 * ended, with a heap of its own, and that only reaches the file by asking.
 */
const HEAP_MB = 64;
/**
 * How long the thread may be on the processor, which is much longer than any video needs. Waiting doesn't count, neither
 * for the file nor for a busy machine.
 */
const COMPUTING_MS = { look: 2_000, remux: 60_000 } as const;
/** How often that is looked at. */
const LOOKED_AT_MS = 200;
/** How long all of it may take; what then is slow is Cloud Storage. */
const TOTAL_MS = { look: 30_000, remux: 240_000 } as const;
const turns = new Turns({ atOnce: 2, mostWaiting: 30, mostOfOne: 4, patienceMs: 40_000 });

/** In the build it lies beside the bundle, which contains this. */
const SCRIPT = new URL(import.meta.url.endsWith('.ts') ? './video-worker.ts' : './video-worker.js', import.meta.url);

const refusal = ({ code, message }: Pick<VideoRefused, 'code' | 'message'>, field: string): ApiError =>
  new ApiError(code, message, { errors: [{ field, message }] });

/** @throws the fault of `source` or `write`, which says nothing about the video; ApiError for what is wrong with that */
async function inThread(
  task: VideoTask,
  field: string,
  source: VideoSource,
  write: (data: Uint8Array) => Promise<void>,
): Promise<VideoFacts> {
  const worker = new Worker(SCRIPT, {
    workerData: task,
    execArgv: [],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: 8 },
  });
  const ended = Promise.withResolvers<Outcome>();
  const fails = (message: string) => ended.resolve({ outcome: 'failed', message });
  const total = setTimeout(() => ended.reject(unavailable()), TOTAL_MS[task.job]);
  const computing = setInterval(async () => {
    // Of a thread that has ended nothing is known; that is noticed below.
    const used = await worker.cpuUsage().catch(() => null);
    if (used && (used.user + used.system) / 1000 > COMPUTING_MS[task.job]) fails('computed too long');
  }, LOOKED_AT_MS);
  let started = false;
  const answer = async (question: FromWorker) => {
    started = true;
    if ('outcome' in question) return ended.resolve(question);
    try {
      const reply: ToWorker = { id: question.id };
      if (question.ask === 'read') reply.data = new Uint8Array(await source.range(question.start, question.end));
      else await write(question.data);
      worker.postMessage(reply, reply.data ? [reply.data.buffer as ArrayBuffer] : []);
    } catch (error) {
      ended.reject(error);
    }
  };
  worker.on('message', (message: FromWorker) => void answer(message));
  // Before its first question nothing of the video is there yet: then the fault is ours.
  worker.on('error', (error) => (started ? fails(String(error)) : ended.reject(error)));
  worker.on('exit', () => fails('ended'));
  try {
    const end = await ended.promise;
    if (end.outcome === 'done') return end.facts;
    if (end.outcome === 'refused') throw refusal(end, field);
    logger.info('a video was not readable', { job: task.job, size: task.size, why: end.message });
    throw refusal(damaged(), field);
  } finally {
    clearTimeout(total);
    clearInterval(computing);
    await worker.terminate();
  }
}

/**
 * Looks at the head and the tail of a video.
 * @returns what it is; the duration may be unknown, where only reading all of it would tell
 * @throws ApiError 415 or 400 with what is to be done about it; 503 where too many are looked into already
 */
export async function lookIntoVideo(source: VideoSource, { field, seconds, by }: VideoRules): Promise<VideoFacts> {
  const task: VideoTask = { job: 'look', size: source.size, seconds };
  return turns.take(by, () => inThread(task, field, source, async () => {}));
}

/**
 * Writes a video anew, with nothing in it but pictures and sound.
 * @param write takes the new file piece by piece, in order; what it throws ends the work
 * @throws ApiError as `lookIntoVideo()` does; what was written by then is to be thrown away
 */
export async function remuxVideo(
  source: VideoSource,
  { field, seconds, by }: VideoRules,
  write: (data: Uint8Array) => Promise<void>,
): Promise<VideoFacts> {
  const task: VideoTask = { job: 'remux', size: source.size, seconds };
  return turns.take(by, () => inThread(task, field, source, write));
}
