import { type ReactNode, useEffect, useState } from 'react';
import { type AroundNavHandler, Router } from 'wouter';
import { Confirm } from './dialog.tsx';

/** How many forms on the page have edits that are not saved. */
let guards = 0;
/** Asks the person; set while the page is shown. */
let ask: ((onLeave: () => void) => void) | null = null;
/** The page that has the edits: where one stays. */
let guarded = '';

const here = (): string => location.pathname + location.search + location.hash;

/** Does `leave` at once, or, where edits would be lost, once the person has said so. */
export function leaveOrAsk(leave: () => void): void {
  if (guards === 0 || !ask) leave();
  else ask(leave);
}

// Registered before the router's own listener, so that it never hears of a step back that isn't taken.
window.addEventListener('popstate', (event) => {
  if (guards === 0 || !ask || here() === guarded) return;
  event.stopImmediatePropagation();
  history.pushState(null, '', guarded);
  ask(() => history.back());
});

/** Keeps edits from being lost without a question: by a link, the Back button, a reload, or closing the tab. */
export function useLeaveGuard(hasEdits: boolean): void {
  useEffect(() => {
    if (!hasEdits) return;
    guards += 1;
    guarded = here();
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => {
      guards -= 1;
      window.removeEventListener('beforeunload', warn);
    };
  }, [hasEdits]);
}

const guardNavigation: AroundNavHandler = (navigate, to, options) => {
  if (to.split(/[?#]/)[0] === location.pathname) navigate(to, options);
  else leaveOrAsk(() => navigate(to, options));
};

/** The router of the page, which asks before it leaves edits behind. */
export function GuardedRouter({ children }: { children: ReactNode }) {
  const [leave, setLeave] = useState<(() => void) | null>(null);
  useEffect(() => {
    ask = (onLeave) => setLeave(() => onLeave);
    return () => {
      ask = null;
    };
  }, []);
  return (
    <Router aroundNav={guardNavigation}>
      {children}
      <Confirm
        opened={leave !== null}
        title="Discard your changes?"
        keep="Keep editing"
        verb="Discard"
        onKeep={() => setLeave(null)}
        onConfirm={() => {
          setLeave(null);
          guards = 0;
          leave?.();
        }}
      >
        What you have changed on this page is not saved yet.
      </Confirm>
    </Router>
  );
}
