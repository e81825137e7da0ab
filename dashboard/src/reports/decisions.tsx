import { LIMITS } from '@api/contract/limits.ts';
import type { DecisionAboutMe } from '@api/reports/schema.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
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
import { appealLabel, categoryLabel, doneLabel, kindLabel } from './words.ts';

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
      <Card list>
        {error ? (
          <Failed error={error} onRetry={refetch} title={t`We couldn’t load decisions`} />
        ) : (
          <RowsLoading rows={3} />
        )}
      </Card>
    );
  }
  const decisions = data.pages.flatMap(({ items }) => items);
  return (
    <Card list={decisions.length === 0}>
      {decisions.length === 0 && (
        <Empty icon={<CheckIcon size={24} />} title={t`Nothing was decided about you`}>
          <Trans>
            Should our staff ever warn you or take something down, you read the reason here, and can object.
          </Trans>
        </Empty>
      )}
      <ul className={classes.list} aria-label={t`Decisions about me`}>
        {decisions.map((decision) => (
          <Row key={decision.id} decision={decision} />
        ))}
      </ul>
      <LoadMore pages={pages} fullWidth mt="sm" />
    </Card>
  );
}

function Row({ decision }: { decision: DecisionAboutMe }) {
  const { target, snapshot, category, action, reason, decided_at, appeal, reversed, can_appeal } = decision;
  const [kind, about] = [kindLabel(target.kind), categoryLabel(category)];
  const whyUndone = reversed?.reason;
  const [objecting, setObjecting] = useState(false);
  const shown = [snapshot.title, snapshot.text].filter(Boolean).join('\n');
  return (
    <li>
      <div className={classes.head}>
        <strong>
          <Trans>
            {kind}: {about}
          </Trans>
        </strong>
        <Status tone={reversed ? 'good' : 'bad'}>{reversed ? t`Undone` : doneLabel(action)}</Status>
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
        <Trans>
          Why: <bdi>{reason}</bdi>
        </Trans>
      </p>
      {appeal && (
        <p role="status">
          {appealLabel(appeal.status)} {appeal.answer && <bdi>{appeal.answer}</bdi>}
        </p>
      )}
      {reversed && appeal?.status !== 'reversed' && (
        <p role="status">
          <Trans>
            We looked at it once more, and have undone it: <bdi>{whyUndone}</bdi>
          </Trans>
        </p>
      )}
      {can_appeal && !objecting && (
        <Button variant="default" onClick={() => setObjecting(true)}>
          <Trans>Appeal</Trans>
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
      showDone(t`Your appeal is sent. Somebody else of our staff looks at it.`);
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
        label={t`Why should it be looked at again?`}
        description={t`You can appeal once. Somebody else of our staff decides.`}
        dir="auto"
        autosize
        minRows={2}
        maxRows={8}
        maxLength={LIMITS.report_note}
        value={text}
        data-autofocus
        error={isMissing ? t`Say why it should be looked at again.` : send.error && wordsOf(send.error)}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value);
          setMissing(false);
        }}
      />
      <Group gap="sm" mt="sm">
        <Button type="submit" loading={send.isPending}>
          <Trans>Send appeal</Trans>
        </Button>
        <Button variant="default" onClick={onClose}>
          <Trans>Cancel</Trans>
        </Button>
      </Group>
    </form>
  );
}
