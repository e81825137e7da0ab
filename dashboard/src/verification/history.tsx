import { REJECTION_WORDS } from '@api/verification/policy.ts';
import type { DocType, Verification } from '@api/verification/schema.ts';
import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Section } from '../ui/card.tsx';
import { EyeIcon } from '../ui/icons.tsx';
import { Status } from '../ui/status.tsx';
import { Day, Moment } from '../ui/time.tsx';
import classes from './history.module.css';
import { DOC_LABELS, STATUS_LABELS, STATUS_TONES } from './words.ts';

/** How many stand there at first, and how many openings of each. */
const SHOWN = 3;

interface Props {
  /** Newest first. */
  items: readonly Verification[];
  /** What may be asked for now. */
  free: readonly DocType[];
  onAgain: (type: DocType) => void;
}

/** What I have sent in, and what became of it. */
export function History({ items, free, onAgain }: Props) {
  const [isAll, setAll] = useState(false);
  const latest = new Set(free.map((type) => items.find(({ doc_type }) => doc_type === type)?.id));
  return (
    <Section title="Your requests">
      <ul className={classes.list} aria-label="Your requests">
        {items.slice(0, isAll ? undefined : SHOWN).map((item) => (
          <Item key={item.id} item={item} onAgain={latest.has(item.id) ? () => onAgain(item.doc_type) : undefined} />
        ))}
      </ul>
      {!isAll && items.length > SHOWN && (
        <Button variant="default" fullWidth mt="md" onClick={() => setAll(true)}>
          Show {items.length - SHOWN} more
        </Button>
      )}
    </Section>
  );
}

function Item({ item, onAgain }: { item: Verification; onAgain: (() => void) | undefined }) {
  return (
    <li className={classes.item}>
      <div className={classes.head}>
        <strong>{DOC_LABELS[item.doc_type]}</strong>
        <Status tone={STATUS_TONES[item.status]}>{STATUS_LABELS[item.status]}</Status>
      </div>
      <div className={classes.text}>{outcomeOf(item)}</div>
      <Openings times={item.opened} />
      <p className={classes.dim}>
        Sent <Moment time={item.submitted_at} />
        {fateOf(item)}
      </p>
      {onAgain && (
        <Button variant="default" className={classes.again} onClick={onAgain}>
          {item.status === 'lapsed' ? 'Send in a new paper' : 'Try again'}
        </Button>
      )}
    </li>
  );
}

function outcomeOf({ status, name, reason, note, reviewed_at, lapsed_at }: Verification): ReactNode {
  switch (status) {
    case 'pending':
      return (
        <p>
          We check that it shows <bdi>“{name}”</bdi>, and tell you as soon as that is decided.
        </p>
      );
    case 'approved':
      return (
        <p>
          It says <bdi>“{name}”</bdi>. Approved {reviewed_at && <Moment time={reviewed_at} />}.
        </p>
      );
    case 'rejected':
      return (
        <>
          <p>{reason && REJECTION_WORDS[reason]}</p>
          {note && (
            <blockquote className={classes.note} dir="auto">
              {note}
            </blockquote>
          )}
        </>
      );
    case 'lapsed':
      return (
        <p>
          It was approved for <bdi>“{name}”</bdi>, and that name was changed {lapsed_at && <Moment time={lapsed_at} />}.
        </p>
      );
  }
}

/** What becomes of the file. */
function fateOf({ file: { remove_at, removed_at } }: Verification): ReactNode {
  if (removed_at) {
    return (
      <>
        {' '}
        · paper deleted <Day time={removed_at} />
      </>
    );
  }
  if (!remove_at) return null;
  return (
    <>
      {' '}
      · paper will be deleted <Day time={remove_at} />
    </>
  );
}

/** Nobody looks at somebody's papers without their knowing. */
function Openings({ times }: { times: readonly string[] }) {
  const newest = times.toReversed();
  if (newest.length === 0) return null;
  return (
    <ul className={classes.openings} aria-label="Opened by staff">
      {newest.slice(0, SHOWN).map((time) => (
        <li key={time}>
          <EyeIcon size={16} />
          <span>
            Opened by staff on <Moment time={time} />
          </span>
        </li>
      ))}
      {newest.length > SHOWN && <li>and {newest.length - SHOWN} times before</li>}
    </ul>
  );
}
