import { useEffect } from 'react';

/** The document's title, as bookmarks, tabs and screen readers have it. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title === 'Infloo' ? title : `${title} · Infloo`;
  }, [title]);
}
