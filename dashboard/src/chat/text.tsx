import { useMemo } from 'react';
import { Link } from 'wouter';
import classes from './text.module.css';
import { partsOf } from './text-parts.ts';

interface Props {
  content: string;
  /** Whether it is nothing but a few emoji. */
  isLarge: boolean;
}

/** What somebody has written, as they typed it: links lead away safely, names lead to people. A few emoji are large. */
export function MessageText({ content, isLarge }: Props) {
  const parts = useMemo(() => partsOf(content), [content]);
  return (
    <span className={classes.text} dir="auto" data-large={isLarge || undefined}>
      {parts.map((part, index) => {
        // The text of a message never changes, so its place in it is what a part is known by.
        const key = `${index}`;
        if (part.kind === 'words') return <span key={key}>{part.text}</span>;
        if (part.kind === 'person') {
          return (
            <Link key={key} href={`/people/${part.username}`}>
              {part.text}
            </Link>
          );
        }
        return (
          <a key={key} href={part.href} target="_blank" rel="noopener noreferrer nofollow ugc">
            {part.text}
          </a>
        );
      })}
    </span>
  );
}
