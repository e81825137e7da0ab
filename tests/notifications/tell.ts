import { paths } from '../../functions/src/contract/paths.ts';
import { notify } from '../../functions/src/notifications/notify.ts';
import type { Person } from '../support/api.ts';

/** Gives somebody a notification, unread, by the function that triggers use; `by` is who did it. @returns its id */
export async function tell({ id: to }: Person, i: number, by?: Person): Promise<string> {
  const id = `system_told-${i}_${to}`;
  await notify(to, {
    id,
    at: new Date().toISOString(),
    topic: 'outcome',
    message: `News ${i}`,
    actor: by ? { id: by.id, username: by.username, display_name: by.username, avatar_url: null } : null,
    target: { kind: 'user', id: to },
    cause: { path: paths.user(to), holds: () => true },
  });
  return id;
}
