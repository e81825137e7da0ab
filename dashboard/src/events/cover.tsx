import type { Event } from '@api/events/schema.ts';
import { useState } from 'react';
import { Backdrop } from '../ui/backdrop.tsx';
import classes from './cover.module.css';

interface Props {
  id: string;
  cover: Event['cover'];
  /** A chosen picture, before it is sent. */
  src?: string | null;
  /** How wide it is shown, as `sizes` of a picture says it. */
  sizes: string;
}

/** The picture of an event, or its colour; beside the title, so it needs no text of its own. */
export function Cover({ id, cover, src = null, sizes }: Props) {
  const [broken, setBroken] = useState<string | null>(null);
  const set = Object.entries(cover?.sizes ?? {});
  const url = src ?? set[0]?.[1] ?? null;
  return (
    <Backdrop of={id} className={classes.cover}>
      {url && url !== broken && (
        <img
          src={url}
          {...(!src && { srcSet: set.map(([width, address]) => `${address} ${width}w`).join(', '), sizes })}
          alt=""
          width={640}
          height={360}
          decoding="async"
          onError={() => setBroken(url)}
        />
      )}
    </Backdrop>
  );
}
