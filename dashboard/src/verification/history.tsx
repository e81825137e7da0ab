import type { DocType, Verification } from '@api/verification/schema.ts';
import { i18n } from '@lingui/core';
import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Section } from '../ui/card.tsx';
import { EyeIcon } from '../ui/icons.tsx';
import { Status } from '../ui/status.tsx';
import { Day, Moment } from '../ui/time.tsx';
import classes from './history.module.css';
import { rejectionWords } from './rejection-words.ts';
import { docLabel, STATUS_TONES, statusLabel } from './words.ts';

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
  const hidden = items.length - SHOWN;
  const count = i18n.number(hidden);
  const latest = new Set(free.map((type) => items.find(({ doc_type }) => doc_type === type)?.id));
  return (
    <Section title={t`Your requests`}>
      <ul aria-label={t`Your requests`}>
        {items.slice(0, isAll ? undefined : SHOWN).map((item) => (
          <Item key={item.id} item={item} onAgain={latest.has(item.id) ? () => onAgain(item.doc_type) : undefined} />
        ))}
      </ul>
      {!isAll && hidden > 0 && (
        <Button variant="default" fullWidth mt="md" onClick={() => setAll(true)}>
          <Trans>Show {count} more</Trans>
        </Button>
      )}
    </Section>
  );
}

function Item({ item, onAgain }: { item: Verification; onAgain: (() => void) | undefined }) {
  return (
    <li className={classes.item}>
      <div className={classes.head}>
        <strong>{docLabel(item.doc_type)}</strong>
        <Status tone={STATUS_TONES[item.status]}>{statusLabel(item.status)}</Status>
      </div>
      <div className={classes.text}>{outcomeOf(item)}</div>
      <Openings times={item.opened} />
      <p className={classes.dim}>
        <Trans>
          Sent <Moment time={item.submitted_at} />
        </Trans>
        {fateOf(item)}
      </p>
      {onAgain && (
        <Button variant="default" className={classes.again} onClick={onAgain}>
          {item.status === 'lapsed' ? t`Send in a new document` : t`Try again`}
        </Button>
      )}
    </li>
  );
}

function outcomeOf({ status, name, reason, note, reviewed_at, lapsed_at }: Verification): ReactNode {
  const [approved, lapsed] = [reviewed_at, lapsed_at].map((time) => time && <Moment time={time} />);
  switch (status) {
    case 'pending':
      return (
        <p>
          <Trans>
            We check that it shows <bdi>“{name}”</bdi>, and tell you as soon as that is decided.
          </Trans>
        </p>
      );
    case 'approved':
      return (
        <p>
          <Trans>
            It says <bdi>“{name}”</bdi>. Approved {approved}.
          </Trans>
        </p>
      );
    case 'rejected':
      return (
        <>
          <p>{reason && rejectionWords(reason)}</p>
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
          <Trans>
            It was approved for <bdi>“{name}”</bdi>, and that name was changed {lapsed}.
          </Trans>
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
        ·{' '}
        <Trans>
          document deleted <Day time={removed_at} />
        </Trans>
      </>
    );
  }
  if (!remove_at) return null;
  return (
    <>
      {' '}
      ·{' '}
      <Trans>
        document will be deleted <Day time={remove_at} />
      </Trans>
    </>
  );
}

/** Nobody looks at somebody's papers without their knowing. */
function Openings({ times }: { times: readonly string[] }) {
  const newest = times.toReversed();
  if (newest.length === 0) return null;
  return (
    <ul className={classes.openings} aria-label={t`Opened by staff`}>
      {newest.slice(0, SHOWN).map((time) => (
        <li key={time}>
          <EyeIcon size={16} />
          <span>
            <Trans>
              Opened by staff on <Moment time={time} />
            </Trans>
          </span>
        </li>
      ))}
      {newest.length > SHOWN && (
        <li>{plural({ more: newest.length - SHOWN }, { one: 'and # time before', other: 'and # times before' })}</li>
      )}
    </ul>
  );
}
