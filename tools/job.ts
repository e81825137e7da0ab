import { JOBS } from '../functions/src/jobs.ts';
import type { Job } from '../functions/src/runtime/job.ts';
import { readWords } from './args.ts';
import { Advice, main } from './emulators/progress.ts';
import { TARGET_OPTIONS, TARGET_USAGE, target } from './target.ts';

const table: Record<string, Job> = JOBS;
const width = Math.max(...Object.keys(table).map((name) => name.length));
const USAGE = `npm run job -- NAME [options]
${TARGET_USAGE}

Jobs:
${Object.entries(table)
  .map(([name, { summary, schedule }]) => `  ${name.padEnd(width)}   ${summary} (${schedule ?? 'by hand only'})`)
  .join('\n')}`;

await main(async () => {
  const { values, positionals } = readWords(USAGE, TARGET_OPTIONS);
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) throw new Advice(`Which job?\n\n${USAGE}`);
  const job = Object.hasOwn(table, name) ? table[name] : undefined;
  if (!job) throw new Advice(`There is no job ${name}.\n\n${USAGE}`);
  const where = await target(values);
  const { runJob } = await import('../functions/src/runtime/job.ts');
  const started = performance.now();
  const report = await runJob(name, job);
  const counts = Object.entries(report).map(([what, count]) => `${count} ${what}`);
  console.log(`${name} on ${where}: ${counts.join(', ') || 'done'} (${Math.round(performance.now() - started)} ms)`);
});
// The Admin SDK's connections would keep the process alive.
process.exit();
