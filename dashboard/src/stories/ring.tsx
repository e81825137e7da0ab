import type { Person } from '@api/users/schema.ts';
import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Skeleton } from '@mantine/core';
import { ArrowIcon, PlusIcon } from '../ui/icons.tsx';
import type { Feed } from './feed.ts';
import type { Mine } from './mine.ts';
import classes from './ring.module.css';
import { RingItem } from './ring-item.tsx';
import { useRow } from './use-row.ts';

interface Props {
  me: Person;
  feed: Feed;
  mine: Mine;
  onWatch: (username: string) => void;
  onPost: () => void;
}

/** The people who have posted, in a row: myself first, then whoever has something that I haven't seen. */
export function Ring({ me, feed, mine, onWatch, onPost }: Props) {
  const { chapters, error } = feed;
  const own = mine.stories ?? [];
  const others = chapters ?? [];
  // My circle, and where there is something in it the button that adds to it.
  const first = own.length > 0 ? 2 : 1;
  const { list, more, scroll, stopOf } = useRow(first + others.length, feed.more);
  const isEmpty = chapters?.length === 0;
  return (
    <section className={classes.section} aria-label={t`Stories`}>
      <ul {...list} className={classes.row} aria-label={t`Stories`}>
        <OwnItem me={me} stories={own} stopOf={stopOf} onWatch={onWatch} onPost={onPost} />
        {others.map(({ author, stories, unseen }, i) => (
          <RingItem
            key={author.id}
            person={author}
            state={unseen > 0 ? 'new' : 'seen'}
            name={author.display_name}
            label={storiesBy(author.display_name, stories.length, unseen)}
            stop={stopOf(first + i)}
            onPress={() => onWatch(author.username)}
          />
        ))}
        {!chapters && !error && <Loading />}
      </ul>
      {isEmpty && (
        <p className={classes.aside}>
          <Trans>Stories of your connections appear here, for 24 hours.</Trans>{' '}
          {own.length === 0 && t`Why not begin with yours?`}
        </p>
      )}
      {!chapters && error && (
        <div className={classes.aside} role="alert">
          <p>{t`Stories could not be loaded.`}</p>
          <Button variant="default" size="compact-md" onClick={() => void feed.refresh().catch(() => {})}>
            <Trans>Try again</Trans>
          </Button>
        </div>
      )}
      {more.before && <Scroll side="before" onPress={() => scroll(-1)} />}
      {more.after && <Scroll side="after" onPress={() => scroll(1)} />}
    </section>
  );
}

/** What a screen reader says of the circle of somebody. */
const storiesBy = (name: string, count: number, unseen: number): string =>
  unseen > 0
    ? plural(unseen, { other: `Stories by ${name}, # new` })
    : plural(count, { other: `Stories by ${name}, #, seen` });

interface OwnProps {
  me: Person;
  stories: readonly { media: { state: string }; view_count: number }[];
  stopOf: (index: number) => { tabIndex: number; onFocus: () => void };
  onWatch: (username: string) => void;
  onPost: () => void;
}

function OwnItem({ me, stories, stopOf, onWatch, onPost }: OwnProps) {
  const has = (state: string) => stories.some(({ media }) => media.state === state);
  if (stories.length === 0) {
    return (
      <RingItem
        person={me}
        state="none"
        name={t`Your story`}
        label={t`Add to your story`}
        badge={
          <span className={classes.plus} aria-hidden="true">
            <PlusIcon size={16} strokeWidth={2.6} />
          </span>
        }
        stop={stopOf(0)}
        onPress={onPost}
      />
    );
  }
  const state = has('processing') ? 'busy' : has('refused') ? 'refused' : 'own';
  const [name, label] = {
    busy: [t`Preparing…`, t`Your story, being prepared`] as const,
    refused: [t`Not shown`, t`Your story, not shown`] as const,
    own: [t`Your story`, plural({ count: stories.length }, { other: 'Your story, #' })] as const,
  }[state];
  return (
    <RingItem
      person={me}
      state={state}
      name={name}
      label={label}
      badge={
        <button
          type="button"
          className={classes.plus}
          aria-label={t`Add to your story`}
          data-stop
          {...stopOf(1)}
          onClick={onPost}
        >
          <PlusIcon size={16} strokeWidth={2.6} />
        </button>
      }
      stop={stopOf(0)}
      onPress={() => onWatch(me.username)}
    />
  );
}

function Loading() {
  return (
    <li>
      <div className={classes.loading} role="status" aria-label={t`Loading`}>
        {[0, 1, 2, 3].map((each) => (
          <span key={each} className={classes.item}>
            <Skeleton circle height={68} />
            <Skeleton height={10} width={52} radius="xl" />
          </span>
        ))}
      </div>
    </li>
  );
}

/** For a pointer; fingers swipe, and the keyboard has its arrows. */
function Scroll({ side, onPress }: { side: 'before' | 'after'; onPress: () => void }) {
  return (
    <button
      type="button"
      className={classes.scroll}
      data-side={side}
      tabIndex={-1}
      aria-hidden="true"
      onClick={onPress}
    >
      <ArrowIcon size={18} />
    </button>
  );
}
