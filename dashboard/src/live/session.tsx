import type { User } from 'firebase/auth';
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react';
import { call, setCredentials } from './api.ts';
import { firebase } from './firebase.ts';

type State = { at: 'starting' } | { at: 'failed' } | { at: 'out'; ended: boolean } | { at: 'in'; user: User };

interface Session {
  state: State;
  retry(): void;
  /** @throws ApiError */
  signIn(username: string, password: string): Promise<void>;
  signOut(): Promise<void>;
}

const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error('useSession() outside SessionProvider');
  return session;
}

/** The uid of whoever is signed in; only for what is shown to the signed-in. */
export function useUid(): string {
  const { state } = useSession();
  if (state.at !== 'in') throw new Error('useUid() while signed out');
  return state.user.uid;
}

/** An account that was disabled or whose sessions were ended: Auth gives it no more tokens. */
const isOver = (error: unknown): boolean =>
  ['auth/user-token-expired', 'auth/user-disabled', 'auth/user-not-found'].includes(
    String((error as { code?: unknown }).code),
  );

export function SessionProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<State>({ at: 'starting' });
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` starts it again.
  useEffect(() => {
    let detach = () => {};
    let gone = false;
    const start = async () => {
      const { auth } = await firebase();
      if (gone) return;
      let ended = false;
      const end = () => {
        ended = true;
        void auth.signOut();
      };
      const token = async (uid: string | null, fresh: boolean) => {
        const user = auth.currentUser;
        // Another tab may have let somebody else in, and this one still shows the screens of whom it had.
        if ((user?.uid ?? null) !== uid) throw new Error('Somebody else has signed in.');
        try {
          return (await user?.getIdToken(fresh)) ?? null;
        } catch (error) {
          if (!isOver(error)) throw error;
          end();
          return null;
        }
      };
      detach = auth.onAuthStateChanged((user) => {
        setCredentials({ uid: user?.uid ?? null, token, refused: end });
        setState(user ? { at: 'in', user } : { at: 'out', ended });
        ended = false;
      });
    };
    setState({ at: 'starting' });
    start().catch(() => setState({ at: 'failed' }));
    return () => {
      gone = true;
      detach();
    };
  }, [attempt]);

  const retry = useCallback(() => setAttempt((n) => n + 1), []);
  const session = useMemo<Session>(
    () => ({
      state,
      retry,
      signIn: async (username, password) => {
        const { firebase_token } = await call('POST /users/auth/login', { body: { username, password } });
        const [{ auth }, { signInWithCustomToken }] = await Promise.all([firebase(), import('./auth-sdk.ts')]);
        await signInWithCustomToken(auth, firebase_token);
      },
      signOut: async () => (await firebase()).auth.signOut(),
    }),
    [state, retry],
  );
  return <SessionContext value={session}>{children}</SessionContext>;
}
