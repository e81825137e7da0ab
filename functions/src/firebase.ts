import firestoreClient from '@google-cloud/firestore';
import { type App, applicationDefault, cert, getApps, initializeApp } from 'firebase-admin/app';
import { type Auth, getAuth } from 'firebase-admin/auth';
import { type Firestore, getFirestore } from 'firebase-admin/firestore';
import { type Functions, getFunctions } from 'firebase-admin/functions';
import { getMessaging, type Messaging } from 'firebase-admin/messaging';
import { getStorage, type Storage } from 'firebase-admin/storage';
import { environment } from './config.ts';
import { installMeter } from './store/meter.ts';

/** The only place that initialises the Admin SDK; each service is made when it is first asked for. */
function app(): App {
  const [existing] = getApps();
  if (existing) return existing;
  const { project, bucket, emulatedKey } = environment();
  const options = { projectId: project, storageBucket: bucket };
  if (!emulatedKey) return initializeApp(options);
  // In the cloud the service account signs the addresses of private files; locally a key that the suite has made.
  const credential = cert({ projectId: project, clientEmail: `local@${project}.example`, privateKey: emulatedKey });
  return initializeApp({ ...options, credential });
}

let firestore: Firestore | undefined;

export function db(): Firestore {
  if (!firestore) {
    installMeter();
    firestore = getFirestore(app(), environment().database);
    // An `undefined` in a document is a mistake that must be seen: the SDK's default, kept on purpose.
    firestore.settings({ ignoreUndefinedProperties: false });
  }
  return firestore;
}

/** Loaded with the first call, and so is Storage (`build.mjs`). */
export const auth = (): Auth => getAuth(app());

/** Cloud Tasks, loaded with the first call, too. */
export const tasks = (): Functions => getFunctions(app());

/** Cloud Messaging, in the cloud alone: the local suite has none. */
export const messaging = (): Messaging => getMessaging(app());

export const bucket = (): ReturnType<Storage['bucket']> => getStorage(app()).bucket();

/** @returns a token of the server's own, for Google's REST APIs */
export const accessToken = async (): Promise<string> => (await applicationDefault().getAccessToken()).access_token;

/**
 * Loads all that the first call to Firestore needs, and calls nothing: the build does it, so that the code of that is
 * compiled beforehand, too (`runtime/compile.js`).
 */
export function loadFirestore(): void {
  void new firestoreClient.v1.FirestoreClient({ projectId: environment().project });
}
