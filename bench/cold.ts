import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { step } from '../tools/emulators/progress.ts';
import { ROOT } from '../tools/emulators/run.ts';
import { profileChanged } from './events.ts';
import { type Ask, firstAnswer, type Program, SERVERS } from './processes.ts';
import { median, publish, spread, table, verdict } from './report.ts';
import { type Stage, setStage } from './stage.ts';

const ROUNDS = 11;
const FUNCTIONS = join(ROOT, 'functions');

interface Case {
  name: string;
  program: Program;
  question: Ask;
}

const HEALTH = { path: '/api/v1/health' };

async function bundleExpress(folder: string): Promise<string> {
  const file = join(folder, 'express.cjs');
  await build({
    entryPoints: [join(SERVERS, 'express.mjs')],
    outfile: file,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  });
  return file;
}

const casesOf = (stage: Stage, express: string): Case[] => {
  const [headers = {}] = stage.headers.signature;
  const profile = { path: '/api/v1/users/profile', headers };
  return [
    { name: 'empty node:http', program: { file: join(SERVERS, 'empty.mjs') }, question: HEALTH },
    { name: 'Express alone, bundled', program: { file: express }, question: HEALTH },
    {
      name: 'hello world in the framework',
      program: { source: join(SERVERS, 'hello.mjs'), target: 'hello' },
      question: HEALTH,
    },
    { name: 'Infloo api, GET /health', program: { source: FUNCTIONS, target: 'api' }, question: HEALTH },
    {
      name: 'Infloo trigger, first event',
      program: { source: FUNCTIONS, target: 'onUserUpdated', event: true },
      question: profileChanged(),
    },
    {
      name: 'bare function, first profile',
      program: { source: join(SERVERS, 'bare.mjs'), target: 'bare' },
      question: profile,
    },
    { name: 'Infloo api, first profile', program: { source: FUNCTIONS, target: 'api' }, question: profile },
  ];
};

/** @returns milliseconds from the start of the process to its first answer, and what it had used by then */
async function measure(
  stage: Stage,
  { name, program, question }: Case,
): Promise<{ ms: number; computed: number; memory: number }> {
  const server = await stage.start(`cold ${name.replace(/[^\w]+/g, ' ')}`, program);
  const started = performance.now();
  await firstAnswer(server, question);
  const ms = performance.now() - started;
  const used = { computed: server.computed(), memory: server.memory() };
  await server.stop();
  return { ms, ...used };
}

/** From the start of a process to its first answer, all in turn, so that whatever else the machine does hits all alike. */
export async function cold(): Promise<void> {
  const stage = await setStage();
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    const cases = casesOf(stage, await bundleExpress(folder));
    const times = cases.map((): number[] => []);
    const computed = cases.map((): number[] => []);
    const memories = cases.map((): number[] => []);
    await step(`Starting each of ${cases.length} processes ${ROUNDS} times`, async () => {
      for (let round = 0; round < ROUNDS; round++) {
        for (const [i, one] of cases.entries()) {
          const found = await measure(stage, one);
          times[i]?.push(found.ms);
          computed[i]?.push(found.computed);
          memories[i]?.push(found.memory);
        }
      }
    });
    const empty = median(times[0] ?? []);
    const net = times.map((of) => of.map((ms) => ms - empty));
    const hello = median(net[2] ?? []);
    const rows = cases.map(({ name }, i) => [
      name,
      spread(times[i] ?? []),
      median(net[i] ?? []).toFixed(0),
      (median(net[i] ?? []) / hello).toFixed(2),
      median(computed[i] ?? []).toFixed(0),
      median(memories[i] ?? []).toFixed(0),
    ]);
    const ratio = median(net[3] ?? []) / hello;
    const [api, trigger] = [median(net[3] ?? []), median(net[4] ?? [])];
    await publish(
      'cold',
      'Cold: from the start of a process to its first answer',
      [
        table(['process', 'ms: median (least–most)', 'net ms', 'of hello world', 'CPU ms', 'MB'], rows),
        '',
        `Net: less the empty process. ${ROUNDS} starts each, in turn.`,
        '',
        table(
          ['goal', 'measured', ''],
          [
            ['GET /health at most 2.5 × hello world (moonshot 1.5)', ratio.toFixed(2), verdict(ratio <= 2.5)],
            [
              "a trigger's process less than the api's",
              `${trigger.toFixed(0)} to ${api.toFixed(0)} ms`,
              verdict(trigger < api),
            ],
          ],
        ),
      ].join('\n'),
    );
  } finally {
    await stage.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
