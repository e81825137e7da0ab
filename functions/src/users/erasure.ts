import { folders } from '../contract/folders.ts';
import { eraseFolder, type Part } from '../store/erasure.ts';

/** What becomes of this slice's collections and folders when somebody leaves. */
export const PARTS = {
  user: { erase: 'at closing' },
  account: { erase: 'at closing' },
  username: { erase: 'at closing' },
  avatars: { erase: eraseFolder(folders.avatars) },
  uploads: { erase: eraseFolder(folders.uploads) },
} as const satisfies Record<string, Part>;
