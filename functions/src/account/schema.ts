import { z } from 'zod';
import { Login } from '../users/schema.ts';

/** The password, because nothing else can be taken back after this. */
export const DeleteAccount = z.strictObject({ password: Login.shape.password }).meta({ id: 'DeleteAccount' });

export const DeletedAccount = z
  .object({ removed: z.object({ connections: z.int(), documents: z.int() }) })
  .meta({ id: 'DeletedAccount' });
export type DeletedAccount = z.infer<typeof DeletedAccount>;
