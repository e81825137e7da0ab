import { useEffect } from 'react';
import { isCalled } from '../search/found.ts';

interface Pages {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  fetchNextPage: () => Promise<unknown>;
}

interface Named {
  username: string;
  display_name: string;
}

/** Looks for people in a list that comes page by page: while there are words to look for, the rest of it is fetched. */
export function useFoundIn<T extends Named>(people: readonly T[], text: string, pages: Pages): T[] {
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = pages;
  const goesOn = text.trim() !== '' && hasNextPage && !isFetchingNextPage && !isFetchNextPageError;
  useEffect(() => {
    if (goesOn) void fetchNextPage();
  }, [goesOn, fetchNextPage]);
  return people.filter((person) => isCalled(person, text));
}
