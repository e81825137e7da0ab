import * as account from './account/docs.ts';
import * as chat from './chat/docs.ts';
import * as connections from './connections/docs.ts';
import * as events from './events/docs.ts';
import type { Listener, Operation } from './http/describe.ts';
import { operationsOf } from './http/describe.ts';
import * as moderation from './moderation/docs.ts';
import * as notifications from './notifications/docs.ts';
import * as platform from './platform/docs.ts';
import * as reports from './reports/docs.ts';
import { api } from './routes.ts';
import * as search from './search/docs.ts';
import * as staff from './staff/docs.ts';
import * as stories from './stories/docs.ts';
import * as users from './users/docs.ts';
import * as verification from './verification/docs.ts';

/** The API in reading order. A route without its entry doesn't compile. */
export const operations: Operation[] = operationsOf(api, {
  ...users.docs,
  ...verification.docs,
  ...search.docs,
  ...connections.docs,
  ...stories.docs,
  ...events.docs,
  ...chat.docs,
  ...notifications.docs,
  ...moderation.docs,
  ...reports.docs,
  ...staff.docs,
  ...account.docs,
  ...platform.docs,
});

/** What apps may listen to. */
export const listeners: Listener[] = [
  ...notifications.listeners,
  ...connections.listeners,
  ...stories.listeners,
  ...users.listeners,
  ...verification.listeners,
  ...events.listeners,
  ...chat.listeners,
];
