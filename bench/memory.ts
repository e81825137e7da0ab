import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import sharp from 'sharp';
import { inbox } from '../functions/src/contract/folders.ts';
import { video } from '../tests/videos/videos.ts';
import { step } from '../tools/emulators/progress.ts';
import { ROOT } from '../tools/emulators/run.ts';
import { type Suite, startSuite } from '../tools/emulators/suite.ts';
import { firstAnswer, freePort, type Running, start } from './processes.ts';
import { publish, table, verdict } from './report.ts';

const MB = 1024 * 1024;
const UPLOADS = 40;
const ANONYMOUS = 32;
/** Slots of a person's inbox. */
const SLOTS = 8;
const MOST = 700;
const LOGS = join(ROOT, '.emulators', 'bench');

interface Person {
  id: string;
  authorization: string;
}

interface Sending {
  path: string;
  headers?: Record<string, string>;
  /** In pieces: what is sent isn't held once a request here. */
  body: Iterable<Buffer>;
}

/** @returns the status of the answer, or how the connection ended */
function send(port: number, { path, headers, body }: Sending): Promise<string> {
  return new Promise((resolve) => {
    const to = { host: '127.0.0.1', port, method: 'POST', path: `/api/v1${path}`, headers, agent: false };
    const sent = request(to, (res) => {
      res.resume();
      res.on('end', () => resolve(String(res.statusCode)));
    });
    sent.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    Readable.from(body).pipe(sent);
  });
}

const json = (path: string, value: unknown, headers: Record<string, string> = {}): Sending => ({
  path,
  headers: { 'content-type': 'application/json', ...headers },
  body: [Buffer.from(JSON.stringify(value))],
});

/** Registers somebody and signs them in. */
async function newPerson(port: number, i: number): Promise<Person> {
  const call = async (path: string, body: unknown) => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/users/auth/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await answer.json()) as { id: string; access: string };
  };
  const account = { username: `bench_${i}`, password: 'a long enough phrase' };
  const { id } = await call('register', { ...account, email: `bench${i}@bench.example`, role: 'influencer' });
  const { access } = await call('login', account);
  return { id, authorization: `Bearer ${access}` };
}

/** A photo of 10 MB that takes most to decode: as many pixels as a phone has, all of them held at once. */
async function photo(): Promise<Buffer> {
  const [width, height] = [8000, 6000];
  const noise = { type: 'gaussian', mean: 128, sigma: 12 } as const;
  const create = { width: width / 4, height: height / 4, channels: 3, background: '#888', noise } as const;
  const data = await sharp({ create })
    .resize(width, height, { kernel: 'nearest' })
    .jpeg({ progressive: true, quality: 40 })
    .toBuffer();
  if (data.length > 10 * MB) throw new Error(`The photo has ${data.length} bytes.`);
  // What lies behind a picture's end is no fault of it.
  return Buffer.concat([data, Buffer.alloc(10 * MB - data.length)]);
}

function multipart(data: Buffer): { headers: Record<string, string>; body: Buffer[] } {
  const head = Buffer.from(
    '--bench\r\nContent-Disposition: form-data; name="content_file"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n',
  );
  const tail = Buffer.from('\r\n--bench--\r\n');
  const length = head.length + data.length + tail.length;
  return {
    headers: { 'content-type': 'multipart/form-data; boundary=bench', 'content-length': String(length) },
    body: [head, data, tail],
  };
}

function* pieces(megabytes: number): Generator<Buffer> {
  const piece = Buffer.alloc(MB, 'x');
  for (let i = 0; i < megabytes; i++) yield piece;
}

const peakOf = ({ child }: Running): number =>
  Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024;

/** How often each answer came. */
function counted(answers: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const answer of answers) counts.set(answer, (counts.get(answer) ?? 0) + 1);
  return [...counts].map(([answer, count]) => `${count} × ${answer}`).join(', ');
}

/** Starts an API of its own, sends everything to it at once, and looks whether it still answers. */
async function measure(
  suite: Suite,
  name: string,
  make: (port: number) => Promise<Sending[]>,
): Promise<{ name: string; answers: string; peak: number }> {
  const server = start(
    { source: join(ROOT, 'functions'), target: 'api' },
    {
      port: await freePort(),
      env: { ...process.env, ...suite.env, NODE_ENV: 'production' },
      log: join(LOGS, 'memory.log'),
    },
  );
  try {
    await firstAnswer(server, { path: '/api/v1/health' });
    const sendings = await make(server.port);
    const answers = await step(name, () => Promise.all(sendings.map((sending) => send(server.port, sending))));
    await firstAnswer(server, { path: '/api/v1/health' });
    return { name, answers: counted(answers), peak: peakOf(server) };
  } finally {
    await server.stop();
  }
}

/** The most memory that one process of the API takes while everybody uploads at once. */
export async function memory(): Promise<void> {
  for (const file of ['.env', '.env.local']) process.loadEnvFile(join(ROOT, 'functions', file));
  await mkdir(LOGS, { recursive: true });
  const suite = await startSuite({ project: 'demo-infloo-bench-memory', portOffset: 20_000 });
  try {
    Object.assign(process.env, suite.env);
    const { bucket } = await import('../functions/src/firebase.ts');
    const data = await photo();
    const people: Person[] = [];
    const crowd = async (port: number) => {
      for (let i = people.length; i < UPLOADS / SLOTS; i++) people.push(await newPerson(port, i));
      return people;
    };
    const whose = (i: number) => people[i % people.length] as Person;
    const each = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));
    const rows = [
      await measure(suite, `${UPLOADS} pictures of 10 MB, multipart`, async (port) => {
        await crowd(port);
        const { headers, body } = multipart(data);
        return each(UPLOADS, (i) => ({
          path: '/stories',
          headers: { ...headers, authorization: whose(i).authorization },
          body,
        }));
      }),
      await measure(suite, `${UPLOADS} pictures of 10 MB, from the inbox`, async (port) => {
        await crowd(port);
        const slotOf = (i: number) => Math.floor(i / people.length);
        const paths = each(UPLOADS, (i) => inbox(whose(i).id, 'story', slotOf(i)));
        for (const path of paths) await bucket().file(path).save(data, { resumable: false, contentType: 'image/jpeg' });
        return paths.map((path, i) => json('/stories', { path }, { authorization: whose(i).authorization }));
      }),
      await measure(suite, `${UPLOADS} of 10 MB, multipart, half of them videos`, async (port) => {
        const others: Person[] = [];
        for (let i = 0; i < UPLOADS / SLOTS; i++) others.push(await newPerson(port, UPLOADS + i));
        const film = await video({ seconds: 60, audio: 'aac', padding: (9.8 * MB) / 600 });
        const sent = [multipart(data), multipart(film)];
        return each(UPLOADS, (i) => {
          const { headers, body } = sent[i % 2] ?? multipart(data);
          const { authorization } = others[i % others.length] as Person;
          return { path: '/stories', headers: { ...headers, authorization }, body };
        });
      }),
      await measure(suite, `${ANONYMOUS} anonymous bodies of 32 MB`, async () =>
        each(ANONYMOUS, (i) => ({
          path: '/stories',
          // Every other one doesn't say how long it is.
          ...(i % 2 === 0 && { headers: { 'content-length': String(32 * MB) } }),
          body: pieces(32),
        })),
      ),
    ];
    await publish(
      'memory',
      'Memory: many uploads at once to one process',
      [
        `Pictures: progressive JPEGs of 48 megapixels, which take most of all that is accepted to decode. ${SLOTS} at once a person.`,
        '',
        table(
          ['sent at once', 'answers', 'most memory, MB', `below ${MOST} MB`],
          rows.map(({ name, answers, peak }) => [name, answers, peak.toFixed(0), verdict(peak < MOST)]),
        ),
      ].join('\n'),
    );
  } finally {
    await suite.stop();
  }
}
