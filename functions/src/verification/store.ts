import { ApiError, invalidField, notFound, rateLimited } from '../contract/api-error.ts';
import { newUid } from '../contract/ids.ts';
import { VERIFICATION } from '../contract/limits.ts';
import type { Page, PageQuery } from '../contract/pagination.ts';
import { isoNow, now, secondsUntil } from '../runtime/clock.ts';
import { readTogether } from '../store/converter.ts';
import { creating } from '../store/creating.ts';
import { thenName } from '../store/files.ts';
import { inTurn } from '../store/in-turn.ts';
import type { Incoming } from '../store/incoming.ts';
import { readPage } from '../store/pages.ts';
import { paperOf } from '../store/papers.ts';
import { userDocument } from '../users/documents.ts';
import type { ProfileDocument } from '../users/schema.ts';
import { paperFolder, paperPath, stateDocument, verificationDocument, verifications } from './documents.ts';
import { NAME_FIELD, type Refusal, recent, refusalOf } from './policy.ts';
import type { DocType, Verification, VerificationDocument, VerificationState } from './schema.ts';

const NOTHING: VerificationState = { open: {}, approved: {}, sent: [] };

function refuse(refusal: Refusal, doc_type: DocType): ApiError {
  switch (refusal.why) {
    case 'nameless':
      return invalidField('doc_type', 'Enter your company’s name in your profile first: it is what is verified.');
    case 'open':
      return new ApiError('conflict', 'We are looking at a document of yours already.');
    case 'approved':
      return new ApiError('conflict', `Your ${doc_type} is verified already.`);
    case 'too often': {
      const { tries, within_days } = VERIFICATION;
      const detail = `You can send in ${tries} documents in ${within_days} days. Try again later.`;
      return rateLimited(detail, secondsUntil(refusal.again));
    }
  }
}

const newRequest = (
  id: string,
  doc_type: DocType,
  profile: ProfileDocument,
  paper: Pick<VerificationDocument['file'], 'type' | 'bytes'>,
): VerificationDocument => {
  const { id: user, username, display_name, role } = profile;
  return {
    id,
    user,
    doc_type,
    status: 'pending',
    name: profile[NAME_FIELD[doc_type]],
    reason: null,
    note: '',
    file: { ...paper, remove_at: null, removed_at: null },
    submitted_at: isoNow(),
    reviewed_at: null,
    lapsed_at: null,
    opened: [],
    applicant: { id: user, username, display_name, role },
  };
};

/**
 * Asks to be verified. The file is there before the request names it, and goes again where the request is refused.
 * @throws ApiError 400, 413 or 415 for the file, 400, 409 or 429 as the policy says, 404 when the profile is gone
 */
export async function submit(uid: string, doc_type: DocType, file: Incoming): Promise<Verification> {
  const { type } = await paperOf(file, 'document');
  const id = newUid();
  const open = () =>
    creating(verificationDocument(id), async (tx) => {
      const [profile, state = NOTHING] = await readTogether(tx, userDocument(uid), stateDocument(uid));
      if (!profile) throw notFound();
      const refusal = refusalOf(doc_type, profile[NAME_FIELD[doc_type]], state, now());
      if (refusal) throw refuse(refusal, doc_type);
      const request = newRequest(id, doc_type, profile, { type, bytes: file.size });
      tx.create(verificationDocument(id), request);
      tx.set(stateDocument(uid), {
        ...state,
        open: { ...state.open, [doc_type]: id },
        sent: [...recent(state.sent, now()), request.submitted_at],
      });
      return request;
    });
  const keep = () => file.keep(paperPath(uid, id), type);
  return inTurn(uid, () => thenName(paperFolder(uid, id), keep, open));
}

/** Index: verifications (user, submitted_at desc). */
export const listOwn = (uid: string, page: PageQuery): Promise<Page<Verification>> =>
  readPage(verifications().where('user', '==', uid), [{ field: 'submitted_at', direction: 'desc' }], page);
