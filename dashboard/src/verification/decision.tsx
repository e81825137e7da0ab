import { LIMITS } from '@api/contract/limits.ts';
import {
  type Decision as DecisionBody,
  REJECTIONS,
  type Rejection,
  type ReviewedVerification,
} from '@api/verification/schema.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { ApiError, call, wordsOf } from '../live/api.ts';
import { useSameKey } from '../live/same-key.ts';
import { Section } from '../ui/card.tsx';
import { CheckIcon, CrossIcon } from '../ui/icons.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { useLeaveGuard } from '../ui/leave-guard.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import classes from './decision.module.css';
import { verificationKeys } from './keys.ts';
import type { PaperState, usePaper } from './paper-of-case.tsx';
import { rejectionWords } from './rejection-words.ts';
import { reasonLabel } from './words.ts';

export type Decided = Pick<ReviewedVerification, 'name'> & Pick<DecisionBody, 'decision'>;

interface Props {
  request: ReviewedVerification;
  paper: Pick<ReturnType<typeof usePaper>, 'state' | 'reload'>;
  shortcuts: boolean;
  onDecided: (decided: Decided) => Promise<void>;
  /** What was in the way when one decided: somebody else, or a new name. */
  conflict: string | null;
  onConflict: (words: string | null) => void;
}

function useDecide({ request: { id, name }, onDecided, onConflict }: Props) {
  const queries = useQueryClient();
  const withSameKey = useSameKey();
  return useMutation({
    mutationFn: (body: DecisionBody) =>
      withSameKey(body, (key) => call('POST /admin/verifications/{id}/decision', { params: { id }, body, key })),
    onSuccess: async (_, { decision }) => {
      await queries.invalidateQueries({ queryKey: verificationKeys.queues, refetchType: 'none' });
      void queries.invalidateQueries({ queryKey: verificationKeys.case(id), refetchType: 'none' });
      await onDecided({ name, decision });
    },
    onError: async (error) => {
      if (!(error instanceof ApiError) || error.code !== 'conflict') return;
      onConflict(error.message);
      await queries.invalidateQueries({ queryKey: verificationKeys.staff, predicate: isNoFile });
    },
  });
}

/** A paper that is fetched again would be opened again. */
const isNoFile = ({ queryKey }: { queryKey: readonly unknown[] }): boolean => !queryKey.includes('file');

/** Why a paper can't be approved that nobody has seen. */
const unseenWords = (state: Exclude<PaperState, 'shown'>): string =>
  ({
    loading: t`The document is still loading. You can approve it once you see it.`,
    failed: t`The document could not be shown, so it can’t be approved.`,
    deleted: t`The document is deleted, so it can’t be approved.`,
  })[state];

interface UnseenProps {
  id: string;
  state: Exclude<PaperState, 'shown'>;
  /** Whether somebody has tried all the same. */
  isAsked: boolean;
  onReload: () => void;
}

const Unseen = ({ id, state, isAsked, onReload }: UnseenProps) => (
  <Alert key={String(isAsked)} color="yellow" role={isAsked || state === 'failed' ? 'alert' : 'status'}>
    <Stack gap="xs" align="start">
      <span id={id}>{unseenWords(state)}</span>
      {state === 'failed' && (
        <Button variant="default" size="xs" onClick={onReload}>
          <Trans>Load again</Trans>
        </Button>
      )}
    </Stack>
  </Alert>
);

/**
 * Approve or reject: first a letter, then a look at what comes of it, then Enter. What isn't seen can only be rejected.
 */
export function Decision(props: Props) {
  const { request, paper, shortcuts, conflict, onConflict } = props;
  const isShown = paper.state === 'shown';
  const [wanted, setChoice] = useState<DecisionBody['decision'] | null>(null);
  const choice = wanted === 'approved' && !isShown ? null : wanted;
  // Approving was asked for before there was anything to see.
  const [isAsked, setAsked] = useState(false);
  const unseenId = useId();
  const { mutate, isPending, isSuccess, error } = useDecide(props);
  // What is decided is still shown while the next case is drawn, and is nothing that could be lost.
  const busy = isPending || isSuccess;
  const approve = useRef<HTMLButtonElement>(null);
  const reject = useRef<HTMLButtonElement>(null);
  const choose = (decision: DecisionBody['decision']) => {
    if (decision === 'approved' && !isShown) {
      setAsked(true);
      return;
    }
    onConflict(null);
    setChoice(decision);
  };
  const back = () => {
    const last = choice === 'approved' ? approve : reject;
    setChoice(null);
    requestAnimationFrame(() => last.current?.focus());
  };
  useShortcuts({ a: () => choose('approved'), r: () => choose('rejected') }, shortcuts && choice === null);
  useShortcuts({ escape: back }, choice !== null && !busy);
  // A name that has changed was not approved by anybody.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new name takes the choice back.
  useEffect(() => setChoice(null), [request.name]);
  const failure = error && !(error instanceof ApiError && error.code === 'conflict') ? wordsOf(error) : null;
  return (
    <Section title={t`Decision`}>
      <Stack gap="sm">
        {(failure ?? conflict) && (
          <Alert color={failure ? 'red' : 'yellow'} role="alert">
            {failure ?? conflict}
          </Alert>
        )}
        {choice === null && paper.state !== 'shown' && (
          <Unseen id={unseenId} state={paper.state} isAsked={isAsked} onReload={paper.reload} />
        )}
        {choice === null && (
          <div className={classes.choice}>
            <Button
              ref={approve}
              disabled={!isShown}
              aria-describedby={isShown ? undefined : unseenId}
              leftSection={<CheckIcon size={18} />}
              rightSection={shortcuts && <Kbd>A</Kbd>}
              aria-keyshortcuts={shortcuts ? 'a' : undefined}
              onClick={() => choose('approved')}
            >
              <Trans>Approve</Trans>
            </Button>
            <Button
              ref={reject}
              variant="default"
              leftSection={<CrossIcon size={18} />}
              rightSection={shortcuts && <Kbd>R</Kbd>}
              aria-keyshortcuts={shortcuts ? 'r' : undefined}
              onClick={() => choose('rejected')}
            >
              <Trans>Reject</Trans>
            </Button>
          </div>
        )}
        {choice === 'approved' && (
          <Approval
            request={request}
            shortcuts={shortcuts}
            busy={busy}
            onBack={back}
            onConfirm={() => mutate({ decision: 'approved', approves: request.name })}
          />
        )}
        {choice === 'rejected' && (
          <RejectionForm
            shortcuts={shortcuts}
            busy={busy}
            onBack={back}
            onConfirm={(reason, note) => mutate({ decision: 'rejected', reason, ...(note && { note }) })}
          />
        )}
      </Stack>
    </Section>
  );
}

interface ApprovalProps {
  request: ReviewedVerification;
  shortcuts: boolean;
  busy: boolean;
  onBack: () => void;
  onConfirm: () => void;
}

function Approval({ request: { name, doc_type }, shortcuts, busy, onBack, onConfirm }: ApprovalProps) {
  const confirm = useRef<HTMLButtonElement>(null);
  useEffect(() => confirm.current?.focus(), []);
  return (
    <>
      <Text size="sm">
        {doc_type === 'identity' ? (
          <Trans>
            The document says <strong dir="auto">“{name}”</strong>, and proves their identity. The tick appears at once,
            and they are told.
          </Trans>
        ) : (
          <Trans>
            The document says <strong dir="auto">“{name}”</strong>, and proves their business. The tick appears at once,
            and they are told.
          </Trans>
        )}
      </Text>
      <div className={classes.choice}>
        <Button ref={confirm} loading={busy} rightSection={shortcuts && <Kbd>⏎</Kbd>} onClick={onConfirm}>
          <Trans>Approve it</Trans>
        </Button>
        <Button variant="default" rightSection={shortcuts && <Kbd>Esc</Kbd>} disabled={busy} onClick={onBack}>
          <Trans>Back</Trans>
        </Button>
      </div>
    </>
  );
}

interface RejectionProps {
  shortcuts: boolean;
  busy: boolean;
  onBack: () => void;
  onConfirm: (reason: Rejection, note: string) => void;
}

function RejectionForm({ shortcuts, busy, onBack, onConfirm }: RejectionProps) {
  const [reason, setReason] = useState<Rejection | null>(null);
  const [note, setNote] = useState('');
  const list = useRef<HTMLFieldSetElement>(null);
  useEffect(() => list.current?.querySelector('input')?.focus(), []);
  useLeaveGuard(note.trim() !== '' && !busy);
  const pick = (at: number) => {
    setReason(REJECTIONS[at] ?? null);
    list.current?.querySelectorAll('input')[at]?.focus();
  };
  useShortcuts(Object.fromEntries(REJECTIONS.map((_, at) => [String(at + 1), () => pick(at)])), shortcuts);
  const words = reason && rejectionWords(reason);
  const needsNote = reason === 'other' && note.trim() === '';
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (reason && !needsNote && !busy) onConfirm(reason, note.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onBack();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
  };
  return (
    <form onSubmit={submit} onKeyDown={onKeyDown} className={classes.form}>
      <fieldset ref={list} className={classes.reasons}>
        <legend>
          <Trans>Why?</Trans>
        </legend>
        {REJECTIONS.map((each, at) => (
          <label key={each} className={classes.reason}>
            <input type="radio" name="reason" value={each} checked={reason === each} onChange={() => setReason(each)} />
            <span>{reasonLabel(each)}</span>
            {shortcuts && <Kbd>{String(at + 1)}</Kbd>}
          </label>
        ))}
      </fieldset>
      {words && (
        <Text size="sm" c="dimmed">
          <Trans>They read: “{words}”</Trans>
        </Text>
      )}
      <Textarea
        label={reason === 'other' ? t`What they should know` : t`What they should know besides (optional)`}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={LIMITS.review_note}
        value={note}
        onChange={({ currentTarget: { value } }) => setNote(value)}
      />
      <Group gap="sm" className={classes.choice}>
        <Button
          type="submit"
          color="red.8"
          loading={busy}
          disabled={!reason || needsNote}
          rightSection={shortcuts && <Kbd>Ctrl ⏎</Kbd>}
        >
          <Trans>Reject it</Trans>
        </Button>
        <Button variant="default" rightSection={shortcuts && <Kbd>Esc</Kbd>} disabled={busy} onClick={onBack}>
          <Trans>Back</Trans>
        </Button>
      </Group>
    </form>
  );
}
