import { type ComponentType, Suspense } from 'react';
import { screen } from '../ui/screen.tsx';
import { PageLoading } from '../ui/skeletons.tsx';

/**
 * A screen that fills the page. While its file is on its way its shape is shown: without a place of its own to wait in, the
 * page before would stay.
 */
export function pageScreen<P extends object>(load: Parameters<typeof screen<P>>[0]) {
  const Screen = screen(load);
  const Page: ComponentType<P> = (props) => (
    <Suspense fallback={<PageLoading />}>
      <Screen {...props} />
    </Suspense>
  );
  return Object.assign(Page, { preload: Screen.preload });
}
