/** What the listeners need of Firestore. By name, so that the bundle leaves out the rest, which is most of it. */
export {
  collection,
  connectFirestoreEmulator,
  doc,
  getFirestore,
  limit,
  onSnapshot,
  orderBy,
  query,
  setDoc,
  Timestamp,
  where,
} from 'firebase/firestore';
