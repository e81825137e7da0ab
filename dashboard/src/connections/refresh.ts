import type { QueryClient } from '@tanstack/react-query';
import { isAbout, userKeys } from '../users/keys.ts';
import { connectionKeys } from './keys.ts';

/** After something between me and others has changed: what REST has answered about it is fetched anew. */
export async function refreshConnections(queries: QueryClient, people: readonly string[]): Promise<void> {
  await Promise.all([
    queries.invalidateQueries({ queryKey: connectionKeys.all }),
    queries.invalidateQueries({ queryKey: userKeys.me }),
    queries.invalidateQueries({ queryKey: userKeys.people, predicate: isAbout(new Set(people)) }),
  ]);
}
