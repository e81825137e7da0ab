import { paths } from '../../functions/src/contract/paths.ts';
import type { Topic } from '../../functions/src/contract/topics.ts';
import { notify } from '../../functions/src/notifications/notify.ts';
import type { Person } from '../support/api.ts';

/** Gives somebody a notification, unread, by the function that triggers use; `by` is who did it. @returns its id */
export async function tell(
  { id: to }: Person,
  i: number,
  by?: Person,
  topic: Topic = 'outcome',
  target: { kind: 'user' | 'event'; id: string } = { kind: 'user', id: to },
): Promise<string> {
  const id = `system_told-${i}_${to}`;
  await notify(to, {
    id,
    topic,
    at: new Date().toISOString(),
    message: `News ${i}`,
    actor: by ? { id: by.id, username: by.username, display_name: by.username, avatar_url: null } : null,
    target,
    cause: { path: paths.user(to), holds: () => true },
  });
  return id;
}
