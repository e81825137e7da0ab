import { readWords } from '../tools/args.ts';
import { buildApi } from '../tools/emulators/build.ts';
import { Advice, main } from '../tools/emulators/progress.ts';

/** What is asked for beside a name. */
interface Chosen {
  walk?: string[] | undefined;
}

const BENCHES = {
  cold: async () => (await import('./cold.ts')).cold(),
  warm: async () => (await import('./warm.ts')).warm(),
  video: async () => (await import('./video.ts')).videos(),
  'fan-out': async () => (await import('./fan-out.ts')).fanOut(),
  hiding: async () => (await import('./hiding.ts')).hiding(),
  chat: async () => (await import('./chat.ts')).chat(),
  memory: async () => (await import('./memory.ts')).memory(),
  inp: async ({ walk }: Chosen) => (await import('./inp/inp.ts')).inp(walk),
};
const USAGE = `npm run bench -- [NAME …] [options]
  cold          from the start of a process to its first answer
  warm          requests a second, latency and memory under load
  video         how long videos take, and how much memory
  memory        the most that a process takes while everybody uploads at once
  fan-out       telling 10, 1,000 and 10,000 connections, beside bare writes
  hiding        hiding, and showing again, somebody with 5,000 conversations and 2,000 events and stories
  chat          from the request that sends a message to the other's listener, beside a bare write
  inp           from a press in the dashboard to the next picture, with a slower processor and much to show
  --walk NAME   of inp, that walk alone, and nothing is written down; it may be given more than once
  --keep-build  measures functions/lib as it lies there

Without a name all are run. Each is compared in the same run; the tables are also written to bench/results.md.`;

await main(async () => {
  const { values, positionals } = readWords(USAGE, {
    'keep-build': { type: 'boolean', default: false },
    walk: { type: 'string', multiple: true },
  });
  const names = positionals.length > 0 ? positionals : Object.keys(BENCHES);
  for (const name of names) {
    if (!Object.hasOwn(BENCHES, name)) throw new Advice(`There is no bench ${name}.\n\n${USAGE}`);
  }
  if (!values['keep-build']) await buildApi();
  for (const name of names) await BENCHES[name as keyof typeof BENCHES](values);
});
// The Admin SDK's connections would keep the process alive.
process.exit();
