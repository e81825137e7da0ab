/** What the session needs of Auth, by name: importing the whole module would bundle every way of signing in. */
export { getApps, initializeApp } from 'firebase/app';
export {
  browserLocalPersistence,
  connectAuthEmulator,
  indexedDBLocalPersistence,
  initializeAuth,
  signInWithCustomToken,
} from 'firebase/auth';
