import { folders } from '../contract/folders.ts';
import { eraseFolder, type Part } from '../store/erasure.ts';
import { accountDocument, userDocument } from './documents.ts';

/** What becomes of this slice's collections and folders when somebody leaves, and what their copy has of them. */
export const PARTS = {
  user: { erase: 'at closing', export: { documents: userDocument } },
  account: { erase: 'at closing', export: { documents: accountDocument } },
  username: { erase: 'at closing', export: { without: 'Says no more than the profile.' } },
  avatars: { erase: eraseFolder(folders.avatars), export: { files: folders.avatars } },
  uploads: { erase: eraseFolder(folders.uploads), export: { without: 'Waits to become one of the other files.' } },
} as const satisfies Record<string, Part>;
