import { paths } from '../contract/paths.ts';
import { notify } from '../notifications/notify.ts';
import { fromStored } from '../store/converter.ts';
import { ProfileDocument } from './schema.ts';

/** A new profile: tells them that they are welcome. */
export async function welcome(data: unknown): Promise<void> {
  const { id, created_at } = fromStored(ProfileDocument, data);
  await notify({
    to: id,
    id: `system_welcome_${id}`,
    at: created_at,
    type: 'system',
    message: 'Welcome to Infloo!',
    actor: null,
    target: { kind: 'user', id },
    // A registration that Auth refused is taken back: then there is nobody to welcome.
    while: { path: paths.user(id), holds: (user) => user !== undefined },
  });
}
