import { routes } from '../routes.ts';
import { createApp } from './app.ts';

/** The API as the function `api` serves it; made once an instance. */
export const serve = createApp(routes);
