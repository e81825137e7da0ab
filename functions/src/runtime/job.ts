import * as logger from 'firebase-functions/logger';
import { metered } from '../store/meter.ts';

/** What a job did, as counts by name: it is logged, and `npm run job` prints it. */
export type Report = Record<string, number>;

/** One row of the job table. A job takes up where an earlier run stopped, and may run twice at once. */
export interface Job {
  /** What it is for, in one line, for `npm run job`. */
  summary: string;
  /** When it runs, in UTC (https://cloud.google.com/scheduler/docs/configuring/cron-job-schedules); null: by hand only. */
  schedule: string | null;
  /** Loads what it needs and does the work, by `now()` of the one clock. */
  run: () => Promise<Report>;
}

/** Within the nine minutes that a job may run. */
const PATIENCE = { call: 60_000, total: 530_000 };

/** Runs a job once: metered, with one log line. @throws whatever it throws */
export async function runJob(name: string, { run }: Pick<Job, 'run'>): Promise<Report> {
  const started = performance.now();
  const { cost, result } = metered(run, PATIENCE);
  let report: Report | undefined;
  try {
    report = await result;
    return report;
  } finally {
    const line = { job: name, ...report, ms: Math.round(performance.now() - started), ...cost };
    if (report) logger.info('job', line);
    else logger.error('job failed', line);
  }
}
