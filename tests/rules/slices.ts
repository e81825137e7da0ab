import type { paths } from '../../functions/src/contract/paths.ts';
import * as account from '../account/rules.ts';
import * as chat from '../chat/rules.ts';
import * as connections from '../connections/rules.ts';
import * as events from '../events/rules.ts';
import * as http from '../http/rules.ts';
import * as moderation from '../moderation/rules.ts';
import * as notifications from '../notifications/rules.ts';
import * as reports from '../reports/rules.ts';
import * as staff from '../staff/rules.ts';
import * as stories from '../stories/rules.ts';
import * as users from '../users/rules.ts';
import * as verification from '../verification/rules.ts';
import type { Row, Seed } from './table.ts';

/** A row for every path there is: a collection without one doesn't compile. */
export const TABLE: Record<keyof typeof paths, Row> = {
  ...users.rows,
  ...account.rows,
  ...connections.rows,
  ...moderation.rows,
  ...verification.rows,
  ...reports.rows,
  ...staff.rows,
  ...events.rows,
  ...notifications.rows,
  ...stories.rows,
  ...chat.rows,
  ...http.rows,
};

/** What brings about the documents of the table; suspended people can't act, so that comes last. */
export const SEEDS: Seed[] = [
  account.seed,
  connections.seed,
  moderation.seed,
  notifications.seed,
  verification.seed,
  reports.seed,
  staff.seed,
  stories.seed,
  events.seed,
  chat.seed,
  http.seed,
];
