import './options.ts';
import { onSchedule } from 'firebase-functions/scheduler';
import { JOBS } from '../jobs.ts';
import { runJob } from '../runtime/job.ts';

export { loadFirestore } from '../firebase.ts';

const deployJob = (name: string, job: (typeof JOBS)[keyof typeof JOBS] & { schedule: string }) =>
  onSchedule(
    { schedule: job.schedule, timeZone: 'Etc/UTC', timeoutSeconds: 540, maxInstances: 1 },
    async () => void (await runJob(name, job)),
  );

export const analytics = deployJob('analytics', JOBS.analytics);
export const evidence = deployJob('evidence', JOBS.evidence);
export const videos = deployJob('videos', JOBS.videos);
export const conversations = deployJob('conversations', JOBS.conversations);
export const departures = deployJob('departures', JOBS.departures);
export const dataExports = deployJob('dataExports', JOBS.dataExports);
export const notifications = deployJob('notifications', JOBS.notifications);
export const papers = deployJob('papers', JOBS.papers);
export const remind = deployJob('remind', JOBS.remind);
export const stories = deployJob('stories', JOBS.stories);
export const suspensions = deployJob('suspensions', JOBS.suspensions);
export const sweep = deployJob('sweep', JOBS.sweep);
