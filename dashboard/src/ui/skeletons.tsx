import { t } from '@lingui/core/macro';
import { Skeleton } from '@mantine/core';
import classes from './skeletons.module.css';

const many = (count: number) => Array.from({ length: count }, (_, i) => i);

/** The shape of a list of people while it is on its way. */
export function RowsLoading({ rows = 3 }: { rows?: number }) {
  return (
    <div aria-busy="true" role="status" aria-label={t`Loading`}>
      {many(rows).map((row) => (
        <div key={row} className={classes.row}>
          <Skeleton circle height={44} />
          <div className={classes.lines}>
            <Skeleton height={12} width="45%" radius="xl" />
            <Skeleton height={10} width="70%" radius="xl" />
          </div>
        </div>
      ))}
    </div>
  );
}

/** The shape of a grid of people. */
export function CardsLoading({ cards = 6 }: { cards?: number }) {
  return (
    <div aria-busy="true" role="status" aria-label={t`Loading`} className={classes.grid}>
      {many(cards).map((card) => (
        <div key={card} className={classes.card}>
          <div className={classes.row}>
            <Skeleton circle height={56} />
            <div className={classes.lines}>
              <Skeleton height={14} width="60%" radius="xl" />
              <Skeleton height={10} width="40%" radius="xl" />
            </div>
          </div>
          <Skeleton height={10} radius="xl" />
          <Skeleton height={10} width="75%" radius="xl" />
          <div className={classes.foot}>
            <Skeleton height={22} width={84} radius="xl" />
            <Skeleton height={36} width={108} radius="xl" />
          </div>
        </div>
      ))}
    </div>
  );
}

/** The shape of a page while its files or its first answer are on their way. */
export function PageLoading() {
  return (
    <div role="status" aria-label={t`Loading`} className={classes.page}>
      <Skeleton height={32} width={240} radius="xl" />
      <Skeleton height={180} radius="lg" />
      <Skeleton height={180} radius="lg" />
    </div>
  );
}
