import { parse } from 'node:querystring';
import { z } from 'zod';
import { ApiError, invalidField, invalidFields, notFound } from '../contract/api-error.ts';
import type { FieldError } from '../contract/errors.ts';
import { PageQuery } from '../contract/pagination.ts';
import { mediaType, type RawRequest, readJson } from './body.ts';
import type { AnyRoute } from './route.ts';
import { fieldsOf, readMultipart, rulesOf, type UploadedFile } from './upload.ts';

/** zod's own words where something is missing are for programmers. */
const messageOf = ({ message }: z.core.$ZodIssue): string =>
  /^Invalid input: expected .*received undefined$/.test(message) ? 'This field is required.' : message;

/** One by one: of a body full of faults only the first are ever looked at. */
function* fieldErrors(error: z.ZodError): Generator<FieldError> {
  for (const issue of error.issues) {
    if (issue.code !== 'unrecognized_keys') yield { field: issue.path.join('.'), message: messageOf(issue) };
    else for (const key of issue.keys) yield { field: [...issue.path, key].join('.'), message: 'Unknown field.' };
  }
}

/** @throws ApiError 400 with the first faults */
export function check<S extends z.ZodType>(schema: S, value: unknown): z.infer<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalidFields(fieldErrors(parsed.error));
}

/** What a route takes that declares none. */
const NOTHING = z.strictObject({});

interface Payload {
  body?: unknown;
  file?: UploadedFile;
  fields?: unknown;
}

/** The JSON body, or the file and the fields of a multipart one, as the route declares them. */
export async function readPayload(route: AnyRoute, req: RawRequest): Promise<Payload> {
  const { upload, body, method } = route;
  if (method === 'get') return {};
  if (!upload) return { body: check(body ?? NOTHING, readJson(req)) };
  if (body && mediaType(req) !== 'multipart/form-data') {
    const sent = readJson(req);
    const { field } = rulesOf(upload);
    // JSON can't hold a file: whoever tries is told so, and not that they have forgotten the path of another way.
    if (sent !== null && typeof sent === 'object' && field in sent) {
      throw invalidField(
        field,
        'Send the file as multipart/form-data, or name one in `path` that the SDK has uploaded.',
      );
    }
    return { body: check(body, sent) };
  }
  if (mediaType(req) !== 'multipart/form-data') {
    throw new ApiError('unsupported_media_type', 'Send the file as multipart/form-data.');
  }
  const { fields, file } = readMultipart(req, rulesOf(upload));
  return { ...(file && { file }), fields: check(fieldsOf(upload), fields) };
}

/** What a list may be asked for, and, where it is paged, which page. */
export function readQuery(route: AnyRoute, search: string): { query: unknown; page: PageQuery | undefined } {
  if (search === '' && !route.query && !route.paged) return { query: {}, page: undefined };
  const schema = route.query ?? NOTHING;
  const asked = search === '' ? {} : { ...parse(search) };
  if (!route.paged) return { query: check(schema, asked), page: undefined };
  const { limit, cursor, ...rest } = asked;
  const sent = { ...(limit !== undefined && { limit }), ...(cursor !== undefined && { cursor }) };
  return { query: check(schema, rest), page: check(PageQuery, sent) };
}

/** A path parameter that can't be an id names nothing that exists. */
export function readParams(route: AnyRoute, params: Record<string, string>): unknown {
  const parsed = route.params?.safeParse(params);
  if (parsed && !parsed.success) throw notFound();
  return parsed?.data;
}
