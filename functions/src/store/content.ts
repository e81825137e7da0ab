import { fileTypeFromBuffer } from 'file-type';
import { ApiError, invalidField } from '../contract/api-error.ts';
import { type Accepted, type Content, UPLOADS, type UploadKind } from '../contract/limits.ts';
import { type Incoming, tooLarge } from './incoming.ts';

/** Where a type says itself what it is: at the start of a file. */
const HEAD = 4100;
const PNG = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const WORDS = { image: 'picture', video: 'video', document: 'file' } as const satisfies Record<Content, string>;

export const unsupported = (field: string, detail: string): ApiError =>
  new ApiError('unsupported_media_type', detail, { errors: [{ field, message: detail }] });

/** The type of what starts like this, whatever it was called. */
async function typeOf(head: Buffer): Promise<string | undefined> {
  // An animated PNG is a PNG, whose first frame counts, as that of an animated GIF or WebP does. It is told from others
  // by what may lie far behind the head.
  if (head.subarray(0, PNG.length).equals(PNG)) return 'image/png';
  return (await fileTypeFromBuffer(head).catch(() => undefined))?.mime;
}

/** The names of types, for people: JPEG, PNG, MP4, MOV, PDF. */
const namesOf = (types: readonly string[]): string =>
  types
    .map((type) => type.replace(/^\w+\//, ''))
    .map((name) => (name === 'quicktime' ? 'MOV' : name === 'webm' ? 'WebM' : name.toUpperCase()))
    .join(', ');

/**
 * Looks at what a file is, whatever it was called. A video is only told from what is none: whether it can be played is
 * a longer question.
 * @throws ApiError 415 for what the kind doesn't accept, and for HEIC it says what to do; 413 for more bytes than what
 *   it is may have; 400 for an empty one
 */
export async function contentOf(file: Incoming, kind: UploadKind): Promise<{ content: Content; type: string }> {
  const { field, accepts } = UPLOADS[kind];
  if (file.size === 0) throw invalidField(field, 'The submitted file is empty.');
  const type = await typeOf(await file.range(0, HEAD));
  const kinds = Object.entries(accepts) as [Content, Accepted][];
  const found = kinds.find(([content, { types }]) =>
    content === 'video' ? type?.startsWith('video/') : type && types.includes(type),
  );
  if (found && type) {
    const [content, { bytes }] = found;
    if (file.size > bytes) throw tooLarge(bytes, kinds.length > 1 ? WORDS[content] : 'file');
    return { content, type };
  }
  if (type && /^image\/hei[cf]/.test(type)) {
    const pictures = namesOf(kinds.flatMap(([, { types }]) => types.filter((name) => name.startsWith('image/'))));
    throw unsupported(
      field,
      `HEIC pictures can’t be shown everywhere. Save this one as JPEG and send that (on an iPhone: Settings, Camera, Formats, Most Compatible). Accepted: ${pictures}.`,
    );
  }
  const asked = { image: 'a picture', video: 'a video', document: 'a PDF or a picture' } as const;
  const wanted = kinds.map(([content, { types }]) => `${asked[content]}: ${namesOf(types)}`);
  throw unsupported(field, `Send ${wanted.join('; or ')}.`);
}
