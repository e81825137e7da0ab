import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { createContext, lazy, type ReactNode, Suspense, use, useCallback, useState } from 'react';
import { useLocation } from 'wouter';
import { forgetWritten, unsentBy } from '../chat/outgoing.ts';
import { useSession, useUid } from '../live/session.tsx';
import { forgetRecent } from '../search/recent.ts';
import { leaveOrAsk } from '../ui/leave-guard.tsx';

const Confirm = lazy(async () => ({ default: (await import('../ui/dialog.tsx')).Confirm }));

const SignOutContext = createContext<() => void>(() => {});

/** Signs out of this browser, and asks first where something would be lost. */
export const useSignOut = () => use(SignOutContext);

export function SignOutProvider({ children }: { children: ReactNode }) {
  const { signOut } = useSession();
  const uid = useUid();
  const [, navigate] = useLocation();
  const [unsent, setUnsent] = useState(0);
  const leave = useCallback(async () => {
    setUnsent(0);
    forgetRecent(uid);
    await forgetWritten(uid);
    await signOut();
    navigate('/sign-in', { replace: true });
  }, [uid, signOut, navigate]);
  const ask = useCallback(async () => {
    const waiting = await unsentBy(uid);
    if (waiting > 0) setUnsent(waiting);
    else leaveOrAsk(() => void leave());
  }, [uid, leave]);
  const start = useCallback(() => void ask(), [ask]);
  return (
    <SignOutContext value={start}>
      {children}
      {unsent > 0 && (
        <Suspense>
          <Confirm
            opened
            title={plural(unsent, { one: 'A message isn’t sent yet', other: '# messages aren’t sent yet' })}
            keep={t`Stay`}
            verb={t`Sign out`}
            onKeep={() => setUnsent(0)}
            onConfirm={() => void leave()}
          >
            <Trans>They are kept on this device until they are sent. If you sign out, they are lost.</Trans>
          </Confirm>
        </Suspense>
      )}
    </SignOutContext>
  );
}
