import * as account from './account/routes.ts';
import * as chat from './chat/routes.ts';
import * as connections from './connections/routes.ts';
import * as events from './events/routes.ts';
import * as moderation from './moderation/routes.ts';
import * as notifications from './notifications/routes.ts';
import * as platform from './platform/routes.ts';
import * as reports from './reports/routes.ts';
import * as search from './search/routes.ts';
import * as staff from './staff/routes.ts';
import * as stories from './stories/routes.ts';
import * as users from './users/routes.ts';
import * as verification from './verification/routes.ts';

/** Every slice that has routes; the demo world and the end-to-end story must have a part for each. */
const slices = {
  platform,
  users,
  account,
  verification,
  search,
  connections,
  moderation,
  events,
  notifications,
  stories,
  reports,
  staff,
  chat,
};
export type Slice = keyof typeof slices;

/** The whole API by name. The router, the OpenAPI document, the dashboard's client and the tests all start here. */
export const api = {
  ...platform,
  ...users,
  ...account,
  ...verification,
  ...search,
  ...connections,
  ...moderation,
  ...notifications,
  ...stories,
  ...events,
  ...reports,
  ...staff,
  ...chat,
};

export const routes = Object.values(api);
