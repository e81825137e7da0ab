import { randomUUID } from 'node:crypto';
import { type FirebaseApp, initializeApp } from 'firebase/app';
import { connectAuthEmulator, getAuth, signInWithCustomToken } from 'firebase/auth';
import { connectFirestoreEmulator, getFirestore } from 'firebase/firestore';
import { connectStorageEmulator, getStorage } from 'firebase/storage';
import { expect, inject } from 'vitest';
import { bucket } from '../../functions/src/firebase.ts';
import { askSuite } from './patiently.ts';

// For tests of the real path, from a client's first byte to what another client hears: through Hosting to the built API,
// and by the SDKs past it, under the rules. In the suite's own database, where its triggers listen.
const run = randomUUID().slice(0, 6);

/** Somebody who has registered over REST. */
export interface Registered {
  id: string;
  username: string;
  password: string;
  access: string;
  firebase_token: string;
}

/** Somebody with a client that is signed in, as the mobile app is. */
export interface Joined extends Registered {
  app: FirebaseApp;
}

/** A request to the suite's API, as somebody or as nobody; `body` is sent as JSON where it isn't a form. */
export async function call(method: string, path: string, body?: object, as?: Pick<Registered, 'access'>) {
  const isForm = body instanceof FormData;
  const request = {
    method,
    headers: {
      ...(!isForm && { 'Content-Type': 'application/json' }),
      ...(as && { Authorization: `Bearer ${as.access}` }),
    },
    ...(body && { body: isForm ? body : JSON.stringify(body) }),
  };
  const response = await askSuite(path, request);
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : undefined };
}

/** Registers somebody over REST, and signs them in. The username is the name and what makes it unlike all others. */
export async function register(name: string): Promise<Registered> {
  const credentials = { username: `${name}_${run}`, password: 'a long enough phrase' };
  const email = `${credentials.username}@live.example`;
  const registered = await call('POST', '/users/auth/register', { ...credentials, email, role: 'influencer' });
  expect(registered.status).toBe(201);
  const { access, firebase_token } = (await call('POST', '/users/auth/login', credentials)).body;
  return { id: registered.body.id, ...credentials, access, firebase_token };
}

const hostAndPort = (variable: string): [host: string, port: number] => {
  const [host = '', port] = (process.env[variable] ?? '').split(':');
  return [host, Number(port)];
};

/** Registers over REST, and signs the SDK in with the custom token, as the mobile app does. `deleteApp()` ends the client. */
export async function join(name: string): Promise<Joined> {
  const person = await register(name);
  const options = { projectId: inject('suite').project, apiKey: 'demo-key', storageBucket: bucket().name };
  const app = initializeApp(options, person.username);
  const auth = getAuth(app);
  connectAuthEmulator(auth, `http://${process.env.FIREBASE_AUTH_EMULATOR_HOST}`, { disableWarnings: true });
  connectFirestoreEmulator(getFirestore(app), ...hostAndPort('FIRESTORE_EMULATOR_HOST'));
  connectStorageEmulator(getStorage(app), ...hostAndPort('FIREBASE_STORAGE_EMULATOR_HOST'));
  const { user } = await signInWithCustomToken(auth, person.firebase_token);
  expect(user.uid).toBe(person.id);
  return { ...person, app };
}
