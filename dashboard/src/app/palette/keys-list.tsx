import { t } from '@lingui/core/macro';
import { ActionIcon, Switch, Title } from '@mantine/core';
import { useRights } from '../../live/rights.tsx';
import { CrossIcon } from '../../ui/icons.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { useShortcutsOn } from '../../ui/shortcuts.ts';
import classes from './palette.module.css';
import { placesFor } from './places.ts';
import { SEARCH_KEYS } from './search-keys.ts';

interface Row {
  what: string;
  keys: string;
}

const anywhere = (): Row[] => [
  { what: t`Search, or say what to do`, keys: SEARCH_KEYS },
  { what: t`The same, by one key`, keys: '/' },
  { what: t`Host an event`, keys: 'C E' },
  { what: t`Post a story`, keys: 'C S' },
  { what: t`Write to…`, keys: 'C M' },
  { what: t`This list`, keys: '?' },
  { what: t`Close what is open`, keys: 'Esc' },
];
const onCases = (): Row[] => [
  { what: t`Approve, reject a verification`, keys: 'A R' },
  { what: t`Next in line`, keys: 'N' },
  { what: t`Choose what to do about a report`, keys: '1 … 5' },
];

/** Which keys do what, and whether they do. */
export function Keys({ onClose }: { onClose: () => void }) {
  const { permissions } = useRights();
  const { wanted, setWanted } = useShortcutsOn();
  const places = placesFor(permissions).flatMap(({ label, keys }) =>
    keys ? [{ what: label, keys: keys.toUpperCase() }] : [],
  );
  return (
    <div className={classes.sheet}>
      <div className={classes.head}>
        <Title order={2}>{t`Keyboard shortcuts`}</Title>
        <ActionIcon variant="subtle" color="gray" size={44} aria-label={t`Close`} onClick={onClose} data-autofocus>
          <CrossIcon size={20} />
        </ActionIcon>
      </div>
      <div className={classes.columns}>
        <Rows title={t`Go to`} rows={places} />
        <div>
          <Rows title={t`Anywhere`} rows={anywhere()} />
          {(permissions?.length ?? 0) > 0 && <Rows title={t`Staff, on a case`} rows={onCases()} />}
        </div>
      </div>
      <Switch
        label={t`Letters alone do something`}
        description={t`${SEARCH_KEYS} and Esc always do.`}
        checked={wanted}
        onChange={({ currentTarget: { checked } }) => setWanted(checked)}
      />
    </div>
  );
}

const Rows = ({ title, rows }: { title: string; rows: readonly Row[] }) => (
  <section aria-label={title}>
    <Title order={3} fz="sm" c="dimmed" mb={4}>
      {title}
    </Title>
    <dl className={classes.rows}>
      {rows.map(({ what, keys }) => (
        <Pair key={what} what={what} keys={keys} />
      ))}
    </dl>
  </section>
);

const Pair = ({ what, keys }: Row) => (
  <>
    <dt>{what}</dt>
    <dd>
      {keys.split(' ').map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
    </dd>
  </>
);
