import { userInfo } from 'node:os';
import { STAFF_PERMISSIONS, type StaffPermission } from '../functions/src/contract/roles.ts';
import { readWords } from './args.ts';
import { Advice, main } from './emulators/progress.ts';
import { TARGET_OPTIONS, TARGET_USAGE, target } from './target.ts';

const USAGE = `npm run staff -- grant EMAIL [PERMISSION …] | revoke EMAIL [PERMISSION …] | list
${TARGET_USAGE}

grant gives somebody who has registered the permissions that are named, or all; they sign in anew for it. revoke takes
the named ones away, or all, within ten seconds. Both are entered into the audit log.
Permissions: ${STAFF_PERMISSIONS.join(', ')}`;

type Verb = 'grant' | 'revoke';

const isPermission = (word: string): word is StaffPermission => STAFF_PERMISSIONS.some((known) => known === word);

/** @throws Advice for a word that is no permission */
function permissionsOf(words: readonly string[]): readonly StaffPermission[] {
  const unknown = words.find((word) => !isPermission(word));
  if (unknown !== undefined)
    throw new Advice(`There is no permission ${unknown}. There are ${STAFF_PERMISSIONS.join(', ')}.`);
  return words.length === 0 ? STAFF_PERMISSIONS : words.filter(isPermission);
}

async function change(verb: Verb, email: string, named: readonly StaffPermission[]): Promise<string> {
  const { changePermissions, personWith } = await import('../functions/src/staff/store.ts');
  const { ApiError } = await import('../functions/src/contract/api-error.ts');
  const uid = await personWith(email).catch((error: unknown) => {
    if (!(error instanceof ApiError)) throw error;
    throw new Advice(error.code === 'not_found' ? `Nobody has registered with ${email}.` : error.message);
  });
  const by = { uid: null, username: userInfo().username, route: `npm run staff -- ${verb}`, request_id: null };
  const { permissions, changed } = await changePermissions(
    uid,
    (had) => (verb === 'grant' ? [...had, ...named] : had.filter((permission) => !named.includes(permission))),
    by,
  );
  const now = permissions.length > 0 ? `may do this as staff: ${permissions.join(', ')}` : 'is not staff';
  return `${email} ${now}${changed ? '' : ' (as before)'}`;
}

async function list(): Promise<string> {
  const { listStaff } = await import('../functions/src/staff/store.ts');
  const rows = (await listStaff()).map(
    ({ email, username, permissions, since }) => `${email}  ${username}  ${permissions.join(', ')}  (since ${since})`,
  );
  return rows.join('\n') || 'Nobody is staff.';
}

await main(async () => {
  const { values, positionals } = readWords(USAGE, TARGET_OPTIONS);
  const [verb, email, ...words] = positionals;
  if (verb === 'list' && email === undefined) {
    await target(values);
    console.log(await list());
    return;
  }
  if (verb !== 'grant' && verb !== 'revoke') throw new Advice(`What is to be done?\n\n${USAGE}`);
  if (email === undefined || !email.includes('@')) throw new Advice(`Whose? Give an e-mail address.\n\n${USAGE}`);
  const named = permissionsOf(words);
  await target(values);
  console.log(await change(verb, email, named));
});
// The Admin SDK's connections would keep the process alive.
process.exit();
