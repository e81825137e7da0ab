import type { Job } from './runtime/job.ts';

/** What runs by the clock, or by `npm run job -- NAME`. Each loads its slice when it is called. */
export const JOBS = {
  replay: {
    summary: 'Takes up the events that could not be handled, oldest first',
    schedule: null,
    run: async () => {
      const [{ replay }, { TRIGGERS }] = await Promise.all([
        import('./runtime/dead-letters.ts'),
        import('./triggers.ts'),
      ]);
      return replay(TRIGGERS);
    },
  },
  reindex: {
    summary: 'Brings what profiles are found under up to date, after the rules of search have changed',
    schedule: null,
    run: async () => (await import('./users/jobs.ts')).reindex(),
  },
  reindexLog: {
    summary: 'Brings what the audit log is found under up to date, after the rules of search have changed',
    schedule: null,
    run: async () => (await import('./staff/jobs.ts')).reindexLog(),
  },
  remind: {
    summary: 'Reminds of events a day and an hour before, and finishes what those in them still have to follow',
    schedule: '*/5 * * * *',
    run: async () => (await import('./events/jobs.ts')).remind(),
  },
  evidence: {
    summary: 'Removes the files that reports have kept, 30 days after the decision, and those of no report',
    schedule: '37 3 * * *',
    run: async () => (await import('./reports/jobs.ts')).removeEvidence(),
  },
  suspensions: {
    summary: 'Ends the suspensions whose time is over',
    schedule: '*/5 * * * *',
    run: async () => (await import('./users/suspension.ts')).endSuspensions(),
  },
  stories: {
    summary: 'Removes stories that are over, with their files, and refuses videos that nobody is at work on',
    schedule: '*/15 * * * *',
    run: async () => (await import('./stories/jobs.ts')).expireStories(),
  },
  conversations: {
    summary: 'Counts anew what is unread in conversations of the last two days, and says what it has put right',
    schedule: '27 4 * * *',
    run: async () => (await import('./chat/jobs.ts')).recountUnread(),
  },
  videos: {
    summary: 'Refuses videos in messages that nobody is at work on',
    schedule: '7 * * * *',
    run: async () => (await import('./chat/jobs.ts')).giveUpOnVideos(),
  },
  departures: {
    summary: 'Erases accounts whose grace is over',
    schedule: '*/15 * * * *',
    run: async () => (await import('./account/leave.ts')).departures(),
  },
  dataExports: {
    summary: 'Removes copies of data whose day is over, and goes on with those that nobody is at work on',
    schedule: '*/30 * * * *',
    run: async () => (await import('./account/make-export.ts')).tendExports(),
  },
  notifications: {
    summary: 'Removes notifications that were read and are 90 days old',
    schedule: '7 4 * * *',
    run: async () => (await import('./notifications/jobs.ts')).removeOld(),
  },
  analytics: {
    summary: 'Counts people and what they do, for the overview of staff',
    schedule: '50 * * * *',
    run: async () => (await import('./staff/analytics.ts')).countDay(),
  },
  sweep: {
    summary: 'Finishes erasures, and removes what belongs to nobody',
    schedule: '17 3 * * *',
    run: async () => (await import('./account/sweep.ts')).sweep(),
  },
  papers: {
    summary: 'Removes the files of requests to be verified 30 days after the decision, and those of no request',
    schedule: '47 3 * * *',
    run: async () => (await import('./verification/jobs.ts')).removePapers(),
  },
} as const satisfies Record<string, Job>;
