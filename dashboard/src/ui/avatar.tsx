import { type CSSProperties, useState } from 'react';
import classes from './avatar.module.css';

export interface Pictured {
  id: string;
  username: string;
  display_name?: string;
  avatar_url: string | null;
}

/** Two people either differ clearly or not at all. Between red and green colours are mud when they are dark. */
const HUES = [8, 28, 152, 178, 205, 232, 258, 284, 312, 340] as const;

/** The same colour for the same person, everywhere and always: from the id, which never changes. */
export function hueOf(id: string): number {
  let hash = 0;
  for (const letter of id) hash = (hash * 31 + letter.charCodeAt(0)) % 3600;
  return HUES[hash % HUES.length] ?? 0;
}

function initialsOf({ display_name, username }: Pictured): string {
  const words = (display_name || username).split(/[\s._-]+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => [...(word ?? '?')][0]?.toUpperCase()).join('');
}

/** A picture beside a name, so it needs no text of its own; initials while there is none or it can't be had. */
export function Avatar({ person, size = 44, src }: { person: Pictured | null; size?: number; src?: string | null }) {
  const [broken, setBroken] = useState<string | null>(null);
  const url = src ?? person?.avatar_url ?? null;
  const style = { '--size': `${size}px`, '--hue': person ? hueOf(person.id) : 0 } as CSSProperties;
  return (
    <span className={classes.avatar} style={style} data-empty={!person || undefined} aria-hidden="true">
      {url && url !== broken ? (
        <img src={url} alt="" width={size} height={size} decoding="async" onError={() => setBroken(url)} />
      ) : (
        person && initialsOf(person)
      )}
    </span>
  );
}

/** A few people at once, one over the other; beside words that say who they are. */
export const Faces = ({ people, size = 32 }: { people: readonly Pictured[]; size?: number }) => (
  <span className={classes.faces}>
    {people.map((person) => (
      <Avatar key={person.id} person={person} size={size} />
    ))}
  </span>
);
