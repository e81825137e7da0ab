import { useEffect } from 'react';

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

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** @returns those of `people` whose name or username has a word that begins so, whatever its accents */
function found<T extends Named>(people: readonly T[], text: string): T[] {
  const words = plain(text).split(/\s+/).filter(Boolean);
  return people.filter(({ username, display_name }) => {
    const own = [...plain(display_name).split(/\s+/), plain(username)];
    return words.every((word) => own.some((each) => each.startsWith(word)));
  });
}

/** Looks for people in a list that comes page by page: while there are words to look for, the rest of it is fetched. */
export function useFoundIn<T extends Named>(people: readonly T[], text: string, pages: Pages): T[] {
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = pages;
  const goesOn = text.trim() !== '' && hasNextPage && !isFetchingNextPage && !isFetchNextPageError;
  useEffect(() => {
    if (goesOn) void fetchNextPage();
  }, [goesOn, fetchNextPage]);
  return found(people, text);
}
