import { createApp } from './http/app.ts';
import { docs } from './http/docs.ts';
import { routes } from './routes.ts';

/** The API as the function `api` serves it; made once an instance. */
export const serve = createApp(
  routes,
  docs(() => import('./docs.ts')),
);
