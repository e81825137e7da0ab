// What the hand-written servers share: the check of the token, and the same Firestore calls as Infloo's four routes.
import { initializeApp } from 'firebase-admin/app';
import { getAuth } from 'firebase-admin/auth';
import { FieldPath, getFirestore, Timestamp } from 'firebase-admin/firestore';

const app = initializeApp({ projectId: process.env.GCLOUD_PROJECT });
const auth = getAuth(app);
const db = getFirestore(app);

const json = (value) => {
  if (value instanceof Timestamp) return value.toDate().toISOString();
  if (Array.isArray(value)) return value.map(json);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, json(inner)]));
};

/** @returns the uid of a `Bearer` token that is valid */
export async function uidOf(authorization) {
  const { uid } = await auth.verifyIdToken((authorization ?? '').slice('Bearer '.length));
  return uid;
}

export async function profile(uid) {
  const [user, account] = await db.getAll(db.doc(`users/${uid}`), db.doc(`users/${uid}/private/account`));
  return json({ ...user.data(), email: account.get('email'), phone: account.get('phone') });
}

const newestFirst = (query) => query.orderBy('created_at', 'desc').orderBy(FieldPath.documentId(), 'desc').limit(20);

export async function notifications(uid) {
  const { docs } = await newestFirst(db.collection(`users/${uid}/notifications`)).get();
  return docs.map((doc) => json(doc.data()));
}

export async function connections(uid) {
  const query = db
    .collection('connections')
    .where('members', 'array-contains', uid)
    .where('status', 'in', ['pending', 'accepted', 'rejected']);
  const { docs } = await newestFirst(query).get();
  return docs.map((doc) => json(doc.data()));
}

export async function markRead(uid, id) {
  await db.doc(`users/${uid}/notifications/${id}`).update({ is_read: true });
  return { id, is_read: true };
}
