import type { IncomingHttpHeaders } from 'node:http';
import busboy from 'busboy';
import type { z } from 'zod';
import { ApiError, invalidField } from '../contract/api-error.ts';
import { contentType, type RawRequest, rawBody, refuseCompressed } from './body.ts';

/** What a route takes as multipart/form-data: one file, and beside it the text fields that a schema checks. */
export interface Upload {
  field: string;
  bytes: number;
  types: readonly string[];
  fields?: z.ZodObject;
}

/** A file as it came. Its name and claimed type are not kept: the content decides. */
export interface UploadedFile {
  data: Buffer;
}

const malformed = () =>
  new ApiError('malformed_body', 'The multipart body is broken or incomplete. Send it again as multipart/form-data.');
const tooLarge = (bytes: number) =>
  new ApiError('payload_too_large', `The file is larger than ${bytes / 1024 / 1024} MB.`);

/**
 * Reads a multipart body from the bytes that the Functions runtime has already received.
 * busboy 1.6 throws on a missing boundary, and emits the error of a truncated body on the parser *and* on the file:
 * each has its handler here, or a request could end the process.
 * @returns the text fields, and the file of the field that `upload` names
 * @throws ApiError 400 for a broken body, a second or a misplaced part, 413 for a file past the limit
 */
export async function readMultipart(
  req: RawRequest,
  upload: Upload,
): Promise<{ fields: Record<string, string>; file: UploadedFile | undefined }> {
  refuseCompressed(req);
  const bytes = rawBody(req);
  // A quick answer before parsing: the other parts may not take more than this.
  if (bytes.length > upload.bytes + 64 * 1024) throw tooLarge(upload.bytes);
  const headers: IncomingHttpHeaders = { 'content-type': contentType(req) };
  let parser: ReturnType<typeof busboy>;
  try {
    parser = busboy({
      headers,
      // busboy says `limit` as soon as a file reaches it; and it looks at no length of names.
      limits: { fileSize: upload.bytes + 1, files: 1, fields: 10, parts: 11, fieldSize: 10_000 },
    });
  } catch {
    throw malformed();
  }
  return new Promise((resolve, reject) => {
    const fields = new Map<string, string>();
    let file: UploadedFile | undefined;
    // The first fault is the answer; busboy must still be let run out, so later ones fall on a settled promise.
    const fail = reject;
    parser.on('file', (name, stream) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', () => fail(malformed()));
      stream.on('limit', () => fail(tooLarge(upload.bytes)));
      stream.on('end', () => {
        if (name !== upload.field)
          return fail(invalidField(name.slice(0, 100), `Send the file in the field ${upload.field}.`));
        file = { data: Buffer.concat(chunks) };
      });
    });
    parser.on('field', (name, value, info) => {
      if (name.length > 100 || info.valueTruncated) return fail(invalidField(name.slice(0, 100), 'Too long.'));
      if (fields.has(name)) return fail(invalidField(name, 'Sent twice.'));
      fields.set(name, value);
    });
    parser.on('filesLimit', () => fail(invalidField(upload.field, 'Send one file.')));
    parser.on('fieldsLimit', () => fail(malformed()));
    parser.on('partsLimit', () => fail(malformed()));
    parser.on('error', () => fail(malformed()));
    parser.on('close', () => resolve({ fields: Object.fromEntries(fields), file }));
    parser.end(bytes);
  });
}
