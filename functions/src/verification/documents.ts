import { folders, type PrivatePath } from '../contract/folders.ts';
import { collectionOf, paths } from '../contract/paths.ts';
import { collection, documentOf } from '../store/converter.ts';
import { VerificationDocument, VerificationState } from './schema.ts';

export const verificationDocument = (id: string) => documentOf(paths.verification(id), VerificationDocument);
export const verifications = () => collection(collectionOf(paths.verification('_')), VerificationDocument);
export const stateDocument = (uid: string) => documentOf(paths.verificationState(uid), VerificationState);

/** A folder of its own for the file of a request. */
export const paperFolder = (uid: string, id: string): PrivatePath => `${folders.papers(uid)}/${id}`;
/** Where that file lies: it follows from the request, so no document has to say it. */
export const paperPath = (uid: string, id: string): PrivatePath => `${folders.papers(uid)}/${id}/original`;
