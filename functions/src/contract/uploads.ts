import { z } from 'zod';
import { inbox } from './folders.ts';
import { UPLOADS, type UploadKind } from './limits.ts';

const LONGEST_PATH = 300;

/** The body of the direct way: the SDK has put a file of `kind` into the inbox, and this names it. */
export const uploadedPath = (kind: UploadKind) => {
  const [first, last] = [inbox('{my uid}', kind, 0), UPLOADS[kind].slots - 1];
  const name = kind.charAt(0).toUpperCase() + kind.slice(1);
  return z
    .strictObject({ path: z.string().max(LONGEST_PATH).describe(`${first} (to ${last}), as uploaded by the SDK`) })
    .meta({ id: `Uploaded${name}Path` });
};
