import { useEffect, useState } from 'react';
import { serverNow } from '../../live/server-time.ts';
import { MINUTE } from '../../ui/ago.ts';
import { type Kept, type Visit, visitAt } from './visit.ts';

const nameOf = (uid: string): string => `infloo-visit-${uid}`;

function readKept(uid: string): Kept | null {
  try {
    const { since, began, last } = JSON.parse(localStorage.getItem(nameOf(uid)) ?? '{}') as Partial<Kept>;
    const isWhole = typeof began === 'number' && typeof last === 'number';
    return isWhole ? { since: typeof since === 'number' ? since : null, began, last } : null;
  } catch {
    return null;
  }
}

function goOn(uid: string): Visit {
  const visit = visitAt(readKept(uid), serverNow());
  try {
    localStorage.setItem(nameOf(uid), JSON.stringify(visit));
  } catch {
    // Storage is blocked: then each visit is the first.
  }
  return visit;
}

/** Since when somebody hasn't been here. It stays the same while they look, and for a while after. */
export function useVisit(uid: string): Visit {
  const [visit, setVisit] = useState(() => goOn(uid));
  useEffect(() => {
    const look = () => {
      if (document.visibilityState !== 'visible') return;
      const now = goOn(uid);
      setVisit((before) => (before.began === now.began ? before : now));
    };
    const timer = setInterval(look, MINUTE);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [uid]);
  return visit;
}
