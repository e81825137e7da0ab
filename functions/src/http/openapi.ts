import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { ERROR_STATUS, type ErrorCode, Problem } from '../contract/errors.ts';
import type { AnyRoute } from './route.ts';

const CODES_BY_STATUS = Map.groupBy(Object.keys(ERROR_STATUS) as ErrorCode[], (code) => ERROR_STATUS[code]);

const codesOf = (status: number): ErrorCode[] => CODES_BY_STATUS.get(status as never) ?? [];

/** Which errors a route can answer follows from its declaration. */
function errorStatuses(route: AnyRoute): number[] {
  const statuses = [429, 500, 503];
  const takesBody = route.method !== 'get';
  if (takesBody || route.query) statuses.push(400);
  if (route.auth !== 'public') statuses.push(401, 403);
  if (route.params) statuses.push(404);
  if (takesBody) statuses.push(413, 415);
  if (route.method === 'post') statuses.push(409, 422);
  return statuses.sort();
}

const problem = (status: number): RouteConfig['responses'][string] => ({
  description: codesOf(status).join(', '),
  content: {
    'application/problem+json': {
      schema: Problem,
      example: { detail: 'What went wrong.', code: codesOf(status)[0], status, errors: [], request_id: '7f3c…' },
    },
  },
});

function requestOf(route: AnyRoute): RouteConfig['request'] {
  const content: Record<string, { schema: z.ZodType }> = {};
  if (route.body) content['application/json'] = { schema: route.body };
  if (route.upload) {
    const file = z.string().meta({
      format: 'binary',
      description: `At most ${route.upload.bytes / 1024 / 1024} MB: ${route.upload.types.join(', ')}`,
    });
    content['multipart/form-data'] = {
      schema: (route.upload.fields ?? z.strictObject({})).extend({ [route.upload.field]: file }),
    };
  }
  return {
    ...(route.params && { params: route.params }),
    ...(route.query && { query: route.query }),
    ...(route.method === 'post' && {
      headers: z.object({ 'Idempotency-Key': z.string().optional().describe('Same key, same answer, one effect') }),
    }),
    ...(Object.keys(content).length > 0 && { body: { content, required: true } }),
  };
}

function successOf(route: AnyRoute): RouteConfig['responses'][string] {
  const [, schema] = route.response;
  return {
    description: 'OK',
    ...(route.paged && {
      headers: z.object({ Link: z.string().optional().describe('The next page, as <url>; rel="next"') }),
    }),
    ...(schema && { content: { 'application/json': { schema } } }),
  };
}

/** @returns the OpenAPI 3.1 document of the routes */
export function openApi(routes: readonly AnyRoute[]): object {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'Firebase ID token',
    description: 'The `access` of `POST /users/auth/login`.',
  });
  for (const route of routes) {
    const request = requestOf(route);
    registry.registerPath({
      method: route.method,
      path: route.path,
      operationId: `${route.method}${route.path.replace(/[^a-z]+(\w)?/gi, (_, letter: string) => (letter ?? '').toUpperCase())}`,
      tags: [route.path.split('/')[1] ?? ''],
      summary: route.summary,
      ...(route.description && { description: route.description }),
      security: route.auth === 'public' ? [] : route.auth === 'optional' ? [{}, { token: [] }] : [{ token: [] }],
      ...(request && { request }),
      responses: {
        [route.response[0]]: successOf(route),
        ...Object.fromEntries(errorStatuses(route).map((status) => [status, problem(status)])),
      },
    });
  }
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Infloo',
      version: '1',
      description:
        'The REST API of Infloo. Errors are `application/problem+json`; lists are arrays, their next page is in `Link`.',
    },
    servers: [{ url: '/api/v1' }],
  });
}
