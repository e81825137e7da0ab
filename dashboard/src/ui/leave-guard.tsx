import { t } from '@lingui/core/macro';
import { lazy, type ReactNode, Suspense, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { type AroundNavHandler, Router } from 'wouter';
import './back-closes.ts';
import { ShownLocation, useShownHref, useShownPath, useShownSearch } from './shown-location.tsx';

// Not before somebody has a form to leave: the sign-in form would have to wait for it.
const Confirm = lazy(async () => ({ default: (await import('./dialog.tsx')).Confirm }));

/** What is asked before edits are lost. */
interface Question {
  title: string;
  body: string;
}
const changes = (): Question => ({
  title: t`Discard your changes?`,
  body: t`What you have changed on this page is not saved yet.`,
});

/** The forms on the page that have edits which are not saved, and what each asks. */
const guards = new Map<symbol, Question>();
/** Asks the person; set while the page is shown. */
let ask: ((onLeave: () => void) => void) | null = null;
/** The page that has the edits: where one stays. */
let guarded = '';

const here = (): string => location.pathname + location.search + location.hash;

/** Does `leave` at once, or, where edits would be lost, once the person has said so. */
export function leaveOrAsk(leave: () => void): void {
  if (guards.size === 0 || !ask) leave();
  else ask(leave);
}

// Registered before the router's own listener, so that it never hears of a step back that isn't taken.
window.addEventListener('popstate', (event) => {
  if (guards.size === 0 || !ask || here() === guarded) return;
  event.stopImmediatePropagation();
  history.pushState(null, '', guarded);
  ask(() => history.back());
});

/** Keeps edits from being lost without a question: by a link, the Back button, a reload, or closing the tab. */
export function useLeaveGuard(hasEdits: boolean, { title, body } = changes()): void {
  const shown = useRef('');
  shown.current = useShownHref();
  // Of the layout: a form that goes because the session has ended must not ask whoever is led to sign in.
  useLayoutEffect(() => {
    if (!hasEdits) return;
    const form = Symbol('form');
    guards.set(form, { title, body });
    // Where one types into a page that is about to go, what was asked for waits for the answer.
    if (ask && shown.current.split(/[?#]/)[0] !== location.pathname) {
      history.pushState(null, '', shown.current);
      ask(() => history.back());
    }
    guarded = here();
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => {
      guards.delete(form);
      window.removeEventListener('beforeunload', warn);
    };
  }, [hasEdits, title, body]);
}

const guardNavigation: AroundNavHandler = (navigate, to, options) => {
  if (to.split(/[?#]/)[0] === location.pathname) navigate(to, options);
  else leaveOrAsk(() => navigate(to, options));
};

/** The router of the page, which asks before it leaves edits behind. */
export function GuardedRouter({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<(Question & { leave: () => void }) | null>(null);
  useEffect(() => {
    ask = (leave) => setAsked({ ...([...guards.values()].at(-1) ?? changes()), leave });
    return () => {
      ask = null;
    };
  }, []);
  return (
    <Router aroundNav={guardNavigation} hook={useShownPath} searchHook={useShownSearch}>
      <ShownLocation>{children}</ShownLocation>
      {asked && (
        <Suspense>
          <Confirm
            opened
            title={asked.title}
            keep={t`Keep editing`}
            verb={t`Discard`}
            onKeep={() => setAsked(null)}
            onConfirm={() => {
              setAsked(null);
              guards.clear();
              asked.leave();
            }}
          >
            {asked.body}
          </Confirm>
        </Suspense>
      )}
    </Router>
  );
}
