/** How somebody takes part. An invitation is no answer yet, and who waits has no seat yet. */
export const ATTENDANCE = ['interested', 'going', 'invited', 'waiting'] as const;
export type AttendanceStatus = (typeof ATTENDANCE)[number];

/** Why nobody but its host is to see an event for now. */
export const EVENT_WITHHELD = ['host', 'staff'] as const;
export type EventWithheld = (typeof EVENT_WITHHELD)[number];
