import { MaxFileSizeExceededError, type MultipartPart, parseMultipart } from '@remix-run/multipart-parser';
import { z } from 'zod';
import { ApiError, invalidField } from '../contract/api-error.ts';
import { acceptedBy, LIMITS, MULTIPART_FILE, UPLOADS, type UploadKind } from '../contract/limits.ts';
import { contentType, type RawRequest, rawBody, refuseCompressed } from './body.ts';

/** What a route takes as multipart/form-data: a file of this kind, and beside it the text fields that a schema checks. */
export type Upload = UploadKind | { kind: UploadKind; fields: z.ZodObject };

type KindOf<F extends Upload> = F extends { kind: infer K extends UploadKind } ? K : F & UploadKind;
/** What a handler gets of the file: undefined is possible where the kind doesn't require one. */
export type FileOf<F extends Upload> = (typeof UPLOADS)[KindOf<F>]['required'] extends true
  ? UploadedFile
  : UploadedFile | undefined;
/** What a handler gets of the text fields. */
export type FieldsOf<F extends Upload> = F extends { fields: infer S extends z.ZodObject } ? z.infer<S> : undefined;

/** What holds for the file of a multipart body. */
export interface FileRules {
  field: string;
  required: boolean;
  bytes: number;
  types: readonly string[];
  /** Whether larger ones may come by way of the inbox. */
  larger: boolean;
}

export function rulesOf(upload: Upload): FileRules {
  const kind = typeof upload === 'string' ? upload : upload.kind;
  const { field, required } = UPLOADS[kind];
  const { bytes, types } = acceptedBy(kind);
  return { field, required, bytes: Math.min(bytes, MULTIPART_FILE), types, larger: bytes > MULTIPART_FILE };
}

export const fieldsOf = (upload: Upload): z.ZodObject =>
  typeof upload === 'string' ? z.strictObject({}) : upload.fields;

/** A file as it came. Its name and claimed type are not kept: the content decides. */
export interface UploadedFile {
  /** Lies inside the request's body: nothing is copied. */
  data: Buffer;
}

/** What a multipart body held. */
export interface Form {
  fields: Record<string, string>;
  file: UploadedFile | undefined;
}

/** What the parts beside the file may take together, their headers included. */
const BESIDE_THE_FILE = 64 * 1024;
const MAX_PARTS = 11;
const MAX_NAME = 100;
const MAX_TEXT = LIMITS.message.bytes;

const malformed = () =>
  new ApiError('malformed_body', 'The multipart body is broken or incomplete. Send it again as multipart/form-data.');
const tooLarge = ({ bytes, larger }: FileRules) =>
  new ApiError(
    'payload_too_large',
    `The file is larger than ${bytes / 1024 / 1024} MB.${larger ? ' Put larger ones into your inbox, and send the path.' : ''}`,
  );

/** @returns the boundary that the `Content-Type` names; RFC 2046 allows 70 characters */
function boundaryOf(type: string): string {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]{1,200})"|([^;"\s]{1,200}))/i.exec(type) ?? [];
  const boundary = quoted ?? plain;
  if (!boundary) throw malformed();
  return boundary;
}

/** @returns the body from its first boundary on: what comes before it is a preamble, which means nothing */
function withoutPreamble(body: Buffer, boundary: string): Buffer {
  if (body.indexOf(`--${boundary}`) === 0) return body;
  const start = body.indexOf(`\r\n--${boundary}`, 0, 'latin1');
  return start < 0 ? body : body.subarray(start + 2);
}

/** The content of a part, which the parser hands over as slices of the body: of a whole body, as one. */
function bytesOf(part: MultipartPart): Buffer {
  const [first, ...more] = part.content;
  const whole = more.length === 0 ? (first ?? new Uint8Array()) : part.bytes;
  return Buffer.from(whole.buffer, whole.byteOffset, whole.byteLength);
}

/** Puts one part into the form. @throws ApiError 400 for one that doesn't belong there */
function take(
  part: MultipartPart,
  upload: FileRules,
  form: { fields: Map<string, string>; file?: UploadedFile },
): void {
  const { name } = part;
  if (name === undefined) throw malformed();
  if (name.length > MAX_NAME) throw invalidField(name.slice(0, MAX_NAME), 'Too long.');
  if (part.isFile) {
    if (form.file) throw invalidField(upload.field, 'Send one file.');
    if (name !== upload.field) throw invalidField(name, `Send the file in the field ${upload.field}.`);
    form.file = { data: bytesOf(part) };
    return;
  }
  if (part.size > MAX_TEXT) throw invalidField(name, 'Too long.');
  if (form.fields.has(name)) throw invalidField(name, 'Sent twice.');
  form.fields.set(name, part.text);
}

/**
 * Reads a multipart body from the bytes that the Functions runtime has already received. The parser is asked for one part
 * after the other and has no events: whatever it throws is thrown here, and refuses this one request.
 * @returns the text fields, and the file of the field that `upload` names
 * @throws ApiError 400 for a broken body, a missing file, a second or a misplaced part, 413 for a file past the limit
 */
export function readMultipart(req: RawRequest, upload: FileRules): Form {
  refuseCompressed(req);
  const body = rawBody(req);
  // A quick answer before parsing.
  if (body.length > upload.bytes + BESIDE_THE_FILE) throw tooLarge(upload);
  const boundary = boundaryOf(contentType(req));
  const form: { fields: Map<string, string>; file?: UploadedFile } = { fields: new Map() };
  try {
    if (body.length === 0) throw malformed();
    const limits = { boundary, maxParts: MAX_PARTS, maxFileSize: upload.bytes, maxTotalSize: body.length };
    for (const part of parseMultipart(withoutPreamble(body, boundary), limits)) take(part, upload, form);
  } catch (error) {
    if (error instanceof ApiError) throw error;
    // The parser's own errors, and what it throws by accident, such as for a header that isn't UTF-8.
    throw error instanceof MaxFileSizeExceededError ? tooLarge(upload) : malformed();
  }
  if (!form.file && upload.required) throw invalidField(upload.field, 'No file was submitted.');
  return { fields: Object.fromEntries(form.fields), file: form.file };
}
