import { t } from '@lingui/core/macro';
import type { User } from 'firebase/auth';
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { call, setCredentials } from './api.ts';
import { firebase } from './firebase.ts';
import { idleOrTouched } from './first-touch.ts';
import { isRenewing } from './renewal.ts';

/** `why`: what to tell somebody who is out now, and did not ask to be. */
type State =
  | { at: 'starting' }
  /** Another tab has let somebody else in, or nobody: until that is known here, nothing of anybody is shown. */
  | { at: 'changing' }
  | { at: 'failed' }
  | { at: 'out'; why: string | null }
  | { at: 'in'; user: User };

/** Where tabs tell each other who is signed in, and why nobody is any more. */
const CHANNEL = 'infloo-session';
interface Told {
  uid: string | null;
  why: string | null;
}
/** Milliseconds within which Auth hears of what another tab has done, and a tab has the session that follows its own. */
const PATIENCE = 4000;

const HINT = 'infloo-signed-in';

/** Whether somebody was signed in when this browser was last here: known at once, where Auth takes its time. */
export function wasSignedIn(): boolean {
  try {
    return localStorage.getItem(HINT) !== null;
  } catch {
    return false;
  }
}

function remember(signedIn: boolean): void {
  try {
    if (signedIn) localStorage.setItem(HINT, '1');
    else localStorage.removeItem(HINT);
  } catch {
    // Storage is blocked; then the form shows for a moment.
  }
}

interface Session {
  state: State;
  retry(): void;
  /** @throws ApiError */
  signIn(username: string, password: string): Promise<void>;
  /** Goes on with another token, after those before it have been ended. */
  resume(firebaseToken: string): Promise<void>;
  /** @param why is told on the page that follows */
  signOut(why?: string): Promise<void>;
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

/** The session was ended: Auth gives it no more tokens. Another may follow it. */
const isEnded = (error: unknown): boolean => (error as { code?: unknown }).code === 'auth/user-token-expired';
/** So is each of an account that was disabled or deleted, and none follows. */
const isOver = (error: unknown): boolean =>
  isEnded(error) || ['auth/user-disabled', 'auth/user-not-found'].includes(String((error as { code?: unknown }).code));

export function SessionProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<State>({ at: 'starting' });
  const [attempt, setAttempt] = useState(0);
  const farewell = useRef<string | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` starts it again.
  useEffect(() => {
    let detach = () => {};
    let stop = () => {};
    let gone = false;
    const start = async () => {
      // Whoever isn't expected gets the form at once, and needs Auth when they have filled it in.
      if (!wasSignedIn()) await idleOrTouched();
      const { auth } = await firebase();
      if (gone) return;
      const end = (why: 'ended' | 'suspended' = 'ended') => {
        farewell.current =
          why === 'suspended'
            ? t`You have been signed out: this account is suspended or closed. Sign in to see why, and what you can do.`
            : t`Your session has ended. Please sign in again.`;
        void auth.signOut();
      };
      let before: string | null = null;
      const tabs = 'BroadcastChannel' in window ? new BroadcastChannel(CHANNEL) : null;
      let waiting: ReturnType<typeof setTimeout> | undefined;
      const show = (user: User | null) => {
        clearTimeout(waiting);
        setState(user ? { at: 'in', user } : { at: 'out', why: farewell.current || null });
        farewell.current = null;
      };
      tabs?.addEventListener('message', ({ data: { uid, why } }: MessageEvent<Told>) => {
        if (uid === (auth.currentUser?.uid ?? null)) return;
        if (uid === null) farewell.current = why || t`You have signed out in another tab.`;
        setState({ at: 'changing' });
        waiting = setTimeout(() => show(auth.currentUser), PATIENCE);
      });
      const renewed = (uid: string | null, refused: string) =>
        new Promise<boolean>((resolve) => {
          const done = (has: boolean) => {
            clearTimeout(timer);
            detachRenewed();
            resolve(has);
          };
          const giveUp = () => {
            if (isRenewing()) timer = setTimeout(giveUp, PATIENCE);
            else done(false);
          };
          let timer = setTimeout(giveUp, PATIENCE);
          const detachRenewed = auth.onIdTokenChanged(async (user) => {
            if ((user?.uid ?? null) !== uid) done(false);
            else if ((await user?.getIdToken().catch(() => refused)) !== refused) done(true);
          });
        });
      const token = async (uid: string | null, fresh: boolean) => {
        const user = auth.currentUser;
        // Another tab may have let somebody else in, and this one still shows the screens of whom it had.
        if ((user?.uid ?? null) !== uid) throw new Error('Somebody else has signed in.');
        try {
          return (await user?.getIdToken(fresh)) ?? null;
        } catch (error) {
          if (!isOver(error)) throw error;
          const last = await user?.getIdToken().catch(() => '');
          if (isEnded(error) && (await renewed(uid, last ?? ''))) return (await auth.currentUser?.getIdToken()) ?? null;
          end();
          return null;
        }
      };
      detach = auth.onAuthStateChanged((user) => {
        setCredentials({ uid: user?.uid ?? null, token, renewed, refused: end });
        remember(user !== null);
        const uid = user?.uid ?? null;
        // Auth has found out by itself that the session is over.
        if (before !== null && uid === null) farewell.current ??= t`Your session has ended. Please sign in again.`;
        if (uid !== before) tabs?.postMessage({ uid, why: farewell.current } satisfies Told);
        before = uid;
        show(user);
      });
      stop = () => {
        clearTimeout(waiting);
        tabs?.close();
      };
    };
    setState({ at: 'starting' });
    start().catch(() => setState({ at: 'failed' }));
    return () => {
      gone = true;
      detach();
      stop();
    };
  }, [attempt]);

  const retry = useCallback(() => setAttempt((n) => n + 1), []);
  const session = useMemo<Session>(() => {
    const resume = async (firebaseToken: string) => {
      const [{ auth }, { signInWithCustomToken }] = await Promise.all([firebase(), import('./auth-sdk.ts')]);
      await signInWithCustomToken(auth, firebaseToken);
      // The form was there before Auth could be reached: nobody listens to it yet.
      if (state.at === 'failed') retry();
    };
    return {
      state,
      retry,
      resume,
      signIn: async (username, password) => {
        const { firebase_token } = await call('POST /users/auth/login', { body: { username, password } });
        await resume(firebase_token);
      },
      signOut: async (why) => {
        farewell.current = why ?? '';
        await (await firebase()).auth.signOut();
      },
    };
  }, [state, retry]);
  return <SessionContext value={session}>{children}</SessionContext>;
}
