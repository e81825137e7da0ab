import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from 'vitest';
import { takeOver } from '../../functions/src/http/admission.ts';
import { createApp } from '../../functions/src/http/app.ts';
import type { AnyRoute } from '../../functions/src/http/route.ts';

/**
 * Has a server listen at a port of its own. It keeps its connections: Node's five seconds are soon over on a busy machine,
 * and who sends their next request at that very moment is reset.
 */
export function listen(server: Server): Promise<void> {
  server.keepAliveTimeout = 0;
  return new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
}

/**
 * Serves routes that only a test has, beside the API of its file (`useApi()`).
 * @returns what tells their address, once the server runs
 */
export function serveRoutes(routes: readonly AnyRoute[]): () => string {
  let server: Server;
  beforeAll(async () => {
    server = createServer();
    takeOver(server, createApp(routes));
    await listen(server);
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
}
