import { useEffect } from 'react';

const NAME = '--visible-height';

/** Keeps what fills the window above a phone's keyboard, where the browser leaves the page as high as it was. */
export function useVisibleHeight(): void {
  useEffect(() => {
    const { visualViewport: view } = window;
    if (!view) return;
    const root = document.documentElement;
    const follow = () => {
      // Zoomed in, one sees a part of the page, and it stays as it is.
      const isCovered = view.scale === 1 && window.innerHeight - view.height > 1;
      if (isCovered) root.style.setProperty(NAME, `${view.height}px`);
      else root.style.removeProperty(NAME);
      if (isCovered) window.scrollTo(0, 0);
    };
    follow();
    view.addEventListener('resize', follow);
    return () => {
      view.removeEventListener('resize', follow);
      root.style.removeProperty(NAME);
    };
  }, []);
}
