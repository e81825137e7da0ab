import type { Answer, Event } from '@api/events/schema.ts';
import { i18n } from '@lingui/core';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../live/api.ts';
import { Confirm } from '../ui/dialog.tsx';
import { CheckIcon, StarIcon } from '../ui/icons.tsx';
import { showDone, showFailure } from '../ui/toast.tsx';
import { eventKeys } from './keys.ts';
import { refreshEvent } from './live.ts';
import classes from './view.module.css';
import { closedWords, seatsLeft } from './words.ts';

/** Whether somebody who wants to go gets a seat, as far as one can know before the API has looked. */
const hasSeat = (event: Event): boolean =>
  event.capacity === null || (seatsLeft(event) !== 0 && event.counts.waiting === 0);

/**
 * Saves my answer. It is shown before the API has taken it, where there is little doubt that it will, and taken back with
 * a message where it doesn't; the counts come by the listener.
 */
function useAnswer(event: Event) {
  const { id } = event;
  const queries = useQueryClient();
  const key = eventKeys.event(id);
  const show = (attendance: Event['attendance']) =>
    queries.setQueryData<Event>(key, (shown) => shown && { ...shown, attendance });
  const put = (attendance: Event['attendance']) => {
    show(attendance);
    return refreshEvent(queries, id);
  };
  /** @returns what was shown before, for when it doesn't come to it */
  const guess = async (attendance: Event['attendance']) => {
    await queries.cancelQueries({ queryKey: key });
    const before = event.attendance;
    show(attendance);
    return { before };
  };
  const join = useMutation({
    mutationFn: (status: Answer) => call('POST /events/{id}/join', { params: { id }, body: { status } }),
    onMutate: (status) =>
      status === 'interested' || hasSeat(event)
        ? guess({ status, since: new Date().toISOString(), place: null })
        : undefined,
    onSuccess: ({ status, since, place }) => {
      if (status === 'waiting')
        showDone(t`All seats are taken. You are on the waiting list, and told when it is your turn.`);
      return put({ status, since, place });
    },
    onError: (error, _, shown) => {
      if (shown) show(shown.before);
      showFailure(error);
      // It may be cancelled, over or gone by now.
      void refreshEvent(queries, id);
    },
  });
  const leave = useMutation({
    mutationFn: () => call('DELETE /events/{id}/join', { params: { id } }),
    // What others wait for is given up once it is, and not before.
    onMutate: () => (event.attendance?.status !== 'waiting' && hasSeat(event) ? guess(null) : undefined),
    onSuccess: () => put(null),
    onError: (error, _, shown) => {
      if (shown) show(shown.before);
      showFailure(error);
    },
  });
  return { join, leave };
}

/** What I have answered, in a sentence. */
function saidOf({ attendance, host, capacity }: Event): string | null {
  switch (attendance?.status) {
    case 'going':
      return capacity === null ? t`You are going.` : t`You’re going. Your seat is reserved.`;
    case 'interested':
      return t`You are interested.`;
    case 'waiting':
      return attendance.place === null
        ? t`You are on the waiting list.`
        : t`You are number ${{ place: i18n.number(attendance.place) }} on the waiting list.`;
    case 'invited':
      return t`${{ name: host.display_name }} has invited you.`;
    default:
      return null;
  }
}

const leaveWords = () => ({
  going: t`I can’t go`,
  interested: t`Not interested any more`,
  waiting: t`Leave the waiting list`,
  invited: t`Decline`,
});

/** My answer, and how to change it. */
export function Rsvp({ event }: { event: Event }) {
  const { join, leave } = useAnswer(event);
  const [asking, setAsking] = useState(false);
  const status = event.attendance?.status;
  const closed = closedWords(event);
  const said = saidOf(event);
  const busy = join.isPending || leave.isPending;
  const isFull = !hasSeat(event);
  // Whoever gives up what others wait for, or their place among them, doesn't get it back.
  const isScarce = status === 'waiting' || (status === 'going' && isFull);
  if (closed) return status === 'going' ? <p className={classes.answer}>{t`${closed} You were going.`}</p> : null;
  return (
    <section className={classes.answer} aria-label={t`Your answer`}>
      <p className={classes.said} role="status">
        {said && <bdi>{said}</bdi>}
        {!said &&
          (isFull ? t`All seats are taken. A seat that becomes free goes to the first who waits.` : t`Are you going?`)}
      </p>
      <div className={classes.buttons}>
        {status !== 'going' && status !== 'waiting' && (
          <Button
            leftSection={<CheckIcon size={18} />}
            loading={join.isPending && join.variables === 'going'}
            disabled={busy}
            onClick={() => join.mutate('going')}
          >
            {isFull ? t`Join the waiting list` : t`I’m going`}
          </Button>
        )}
        {status !== 'interested' && (
          <Button
            variant="outline"
            leftSection={<StarIcon size={18} />}
            loading={join.isPending && join.variables === 'interested'}
            disabled={busy}
            onClick={() => join.mutate('interested')}
          >
            <Trans>I’m interested</Trans>
          </Button>
        )}
        {status && (
          <Button
            variant="subtle"
            color="gray"
            loading={leave.isPending}
            disabled={busy}
            onClick={() => (isScarce ? setAsking(true) : leave.mutate())}
          >
            {leaveWords()[status]}
          </Button>
        )}
      </div>
      <Confirm
        opened={asking}
        title={status === 'waiting' ? t`Leave the waiting list?` : t`Give up your seat?`}
        keep={t`Keep it`}
        verb={status === 'waiting' ? t`Leave` : t`Give it up`}
        busy={leave.isPending}
        onKeep={() => setAsking(false)}
        onConfirm={() => leave.mutate(undefined, { onSettled: () => setAsking(false) })}
      >
        {status === 'waiting'
          ? t`If you come back, you start at the end of it.`
          : t`It goes to whoever is next. If you come back, you may have to wait for one.`}
      </Confirm>
    </section>
  );
}
