import { LIMITS } from '@api/contract/limits.ts';
import { DOC_TYPES } from '@api/verification/schema.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import { page } from '../live/api.ts';
import { verificationKeys } from './keys.ts';
import { caseHref } from './staff-words.ts';

/** How many are looked at: one that is left as it is stands somewhere among them, one that is decided no longer does. */
const LOOK = { leaving: LIMITS.page.max, decided: 2 };

/** Where to go on from a request, among those that still wait. */
export function useNextInLine(id: string): { next: (from: keyof typeof LOOK) => Promise<string>; queueHref: string } {
  const queries = useQueryClient();
  const [search] = useSearchParams();
  const doc_type = DOC_TYPES.find((type) => type === search.get('type'));
  const queueHref = `/staff/verifications${doc_type ? `?type=${doc_type}` : ''}`;
  const next = async (from: keyof typeof LOOK): Promise<string> => {
    const query = { status: 'pending', doc_type, limit: LOOK[from] } as const;
    const fetched = await queries
      .fetchQuery({
        queryKey: verificationKeys.line(query),
        queryFn: ({ signal }) => page('GET /admin/verifications', { query, signal }),
        // Others work at the same queue.
        staleTime: 0,
      })
      .catch(() => null);
    const waiting = fetched?.items.map((each) => each.id) ?? [];
    const at = waiting.indexOf(id);
    // After the last one it begins again with the oldest.
    const following = [...waiting.slice(at + 1), ...waiting.slice(0, Math.max(0, at))];
    const found = following.find((each) => each !== id);
    return found ? caseHref(found, doc_type) : queueHref;
  };
  return { next, queueHref };
}
