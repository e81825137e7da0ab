// One process that looks into a video and writes it anew, as often at once as it is told, and says what that took.
import { open, readFile } from 'node:fs/promises';
import { lookIntoVideo, remuxVideo, type VideoSource } from '../../functions/src/store/video.ts';

const [job = '', path = '', times = '1'] = process.argv.slice(2);
const RULES = { field: 'content_file', seconds: 60 };
const file = await open(path);
const { size } = await file.stat();
let read = 0;
const source: VideoSource = {
  size,
  range: async (start, end) => {
    read += end - start;
    const bytes = new Uint8Array(end - start);
    await file.read(bytes, 0, bytes.length, start);
    return bytes;
  },
};
const started = performance.now();
const outcomes = await Promise.allSettled(
  Array.from({ length: Number(times) }, () =>
    job === 'look' ? lookIntoVideo(source, RULES) : remuxVideo(source, RULES, async () => {}),
  ),
);
const ms = performance.now() - started;
// The most that the process has ever had, whatever is freed by now.
const [, peak = '0'] = /VmHWM:\s+(\d+) kB/.exec(await readFile('/proc/self/status', 'utf8')) ?? [];
const refused = outcomes.filter(({ status }) => status === 'rejected').length;
console.log(JSON.stringify({ ms, read, peak: Number(peak) / 1024, refused }));
process.exit();
