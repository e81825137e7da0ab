import { z } from 'zod';
import { IsoTime, TimedId } from '../contract/ids.ts';
import { GRACE_DAYS } from '../contract/limits.ts';
import { Login } from '../users/schema.ts';

/** The password, because this can't be taken back for ever. An account without one needs a recent sign-in instead. */
export const DeleteAccount = z
  .strictObject({
    password: Login.shape.password.optional().describe('Left out where the account has none'),
    at_once: z
      .boolean()
      .optional()
      .describe(
        `Whether it is to be gone at once, for good, and not after ${GRACE_DAYS} days in which it can be restored`,
      ),
  })
  .meta({ id: 'DeleteAccount' });
export type DeleteAccount = z.infer<typeof DeleteAccount>;

export const DeletedAccount = z
  .object({
    status: z
      .enum(['leaving', 'erasing', 'erased'])
      .describe(
        'leaving: hidden, and can be restored until erases_at; erasing: closed for good, and the rest goes on by itself',
      ),
    erases_at: IsoTime.nullable(),
    removed: z.object({ connections: z.int(), documents: z.int() }).describe('So far'),
    certificate: TimedId.nullable().describe('Says what was removed, once it is: the only proof. null while leaving'),
  })
  .meta({ id: 'DeletedAccount' });
export type DeletedAccount = z.infer<typeof DeletedAccount>;

/** `certificates/{id}`: what was removed with an account. Its id alone leads to it, and nothing in it names anybody. */
export const Certificate = z
  .object({
    id: TimedId,
    asked_at: IsoTime,
    erased_at: IsoTime,
    removed: z.record(z.string(), z.int()).describe('How many documents or files, by kind'),
    kept: z.array(z.object({ part: z.string(), why: z.string() })),
  })
  .meta({ id: 'Certificate' });
export type Certificate = z.infer<typeof Certificate>;

export const DataExport = z
  .object({
    state: z
      .enum(['none', 'running', 'ready', 'failed'])
      .describe('none: nothing was asked for, or its day is over; failed: ask once more'),
    asked_at: IsoTime.nullable(),
    progress: z.int().describe('0 to 100'),
    ready_at: IsoTime.nullable(),
    expires_at: IsoTime.nullable().describe('When the file goes'),
    size: z.int().nullable().describe('Bytes'),
    url: z.string().nullable().describe('Opens the archive until url_expires_at'),
    url_expires_at: IsoTime.nullable(),
  })
  .meta({ id: 'DataExport' });
export type DataExport = z.infer<typeof DataExport>;
