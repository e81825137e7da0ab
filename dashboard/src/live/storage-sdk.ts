/** What uploads need of Storage, by name. */
export { connectStorageEmulator, deleteObject, getStorage, ref, uploadBytesResumable } from 'firebase/storage';
