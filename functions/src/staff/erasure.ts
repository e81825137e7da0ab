import { AuditEntry } from '../contract/audit.ts';
import { collectionOf, paths } from '../contract/paths.ts';
import { foundUnder } from '../http/audit.ts';
import { collection } from '../store/converter.ts';
import { eraseFound, type Part, stripEach } from '../store/erasure.ts';
import { staffDocument, staffMembers } from './documents.ts';

/** What of the details of an entry names nobody. */
const PLAIN: readonly string[] = ['action', 'decision', 'kind', 'doc_type', 'change', 'reports', 'owner'];
/** What stands there instead of the name of a member of staff who has left. */
const LEFT = 'somebody who has left';

/**
 * What staff did stays provable: which deed, when, by whose hand and about whom, by uid, which leads to nobody any more.
 * Names, and what was written about somebody, go.
 */
function withoutNames({ actor, details, people = [], ...entry }: AuditEntry, uid: string) {
  const isTheirs = actor.id === uid;
  const plain = Object.entries(details ?? {}).filter(([name]) => isTheirs || PLAIN.includes(name));
  const left = {
    ...entry,
    actor: isTheirs ? { id: uid, username: LEFT } : actor,
    ...(details && { details: Object.fromEntries(plain) }),
  };
  return {
    actor: left.actor,
    ...(left.details && { details: left.details }),
    people: people.filter((other) => other !== uid),
    search_tokens: foundUnder(left),
  };
}

const stripAudit = stripEach(
  (uid) => collection(collectionOf(paths.audit('_')), AuditEntry).where('people', 'array-contains', uid),
  withoutNames,
);

/** What becomes of this slice's collection when somebody leaves, and what their copy has of it. */
export const PARTS = {
  staff: {
    erase: eraseFound((uid) => staffMembers().where('uid', '==', uid)),
    export: { documents: staffDocument },
  },
  audit: {
    erase: {
      keeps: 'What staff did to whom must stay provable: by uid alone, without names and words.',
      strips: stripAudit,
    },
    export: { without: 'What staff did, and not what somebody has given or made.' },
  },
} as const satisfies Record<string, Part>;
