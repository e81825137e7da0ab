import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { endlessRun, video } from '../tests/videos/videos.ts';
import { SERVERS } from './processes.ts';
import { publish, table } from './report.ts';

const MB = 1024 * 1024;
/** 600 pictures of this size are 100 MB. */
const PADDING = (99 * MB) / 600;

/** What one process took. */
interface Took {
  ms: number;
  read: number;
  peak: number;
  refused: number;
}

async function take(job: 'look' | 'remux', path: string, times: number): Promise<Took> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(SERVERS, 'remux.ts'), job, path, String(times)],
    {
      env: { ...process.env, GCLOUD_PROJECT: 'demo-bench' },
    },
  );
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as Took;
}

/** How long videos take, and how much memory of the process that holds everything else, too. */
export async function videos(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'infloo-videos-'));
  try {
    const files: [string, Buffer][] = [
      ['nothing but a small MP4', await video({ audio: 'aac' })],
      ['MP4, 99 MB', await video({ seconds: 60, audio: 'aac', padding: PADDING })],
      ['MP4 in pieces, 99 MB', await video({ seconds: 60, audio: 'aac', padding: PADDING, index: 'pieces' })],
      ['WebM, 99 MB', await video({ container: 'webm', video: 'vp9', audio: 'opus', seconds: 60, padding: PADDING })],
      ['made to fill the memory', await endlessRun()],
    ];
    const rows: string[][] = [];
    for (const [name, data] of files) {
      const path = join(folder, 'video');
      await writeFile(path, data);
      for (const [job, times] of [
        ['look', 1],
        ['look', 8],
        ['remux', 1],
        ['remux', 4],
      ] as const) {
        const { ms, read, peak, refused } = await take(job, path, times);
        const outcome = refused === 0 ? 'done' : `${refused} refused`;
        rows.push([name, `${job} × ${times}`, ms.toFixed(0), (read / times / MB).toFixed(1), peak.toFixed(0), outcome]);
      }
    }
    const head = ['video', 'job', 'ms', 'MB read each', 'MB at most', ''];
    await publish(
      'video',
      'Video: time and memory',
      `A process for each row; it reads from disk.\n\n${table(head, rows)}`,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}
