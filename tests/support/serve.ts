import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { http } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { afterAll, beforeAll } from 'vitest';
import { createApp } from '../../functions/src/http/app.ts';
import type { AnyRoute } from '../../functions/src/http/route.ts';

/**
 * Serves routes that only a test has, beside the API of its file (`useApi()`).
 * @returns what tells their address, once the server runs
 */
export function serveRoutes(name: string, routes: readonly AnyRoute[]): () => string {
  let server: Server;
  beforeAll(async () => {
    http(name, createApp(routes));
    server = getTestServer(name);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
}
