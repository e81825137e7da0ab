import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { ERROR_STATUS, type ErrorCode, Problem } from '../contract/errors.ts';
import { PageQuery } from '../contract/pagination.ts';
import { schemaOf } from './response.ts';
import { type AnyRoute, errorsOf } from './route.ts';
import { fieldsOf, rulesOf } from './upload.ts';

/** The errors of a route, by their status. */
const errorsByStatus = (route: AnyRoute): Map<number, ErrorCode[]> =>
  Map.groupBy(errorsOf(route), (code) => ERROR_STATUS[code]);

const problem = (status: number, codes: ErrorCode[]): RouteConfig['responses'][string] => ({
  description: codes.join(', '),
  content: {
    'application/problem+json': {
      schema: Problem,
      example: { detail: 'What went wrong.', code: codes[0], status, errors: [], request_id: '7f3c…' },
    },
  },
});

function requestOf(route: AnyRoute): RouteConfig['request'] {
  const content: Record<string, { schema: z.ZodType }> = {};
  if (route.body) content['application/json'] = { schema: route.body };
  if (route.upload) {
    const { field, bytes, types, required } = rulesOf(route.upload);
    const file = z.string().meta({
      format: 'binary',
      description: `At most ${bytes / 1024 / 1024} MB: ${types.join(', ')}`,
    });
    content['multipart/form-data'] = {
      schema: fieldsOf(route.upload).extend({ [field]: required ? file : file.optional() }),
    };
  }
  const query = route.paged ? (route.query ?? z.strictObject({})).extend(PageQuery.shape) : route.query;
  return {
    ...(route.params && { params: route.params }),
    ...(query && { query }),
    ...(route.method === 'post' && {
      headers: z.object({ 'Idempotency-Key': z.string().optional().describe('Same key, same answer, one effect') }),
    }),
    ...(Object.keys(content).length > 0 && { body: { content, required: true } }),
  };
}

function successOf(route: AnyRoute): RouteConfig['responses'][string] {
  const [, form] = route.response;
  const schema = schemaOf(route.response);
  const file = form && 'file' in form ? form.file : undefined;
  return {
    description: 'OK',
    ...(file && { content: { [file]: { schema: z.string().meta({ format: 'binary' }) } } }),
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
        ...(route.goesOn && { 202: { ...successOf(route), description: 'Accepted: the rest goes on by itself' } }),
        ...Object.fromEntries([...errorsByStatus(route)].map(([status, codes]) => [status, problem(status, codes)])),
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
