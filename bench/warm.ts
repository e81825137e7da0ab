import { join } from 'node:path';
import autocannon from 'autocannon';
import { step } from '../tools/emulators/progress.ts';
import { ROOT } from '../tools/emulators/run.ts';
import { firstAnswer, type Program, type Running, SERVERS } from './processes.ts';
import { median, publish, spread, table, verdict } from './report.ts';
import { type Check, type Stage, setStage } from './stage.ts';
import { NOTIFICATIONS } from './world.ts';

const CONNECTIONS = 16;
const ROUNDS = 3;
const SECONDS = 2;
const STEADY_SECONDS = 60;

const INFLOO: Program = { source: join(ROOT, 'functions'), target: 'api' };
const BARE: Program = { source: join(SERVERS, 'bare.mjs'), target: 'bare' };
const PLAIN: Program = { file: join(SERVERS, 'plain.mjs') };
const HEALTH: Program = { source: join(SERVERS, 'health.mjs'), target: 'health' };

const ROUTES = {
  profile: [{ path: '/api/v1/users/profile' }],
  notifications: [{ path: '/api/v1/notifications' }],
  connections: [{ path: '/api/v1/connections' }],
  'mark read': NOTIFICATIONS.map((id) => ({ method: 'PATCH' as const, path: `/api/v1/notifications/${id}/read` })),
};
type RouteName = keyof typeof ROUTES;
const NAMES = Object.keys(ROUTES) as RouteName[];

interface Load {
  perSecond: number[];
  /** Milliseconds that the server computed for a request. */
  computed: number[];
  p50: number[];
  p99: number[];
}
const load = (): Load => ({ perSecond: [], computed: [], p50: [], p99: [] });

/** @throws Error when an answer is no success: refusals are fast */
async function fire(
  { port, computed }: Running,
  requests: readonly autocannon.Request[],
  headers: readonly Record<string, string>[],
  seconds: number,
  into?: Load,
): Promise<void> {
  const length = Math.max(requests.length, headers.length);
  const all = Array.from({ length }, (_, i) => ({
    ...requests[i % requests.length],
    headers: headers[i % headers.length] ?? {},
  }));
  const before = computed();
  const result = await autocannon({
    url: `http://127.0.0.1:${port}`,
    connections: CONNECTIONS,
    duration: seconds,
    requests: all,
  });
  const { non2xx, errors, timeouts } = result;
  if (non2xx + errors + timeouts > 0) {
    throw new Error(`${requests[0]?.path}: ${non2xx} refusals, ${errors} errors, ${timeouts} timeouts.`);
  }
  into?.perSecond.push(result['2xx'] / result.duration);
  into?.computed.push((computed() - before) / result['2xx']);
  into?.p50.push(result.latency.p50);
  into?.p99.push(result.latency.p99);
}

/** Loads each of `servers` in turn, several times. */
async function inTurn(
  servers: readonly Running[],
  requests: readonly autocannon.Request[],
  headers: readonly Record<string, string>[],
): Promise<Load[]> {
  const loads = servers.map(load);
  for (const server of servers) await fire(server, requests, headers, 1);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, server] of servers.entries()) await fire(server, requests, headers, SECONDS, loads[i]);
  }
  return loads;
}

const rate = ({ perSecond }: Load | undefined = load()): number => median(perSecond);

async function compare(stage: Stage, check: Check, names: readonly RouteName[]): Promise<Map<RouteName, Load[]>> {
  const headers = stage.headers[check];
  const programs = { infloo: INFLOO, bare: BARE, plain: PLAIN };
  const servers: Running[] = [];
  for (const [name, program] of Object.entries(programs)) {
    const server = await stage.start(`warm ${name} ${check}`, program, { check });
    await firstAnswer(server, { path: '/api/v1/users/profile', headers: headers[0] ?? {} });
    servers.push(server);
  }
  const found = new Map<RouteName, Load[]>();
  for (const name of names) {
    found.set(
      name,
      await step(`Loading ${name}, tokens checked by ${check}`, () => inTurn(servers, ROUTES[name], headers)),
    );
  }
  for (const server of servers) await server.stop();
  return found;
}

const HEAD = [
  'route',
  'Infloo',
  'bare function',
  'node:http',
  'of bare',
  'of node:http',
  'CPU ms a request',
  'p50 / p99 ms: Infloo',
  'bare',
  'node:http',
];

const latency = ({ p50, p99 }: Load | undefined = load()): string => `${median(p50)} / ${median(p99)}`;

const rowsOf = (found: Map<RouteName, Load[]>): string[][] =>
  [...found].map(([name, [infloo, bare, plain]]) => [
    name,
    ...[infloo, bare, plain].map((one) => spread(one?.perSecond ?? [])),
    (rate(infloo) / rate(bare)).toFixed(2),
    (rate(infloo) / rate(plain)).toFixed(2),
    [infloo, bare, plain].map((one) => median(one?.computed ?? []).toFixed(2)).join(' / '),
    ...[infloo, bare, plain].map(latency),
  ]);

async function health(stage: Stage): Promise<[infloo: Load, express: Load]> {
  const question = { path: '/api/v1/health' };
  const servers: Running[] = [];
  for (const [name, program] of Object.entries({ infloo: INFLOO, express: HEALTH })) {
    const server = await stage.start(`warm ${name} health`, program);
    await firstAnswer(server, question);
    servers.push(server);
  }
  const [infloo = load(), express = load()] = await step('Loading health', () => inTurn(servers, [question], []));
  for (const server of servers) await server.stop();
  return [infloo, express];
}

/** Memory of one process: at rest, and under a load of all four routes. */
async function memory(stage: Stage): Promise<{ rest: number; rows: [string, number][] }> {
  const server = await stage.start('memory', INFLOO);
  await firstAnswer(server, { path: '/api/v1/health' });
  const rest = server.memory();
  const headers = stage.headers.signature;
  await firstAnswer(server, { path: '/api/v1/users/profile', headers: headers[0] ?? {} });
  const rows: [string, number][] = [
    ['at rest, after GET /health', rest],
    ['after the first profile', server.memory()],
  ];
  await step(`Loading all four for ${STEADY_SECONDS} s`, async () => {
    const parts = 6;
    for (let part = 1; part <= parts; part++) {
      const mixed = NAMES.map((name) => ROUTES[name][0] as autocannon.Request);
      await fire(server, mixed, headers, STEADY_SECONDS / parts);
      rows.push([`after ${(part * STEADY_SECONDS) / parts} s of load`, server.memory()]);
    }
  });
  await server.stop();
  return { rest, rows };
}

/** Requests a second of one process, beside what does the same by hand. */
export async function warm(): Promise<void> {
  const stage = await setStage();
  try {
    const signature = await compare(stage, 'signature', NAMES);
    const emulator = await compare(stage, 'emulator', ['profile']);
    const [infloo, express] = await health(stage);
    const { rest, rows } = await memory(stage);
    const ratios = [...signature.values()].map(([ours, bare, plain]) => ({
      bare: rate(ours) / rate(bare),
      plain: rate(ours) / rate(plain),
      p99: median(ours?.p99 ?? []) <= median(bare?.p99 ?? []),
    }));
    const least = (of: 'bare' | 'plain') => Math.min(...ratios.map((ratio) => ratio[of]));
    const ofExpress = rate(infloo) / rate(express);
    const [firstLoaded = 0, lastLoaded = 0] = [rows[3]?.[1], rows.at(-1)?.[1]];
    await publish(
      'warm',
      'Warm: requests a second of one process',
      [
        `${CONNECTIONS} connections; ${ROUNDS} times ${SECONDS} s each, in turn; median (least–most). All make the same Firestore calls, for one person in many sessions.`,
        'CPU: what the server computes for a request, Infloo / bare / node:http. It is steadier than the rate where the machine is busy.',
        '',
        'Tokens checked as in production, by their signature:',
        '',
        table(HEAD, rowsOf(signature)),
        '',
        'Tokens checked as on the local suite, by a call to Auth each time:',
        '',
        table(HEAD, rowsOf(emulator)),
        '',
        table(
          ['GET /health', 'requests a second', 'p50 / p99 ms'],
          [
            ['Infloo', spread(infloo.perSecond), latency(infloo)],
            ['Express in the framework', spread(express.perSecond), latency(express)],
          ],
        ),
        '',
        table(
          ['memory of the api', 'MB'],
          rows.map(([when, megabytes]) => [when, megabytes.toFixed(0)]),
        ),
        '',
        table(
          ['goal', 'measured', ''],
          [
            [
              'each route at least 1.5 × the bare function',
              `least ${least('bare').toFixed(2)}`,
              verdict(least('bare') >= 1.5),
            ],
            [
              'each route at least 0.5 × node:http (moonshot 0.75)',
              `least ${least('plain').toFixed(2)}`,
              verdict(least('plain') >= 0.5),
            ],
            [
              "p99 no worse than the bare function's",
              `${ratios.filter(({ p99 }) => p99).length} of ${ratios.length} routes`,
              verdict(ratios.every(({ p99 }) => p99)),
            ],
            ['GET /health at least 0.6 × Express in the framework', ofExpress.toFixed(2), verdict(ofExpress >= 0.6)],
            ['memory at rest at most 120 MB', rest.toFixed(0), verdict(rest <= 120)],
            [
              'memory flat under load: at most 10 % more after 60 s than after 20 s',
              `${firstLoaded.toFixed(0)} to ${lastLoaded.toFixed(0)} MB`,
              verdict(lastLoaded <= firstLoaded * 1.1),
            ],
          ],
        ),
      ].join('\n'),
    );
  } finally {
    await stage.stop();
  }
}
