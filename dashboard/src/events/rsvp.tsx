import { closedFor } from '@api/events/policy.ts';
import type { Answer, Event } from '@api/events/schema.ts';
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
import { seatsLeft } from './words.ts';

/** Saves my answer. What is shown follows at once; the counts come by the listener. */
function useAnswer({ id }: Event) {
  const queries = useQueryClient();
  const put = (attendance: NonNullable<Event['attendance']> | null) => {
    queries.setQueryData<Event>(eventKeys.event(id), (event) => event && { ...event, attendance });
    return refreshEvent(queries, id);
  };
  const join = useMutation({
    mutationFn: (status: Answer) => call('POST /events/{id}/join', { params: { id }, body: { status } }),
    onSuccess: ({ status, since, place }) => {
      if (status === 'waiting')
        showDone('All seats are taken. You are on the waiting list, and told when it is your turn.');
      return put({ status, since, place });
    },
    onError: (error) => {
      showFailure(error);
      // It may be cancelled, over or gone by now.
      void refreshEvent(queries, id);
    },
  });
  const leave = useMutation({
    mutationFn: () => call('DELETE /events/{id}/join', { params: { id } }),
    onSuccess: () => put(null),
    onError: showFailure,
  });
  return { join, leave };
}

/** What I have answered, in a sentence. */
function saidOf({ attendance, host, capacity }: Event): string | null {
  switch (attendance?.status) {
    case 'going':
      return capacity === null ? 'You are going.' : 'You are going: a seat is yours.';
    case 'interested':
      return 'You are interested.';
    case 'waiting':
      return attendance.place === null
        ? 'You are on the waiting list.'
        : `You are number ${attendance.place.toLocaleString('en')} on the waiting list.`;
    case 'invited':
      return `${host.display_name} has invited you.`;
    default:
      return null;
  }
}

const LEAVE = {
  going: 'I can’t go',
  interested: 'Not interested any more',
  waiting: 'Leave the waiting list',
  invited: 'Decline',
} as const;

/** My answer, and how to change it. */
export function Rsvp({ event }: { event: Event }) {
  const { join, leave } = useAnswer(event);
  const [asking, setAsking] = useState(false);
  const status = event.attendance?.status;
  const closed = closedFor(event, Date.now());
  const said = saidOf(event);
  const busy = join.isPending || leave.isPending;
  const isFull = seatsLeft(event) === 0 || (event.capacity !== null && event.counts.waiting > 0);
  // Whoever gives up what others wait for, or their place among them, doesn't get it back.
  const isScarce = status === 'waiting' || (status === 'going' && isFull);
  if (closed) return status === 'going' ? <p className={classes.answer}>{closed} You were going.</p> : null;
  return (
    <section className={classes.answer} aria-label="Your answer">
      <p className={classes.said} role="status">
        {said && <bdi>{said}</bdi>}
        {!said &&
          (isFull ? 'All seats are taken. A seat that becomes free goes to the first who waits.' : 'Are you going?')}
      </p>
      <div className={classes.buttons}>
        {status !== 'going' && status !== 'waiting' && (
          <Button
            leftSection={<CheckIcon size={18} />}
            loading={join.isPending && join.variables === 'going'}
            disabled={busy}
            onClick={() => join.mutate('going')}
          >
            {isFull ? 'Join the waiting list' : 'I’m going'}
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
            I’m interested
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
            {LEAVE[status]}
          </Button>
        )}
      </div>
      <Confirm
        opened={asking}
        title={status === 'waiting' ? 'Leave the waiting list?' : 'Give up your seat?'}
        keep="Keep it"
        verb={status === 'waiting' ? 'Leave' : 'Give it up'}
        busy={leave.isPending}
        onKeep={() => setAsking(false)}
        onConfirm={() => leave.mutate(undefined, { onSettled: () => setAsking(false) })}
      >
        {status === 'waiting'
          ? 'If you come back, you start at the end of it.'
          : 'It goes to whoever is next. If you come back, you may have to wait for one.'}
      </Confirm>
    </section>
  );
}
