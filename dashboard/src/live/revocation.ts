import { paths } from '@api/contract/paths.ts';
import { useEffect } from 'react';
import { refuse } from './api.ts';
import { firebase } from './firebase.ts';
import { listenToDocument } from './listen.ts';
import { isRenewing } from './renewal.ts';
import { useUid } from './session.tsx';
import { toWire } from './wire.ts';

/** Milliseconds for the tab that has ended the other sessions, as by a new password, to have got a token that is good. */
const PATIENCE = 4_000;

/** As `revocations/{uid}` has it: from when on tokens are good, by what has ended those from before. */
interface Revocation {
  ends: Partial<Record<'suspended' | 'deleted' | 'signed_out' | 'claims', { not_before: string }>>;
}

/** Holds the token of this tab against what has ended; the API and the rules say the same at the next request. */
async function look(uid: string, { ends }: Revocation): Promise<void> {
  const user = (await firebase()).auth.currentUser;
  if (user?.uid !== uid) return;
  const { claims } = await user.getIdTokenResult();
  const issued = Number(claims.iat);
  const opened = Math.min(issued, Number(claims.login_at ?? claims.auth_time));
  const isBefore = (seconds: number, end: keyof Revocation['ends']) =>
    seconds * 1000 < Date.parse(ends[end]?.not_before ?? '');
  if (isBefore(issued, 'suspended') || isBefore(issued, 'deleted')) refuse(uid, 'suspended');
  else if (isBefore(opened, 'signed_out')) refuse(uid, 'ended');
  // Rights as staff have changed: the new token says what they are.
  else if (isBefore(issued, 'claims')) await user.getIdToken(true);
}

/** @returns what ends it */
function watch(uid: string): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const take = (data: unknown) => {
    clearTimeout(timer);
    // Where Auth can't be reached, the next request finds out.
    if (data) wait(toWire(data) as Revocation);
  };
  const wait = (revocation: Revocation) => {
    timer = setTimeout(() => {
      if (isRenewing()) wait(revocation);
      else void look(uid, revocation).catch(() => {});
    }, PATIENCE);
  };
  const detach = listenToDocument(paths.revocation(uid), take, () => {});
  return () => {
    clearTimeout(timer);
    detach();
  };
}

/**
 * Leaves within seconds where somebody is signed out everywhere or suspended, also while nothing is asked of the API; draws
 * nothing itself.
 */
export default function Ending() {
  const uid = useUid();
  useEffect(() => watch(uid), [uid]);
  return null;
}
