import { paths } from '../contract/paths.ts';
import { usernameKey } from '../contract/usernames.ts';
import { documentOf } from '../store/converter.ts';
import { Account, ProfileDocument, UsernameClaim } from './schema.ts';

export const userDocument = (uid: string) => documentOf(paths.user(uid), ProfileDocument);
export const accountDocument = (uid: string) => documentOf(paths.account(uid), Account);
export const usernameDocument = (username: string) => documentOf(paths.username(usernameKey(username)), UsernameClaim);
