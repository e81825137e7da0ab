import { useEffect, useState } from 'react';

/** How long the slowest part of a page may hold up the rest: after that it comes when it comes, and moves what is below it. */
const PATIENCE_MS = 1500;

/** @returns whether all of a page is there, or as much as there will be for now: then it is shown, and stays */
export function useIsShown(isReady: boolean): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    if (isReady) setOver(true);
    const timer = setTimeout(() => setOver(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isReady]);
  return isReady || isOver;
}
