import { LIMITS } from '@api/contract/limits.ts';
import type { DecisionAboutMe } from '@api/reports/schema.ts';
import { Button, Group, Textarea } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { byCursor, call, page, wordsOf } from '../live/api.ts';
import { useSameKey } from '../live/same-key.ts';
import { Card } from '../ui/card.tsx';
import { CheckIcon } from '../ui/icons.tsx';
import { LoadMore } from '../ui/load-more.tsx';
import { RowsLoading } from '../ui/skeletons.tsx';
import { Empty, Failed } from '../ui/states.tsx';
import { Status } from '../ui/status.tsx';
import { Ago } from '../ui/time.tsx';
import { showDone } from '../ui/toast.tsx';
import { reportKeys } from './keys.ts';
import classes from './reports.module.css';
import { APPEAL_LABELS, CATEGORY_LABELS, DONE_LABELS, KIND_LABELS } from './words.ts';

/** What staff have decided about me or what I made, and where I can object. */
export function Decisions() {
  const pages = useInfiniteQuery({
    queryKey: reportKeys.decisions,
    queryFn: ({ pageParam, signal }) => page('GET /reports/decisions', { query: { cursor: pageParam }, signal }),
    ...byCursor,
  });
  const { data, error, refetch } = pages;
  if (!data) {
    return (
      <Card list>{error ? <Failed error={error} onRetry={refetch} what="decisions" /> : <RowsLoading rows={3} />}</Card>
    );
  }
  const decisions = data.pages.flatMap(({ items }) => items);
  return (
    <Card list={decisions.length === 0}>
      {decisions.length === 0 && (
        <Empty icon={<CheckIcon size={24} />} title="Nothing was decided about you">
          Should our staff ever warn you or take something down, you read the reason here, and can object.
        </Empty>
      )}
      <ul className={classes.list} aria-label="Decisions about me">
        {decisions.map((decision) => (
          <Row key={decision.id} decision={decision} />
        ))}
      </ul>
      <LoadMore pages={pages} fullWidth mt="sm" />
    </Card>
  );
}

function Row({ decision }: { decision: DecisionAboutMe }) {
  const { target, snapshot, category, action, reason, decided_at, appeal, can_appeal } = decision;
  const [objecting, setObjecting] = useState(false);
  const shown = [snapshot.title, snapshot.text].filter(Boolean).join('\n');
  return (
    <li>
      <div className={classes.head}>
        <strong>
          {KIND_LABELS[target.kind]}: {CATEGORY_LABELS[category].toLowerCase()}
        </strong>
        <Status tone={appeal?.status === 'reversed' ? 'good' : 'bad'}>
          {appeal?.status === 'reversed' ? 'Undone' : DONE_LABELS[action]}
        </Status>
      </div>
      <p className={classes.dim}>
        <Ago time={decided_at} />
      </p>
      {shown && (
        <p className={classes.said} dir="auto">
          {shown}
        </p>
      )}
      <p>
        Why: <bdi>{reason}</bdi>
      </p>
      {appeal && (
        <p role="status">
          {APPEAL_LABELS[appeal.status]} {appeal.answer && <bdi>{appeal.answer}</bdi>}
        </p>
      )}
      {can_appeal && !objecting && (
        <Button variant="default" onClick={() => setObjecting(true)}>
          Appeal
        </Button>
      )}
      {can_appeal && objecting && <Objection id={decision.id} onClose={() => setObjecting(false)} />}
    </li>
  );
}

interface ObjectionProps {
  id: string;
  /** Of somebody who is suspended, and so has no session. */
  access?: string | undefined;
  onClose: () => void;
}

/** Objects to a decision, once. */
export function Objection({ id, access, onClose }: ObjectionProps) {
  const queries = useQueryClient();
  const withSameKey = useSameKey();
  const [text, setText] = useState('');
  const [isMissing, setMissing] = useState(false);
  const send = useMutation({
    mutationFn: (body: { text: string }) =>
      withSameKey(body, (key) =>
        call('POST /reports/{id}/appeal', { params: { id }, body, key, ...(access && { access }) }),
      ),
    onSuccess: () => {
      showDone('Your appeal is sent. Somebody else of our staff looks at it.');
      if (access) onClose();
      return queries.invalidateQueries({ queryKey: reportKeys.decisions });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(text.trim() === '');
    if (text.trim()) send.mutate({ text: text.trim() });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Textarea
        label="Why should it be looked at again?"
        description="You can appeal once. Somebody else of our staff decides."
        dir="auto"
        autosize
        minRows={2}
        maxRows={8}
        maxLength={LIMITS.report_note}
        value={text}
        data-autofocus
        error={isMissing ? 'Say why it should be looked at again.' : send.error && wordsOf(send.error)}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value);
          setMissing(false);
        }}
      />
      <Group gap="sm" mt="sm">
        <Button type="submit" loading={send.isPending}>
          Send appeal
        </Button>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      </Group>
    </form>
  );
}
