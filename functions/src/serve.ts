import { takeRequests } from './http/admission.ts';
import { createApp } from './http/app.ts';
import { docs } from './http/docs.ts';
import { routes } from './routes.ts';

export { loadFirestore } from './firebase.ts';

/** The API as the process of the function `api` serves it; made once an instance. */
export const api = createApp(
  routes,
  docs(() => import('./docs.ts')),
);

takeRequests(api);
