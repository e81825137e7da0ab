import type { Person } from '@api/users/schema.ts';
import { t } from '@lingui/core/macro';
import { useEffect, useState } from 'react';
import { showDone } from '../ui/toast.tsx';
import { type Feed, useReportView } from './feed.ts';
import type { Mine } from './mine.ts';
import { OwnFoot } from './own-foot.tsx';
import { StoryReport } from './story-report.tsx';
import { Viewer } from './viewer.tsx';

interface Props {
  feed: Feed;
  mine: Mine;
  me: Person;
  /** Whose, as in the address. */
  username: string;
  onAuthor: (author: Person) => void;
  onClose: () => void;
}

/** The viewer: of my own stories, or of everybody else's, from one of them on. */
export default function Watch({ feed, mine, me, username, onAuthor, onClose }: Props) {
  const [isMine] = useState(username.toLowerCase() === me.username.toLowerCase());
  return isMine ? (
    <WatchMine mine={mine} onClose={onClose} />
  ) : (
    <WatchFeed feed={feed} username={username} onAuthor={onAuthor} onClose={onClose} />
  );
}

interface FeedProps {
  feed: Feed;
  username: string;
  onAuthor: (author: Person) => void;
  onClose: () => void;
}

/** Authors before the end at which more of them are fetched. */
const NEAR = 3;

function WatchFeed({ feed: { chapters = [], refresh, more }, username, onAuthor, onClose }: FeedProps) {
  const report = useReportView(refresh);
  const isNamed = ({ author }: { author: Person }) => author.username.toLowerCase() === username.toLowerCase();
  // Whom one began with: when their last story goes, the viewer goes on, or closes by itself.
  const [author] = useState(() => chapters.find(isNamed)?.author);
  if (!author) return <Nothing onClose={onClose} />;
  return (
    <Viewer
      chapters={chapters}
      author={author.id}
      refresh={refresh}
      onSeen={report}
      extra={(story, wait) => <StoryReport key={story.id} id={story.id} onWait={wait} />}
      onAuthor={(next) => {
        onAuthor(next);
        if (chapters.slice(-NEAR).some((chapter) => chapter.author.id === next.id)) more();
      }}
      onClose={onClose}
    />
  );
}

function WatchMine({ mine: { stories = [], refresh }, onClose }: { mine: Mine; onClose: () => void }) {
  const own = stories.map((story) => ({ ...story, seen: true }));
  const [author] = useState(own[0]?.author);
  if (!author) return <Nothing onClose={onClose} />;
  return (
    <Viewer
      chapters={[{ author, stories: own, unseen: 0 }]}
      author={author.id}
      refresh={async () => (await refresh()).map((story) => ({ ...story, seen: true }))}
      onClose={onClose}
      foot={(story, wait) => <OwnFoot key={story.id} story={story} onWait={wait} onDeleted={refresh} />}
    />
  );
}

/** A link to stories that are over, or not for me. */
function Nothing({ onClose }: { onClose: () => void }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once.
  useEffect(() => {
    showDone(t`There are no stories to see here any more.`);
    onClose();
  }, []);
  return null;
}
