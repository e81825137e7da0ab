import { z } from 'zod';
import { Login } from '../users/schema.ts';

/** The password, because nothing can be taken back after this. An account without one needs a recent sign-in instead. */
export const DeleteAccount = z
  .strictObject({ password: Login.shape.password.optional().describe('Left out where the account has none') })
  .meta({ id: 'DeleteAccount' });

export const DeletedAccount = z
  .object({
    status: z.enum(['erasing', 'erased']).describe('erasing: the account is closed, and the rest goes on by itself'),
    removed: z.object({ connections: z.int(), documents: z.int() }).describe('So far'),
  })
  .meta({ id: 'DeletedAccount' });
export type DeletedAccount = z.infer<typeof DeletedAccount>;
