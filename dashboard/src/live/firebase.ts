import type { FirebaseApp } from 'firebase/app';
import type { Auth } from 'firebase/auth';
import type { Firestore } from 'firebase/firestore';
import type { FirebaseStorage } from 'firebase/storage';

interface Address {
  host: string;
  port: number;
}
type Emulators = Partial<Record<'auth' | 'firestore' | 'storage', Address>>;

export interface Firebase {
  app: FirebaseApp;
  auth: Auth;
  emulators: Emulators;
}

async function fetchText(path: string): Promise<string> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.text();
}

/** Hosting tells where its emulators are only inside a script; the object in it is JSON. */
async function findEmulators(project: string): Promise<Emulators> {
  // Such projects exist nowhere but in the emulator, so a real one never gets here.
  if (!project.startsWith('demo-')) return {};
  const script = await fetchText('/__/firebase/init.js?useEmulator=true');
  const json = /var firebaseEmulators = (\{[\s\S]*?\n\})/.exec(script)?.[1];
  return json ? (JSON.parse(json) as Emulators) : {};
}

async function start(): Promise<Firebase> {
  const [config, sdk] = await Promise.all([
    fetchText('/__/firebase/init.json').then((text) => JSON.parse(text) as { projectId: string }),
    import('./auth-sdk.ts'),
  ]);
  const emulators = await findEmulators(config.projectId);
  const app = sdk.getApps()[0] ?? sdk.initializeApp(config);
  // No resolver for pop-ups: people sign in through the API, and so Auth loads nothing from elsewhere.
  const auth = sdk.initializeAuth(app, {
    persistence: [sdk.indexedDBLocalPersistence, sdk.browserLocalPersistence],
  });
  if (emulators.auth) {
    const { host, port } = emulators.auth;
    sdk.connectAuthEmulator(auth, `http://${host}:${port}`, { disableWarnings: true });
  }
  return { app, auth, emulators };
}

let started: Promise<Firebase> | undefined;
/** Auth, and what is needed to start the rest. A failure is forgotten, so that one may try again. */
export function firebase(): Promise<Firebase> {
  started ??= start().catch((error: unknown) => {
    started = undefined;
    throw error;
  });
  return started;
}

export interface Store {
  db: Firestore;
  sdk: typeof import('./firestore-sdk.ts');
}

let store: Promise<Store> | undefined;
/** Firestore, by far the largest part, is only loaded once somebody is signed in and has something to listen to. */
export function firestore(): Promise<Store> {
  store ??= Promise.all([firebase(), import('./firestore-sdk.ts')])
    .then(([{ app, emulators }, sdk]) => {
      const db = sdk.getFirestore(app);
      if (emulators.firestore) sdk.connectFirestoreEmulator(db, emulators.firestore.host, emulators.firestore.port);
      return { db, sdk };
    })
    .catch((error: unknown) => {
      store = undefined;
      throw error;
    });
  return store;
}

export interface Bucket {
  storage: FirebaseStorage;
  sdk: typeof import('./storage-sdk.ts');
}

let bucket: Promise<Bucket> | undefined;
/** Storage, only loaded once somebody has a file to send. */
export function storage(): Promise<Bucket> {
  bucket ??= Promise.all([firebase(), import('./storage-sdk.ts')])
    .then(([{ app, emulators }, sdk]) => {
      const storage = sdk.getStorage(app);
      if (emulators.storage) sdk.connectStorageEmulator(storage, emulators.storage.host, emulators.storage.port);
      return { storage, sdk };
    })
    .catch((error: unknown) => {
      bucket = undefined;
      throw error;
    });
  return bucket;
}
