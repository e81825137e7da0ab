import * as connections from './connections/routes.ts';
import { health } from './http/health.ts';
import * as notifications from './notifications/routes.ts';
import * as search from './search/routes.ts';
import * as users from './users/routes.ts';

/** The whole API by name. The router, the OpenAPI document, the dashboard's client and the tests all start here. */
export const api = { health, ...users, ...search, ...connections, ...notifications };

export const routes = Object.values(api);
