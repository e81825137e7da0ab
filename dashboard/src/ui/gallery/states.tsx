import { Button, Loader, Skeleton } from '@mantine/core';
import { Card } from '../card.tsx';
import { BellIcon } from '../icons.tsx';
import { CardsLoading, PageLoading, RowsLoading } from '../skeletons.tsx';
import { Splash } from '../splash.tsx';
import { Empty, Failed } from '../states.tsx';
import { showDone } from '../toast.tsx';
import { Example, Part } from './example.tsx';
import classes from './gallery.module.css';

export function States() {
  return (
    <Part title="States">
      <Example name="On its way: rows" wide>
        <RowsLoading rows={2} />
      </Example>
      <Example name="On its way: cards" wide>
        <CardsLoading cards={2} />
      </Example>
      <Example name="On its way: a page" wide>
        <PageLoading />
      </Example>
      <Example name="On its way: anything else">
        <Skeleton height={12} width={160} radius="xl" />
        <Skeleton circle height={44} />
        <Loader size="sm" />
      </Example>
      <Example name="Nothing there: with what to do about it, and without" wide>
        <Card>
          <Empty
            icon={<BellIcon size={24} />}
            title="Nothing yet"
            action={<Button variant="default">What to do about it</Button>}
          >
            Why there is nothing.
          </Empty>
        </Card>
        <Empty icon={<BellIcon size={24} />} title="You’re all caught up" />
      </Example>
      <Example name="It can’t be had" wide>
        <Card>
          <Failed error={new Error('any')} onRetry={() => showDone('Tried again.')} />
        </Card>
        <Failed
          error={new Error('any')}
          title="We couldn’t load your messages"
          retry="Ask again"
          onRetry={() => showDone('Tried again.')}
        />
      </Example>
      <Example name="Before it is known who is there" wide>
        <div className={classes.frame}>
          <Splash />
        </div>
      </Example>
    </Part>
  );
}
