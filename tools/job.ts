import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { JOBS } from '../functions/src/jobs.ts';
import type { Job } from '../functions/src/runtime/job.ts';
import { readWords } from './args.ts';
import { Advice, main } from './emulators/progress.ts';
import { ROOT } from './emulators/run.ts';
import { LOCAL_ENV, requireSuite } from './local.ts';

const table: Record<string, Job> = JOBS;
const width = Math.max(...Object.keys(table).map((name) => name.length));
const USAGE = `npm run job -- NAME [options]
  --project ID    on that project, as whoever is logged in with gcloud; without it, on the local suite of npm start
  --bucket NAME   its bucket, where that isn't called ID.firebasestorage.app

Jobs:
${Object.entries(table)
  .map(([name, { summary, schedule }]) => `  ${name.padEnd(width)}   ${summary} (${schedule ?? 'by hand only'})`)
  .join('\n')}`;

/** What the job's process is told about where it runs; set before the Admin SDK is loaded. */
async function target(project: string | undefined, bucket: string | undefined): Promise<string> {
  if (project === undefined) {
    await requireSuite();
    process.loadEnvFile(join(ROOT, 'functions', '.env.local'));
    Object.assign(process.env, LOCAL_ENV);
    return 'the local suite';
  }
  if (project.startsWith('demo-')) throw new Advice(`${project} can’t exist in the cloud. Leave --project out.`);
  const parameters = join(ROOT, 'functions', `.env.${project}`);
  if (existsSync(parameters)) process.loadEnvFile(parameters);
  process.env.GCLOUD_PROJECT = project;
  if (bucket !== undefined) process.env.FIREBASE_CONFIG = JSON.stringify({ projectId: project, storageBucket: bucket });
  const { applicationDefault } = await import('firebase-admin/app');
  await applicationDefault()
    .getAccessToken()
    .catch(() => {
      throw new Advice('Nobody is logged in. Run gcloud auth application-default login, and run this again.');
    });
  return project;
}

await main(async () => {
  const { values, positionals } = readWords(USAGE, { project: { type: 'string' }, bucket: { type: 'string' } });
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) throw new Advice(`Which job?\n\n${USAGE}`);
  const job = Object.hasOwn(table, name) ? table[name] : undefined;
  if (!job) throw new Advice(`There is no job ${name}.\n\n${USAGE}`);
  const where = await target(values.project, values.bucket);
  const { runJob } = await import('../functions/src/runtime/job.ts');
  const started = performance.now();
  const report = await runJob(name, job);
  const counts = Object.entries(report).map(([what, count]) => `${count} ${what}`);
  console.log(`${name} on ${where}: ${counts.join(', ') || 'done'} (${Math.round(performance.now() - started)} ms)`);
});
// The Admin SDK's connections would keep the process alive.
process.exit();
