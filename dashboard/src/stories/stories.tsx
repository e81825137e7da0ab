import type { OwnProfile } from '@api/users/schema.ts';
import { Suspense, useEffect } from 'react';
import { preloadWhenIdle, screen } from '../ui/screen.tsx';
import type { Feed } from './feed.ts';
import type { Mine } from './mine.ts';
import { useStoryPlace } from './place.ts';
import { Ring } from './ring.tsx';

const Watch = screen(() => import('./watch.tsx'));
const Composer = screen(() => import('./composer.tsx'));

/** Stories on home: the row, and above the page what it opens. */
export function Stories({ me, feed, mine }: { me: OwnProfile; feed: Feed; mine: Mine }) {
  const { watching, composing, watch, compose, moveTo, close } = useStoryPlace();
  useEffect(() => preloadWhenIdle([Watch, Composer]), []);
  const isKnown = feed.chapters !== undefined && mine.stories !== undefined;
  return (
    <>
      <Ring me={me} feed={feed} mine={mine} onWatch={watch} onPost={compose} />
      <Suspense>
        {watching !== null && isKnown && (
          <Watch
            feed={feed}
            mine={mine}
            me={me}
            username={watching}
            onAuthor={({ username }) => {
              if (username !== watching) moveTo(username);
            }}
            onClose={close}
          />
        )}
        {composing && <Composer onClose={close} />}
      </Suspense>
    </>
  );
}
