import { FieldValue } from 'firebase-admin/firestore';
import { ApiError, forbidden, notFound } from '../contract/api-error.ts';
import { AuditEntry } from '../contract/audit.ts';
import { VERIFICATION } from '../contract/limits.ts';
import type { Page, PageQuery } from '../contract/pagination.ts';
import { collectionOf, paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import type { RecordWithin } from '../http/audit.ts';
import type { Caller } from '../http/auth.ts';
import type { FileBody } from '../http/response.ts';
import { isoNow, now } from '../runtime/clock.ts';
import { codeOf, NOT_FOUND } from '../store/codes.ts';
import { collection, patchOf } from '../store/converter.ts';
import { openFile } from '../store/files.ts';
import { sideBySide } from '../store/meter.ts';
import { type Order, readPage } from '../store/pages.ts';
import { userDocument } from '../users/documents.ts';
import { ProfileDocument } from '../users/schema.ts';
import { paperPath, stateDocument, verificationDocument, verifications } from './documents.ts';
import {
  type Decision,
  type QueueQuery,
  type ReviewedVerification,
  VerificationDocument,
  VerificationState,
} from './schema.ts';

const OTHERS = 10;
/** Openings that a request remembers; the audit log has all of them. */
const OPENINGS = 100;

const BY_WAITING: Order[] = [{ field: 'submitted_at', direction: 'asc' }];
const BY_DECISION: Order[] = [{ field: 'reviewed_at', direction: 'desc' }];

/**
 * Indexes: verifications (status, submitted_at), (status, reviewed_at desc), both also with doc_type.
 * @returns those that wait, oldest first; of decided ones the latest decision first
 */
export function queue(
  { status = 'pending', doc_type }: QueueQuery,
  page: PageQuery,
): Promise<Page<VerificationDocument>> {
  let query = verifications().where('status', '==', status);
  if (doc_type) query = query.where('doc_type', '==', doc_type);
  return readPage(query, status === 'pending' ? BY_WAITING : BY_DECISION, page);
}

/** @throws ApiError 404 when there is no such request, or whoever sent it in is gone */
export async function look(id: string): Promise<ReviewedVerification> {
  const request = (await verificationDocument(id).get()).data();
  if (!request) throw notFound();
  const sent = verifications()
    .where('user', '==', request.user)
    .orderBy('submitted_at', 'desc')
    .limit(OTHERS + 1);
  const [profile, found] = await sideBySide([
    async () => (await userDocument(request.user).get()).data(),
    async () => (await sent.get()).docs.map((doc) => doc.data()),
  ]);
  if (!profile) throw notFound();
  return { ...request, profile, others: found.filter((other) => other.id !== id).slice(0, OTHERS) };
}

/** Opens the file for staff; its owner sees that it was opened, and when. @throws ApiError 404 when it is gone */
export async function openPaper(id: string): Promise<FileBody> {
  const request = await db().runTransaction(async (tx) => {
    const found = (await tx.get(verificationDocument(id))).data();
    if (!found) throw notFound();
    if (found.file.removed_at !== null) throw new ApiError('not_found', 'The file has been removed.');
    const opened = [...found.opened, isoNow()].slice(-OPENINGS);
    tx.update(verificationDocument(id), patchOf(VerificationDocument, { opened }));
    return found;
  });
  const { data } = await openFile(paperPath(request.user, id));
  const { type } = request.file;
  // With a name it is offered for saving: no browser shows it by itself.
  return { data, type, filename: `${id}.${type.slice(type.indexOf('/') + 1)}` };
}

/** Index: none beside those that each field has. */
async function decidedBy(id: string, route: string): Promise<string> {
  const { docs } = await collection(collectionOf(paths.audit('_')), AuditEntry)
    .where('target.id', '==', id)
    .where('route', '==', route)
    .limit(1)
    .get();
  return docs[0]?.data().actor.username ?? 'somebody else';
}

const FILE_MS = VERIFICATION.file_days * 24 * 60 * 60 * 1000;

/**
 * Decides about a request, once. What is approved is the name that staff have seen.
 * @param route as the audit log names it: there stands who decided
 * @throws ApiError 403 about one's own, 404 when it is gone, 409 when it is decided already or the name is another one
 */
export async function decide(
  { uid }: Caller,
  id: string,
  { decision, approves, reason, note = '' }: Decision,
  record: RecordWithin,
  route: string,
): Promise<VerificationDocument> {
  const at = isoNow();
  const outcome = await db()
    .runTransaction(async (tx) => {
      const request = (await tx.get(verificationDocument(id))).data();
      if (!request) throw notFound();
      const { user, doc_type, status, name } = request;
      if (user === uid) throw forbidden('Nobody decides about themselves.');
      if (status !== 'pending') return null;
      if (decision === 'approved' && approves !== name) {
        const message = `The name has changed: by now it is “${name}”.`;
        throw new ApiError('conflict', message, { errors: [{ field: 'approves', message }] });
      }
      const remove_at = new Date(now() + FILE_MS).toISOString();
      const decided = { status: decision, reason: reason ?? null, note, reviewed_at: at };
      tx.update(verificationDocument(id), patchOf(VerificationDocument, { ...decided, 'file.remove_at': remove_at }));
      const open = { [`open.${doc_type}`]: FieldValue.delete() };
      const approved = decision === 'approved' && { [`approved.${doc_type}`]: { id, name } };
      tx.update(stateDocument(user), patchOf(VerificationState, { ...open, ...approved }));
      if (approved) tx.update(userDocument(user), patchOf(ProfileDocument, { is_verified: true }));
      record(tx, { decision, doc_type, name, owner: user, ...(reason && { reason }) });
      return { ...request, ...decided, file: { ...request.file, remove_at } };
    })
    .catch((error: unknown) => {
      // The account is being removed.
      throw codeOf(error) === NOT_FOUND ? notFound() : error;
    });
  if (outcome) return outcome;
  throw new ApiError('conflict', `This was decided already, by ${await decidedBy(id, route)}.`);
}
