import type { ReviewedVerification } from '@api/verification/schema.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Switch, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { call, isNotFound } from '../live/api.ts';
import { useUid } from '../live/session.tsx';
import { BackLink } from '../ui/alone.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { NotFound } from '../ui/not-found.tsx';
import { useShortcuts, useShortcutsOn } from '../ui/shortcuts.ts';
import { PageLoading } from '../ui/skeletons.tsx';
import { FailedPage } from '../ui/states.tsx';
import { Status } from '../ui/status.tsx';
import { Ago } from '../ui/time.tsx';
import { useTitle } from '../ui/title.ts';
import { showDone } from '../ui/toast.tsx';
import classes from './case.module.css';
import { type Decided, Decision } from './decision.tsx';
import { Facts } from './facts.tsx';
import { verificationKeys } from './keys.ts';
import { useNextInLine } from './line.ts';
import { Outcome } from './outcome.tsx';
import { Paper, usePaper } from './paper-of-case.tsx';
import { docLabel, STATUS_TONES, statusLabel } from './words.ts';

/** One request, for staff: the paper beside what it should prove. @param id as in the address */
export default function Case({ id }: { id: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: verificationKeys.case(id),
    queryFn: ({ signal }) => call('GET /admin/verifications/{id}', { params: { id }, signal }),
  });
  useTitle(data ? t`${{ name: data.name }} · Verification` : t`Verification`);
  if (isNotFound(error)) return <NotFound what="request" />;
  if (data) return <CaseView request={data} />;
  if (error) return <FailedPage error={error} onRetry={refetch} title={t`We couldn’t load this request`} />;
  return <PageLoading />;
}

function CaseView({ request }: { request: ReviewedVerification }) {
  const uid = useUid();
  const [, navigate] = useLocation();
  const { on: shortcuts, wanted, hasKeyboard, setWanted } = useShortcutsOn();
  const paper = usePaper(request);
  const { next, queueHref } = useNextInLine(request.id);
  // Why somebody else's decision, or a changed name, was in the way.
  const [conflict, setConflict] = useState<string | null>(null);
  const goOn = async () => navigate(await next('leaving'));
  const onDecided = async ({ name, decision }: Decided) => {
    showDone(decision === 'approved' ? t`Approved: ${name}` : t`Rejected: ${name}`);
    navigate(await next('decided'));
  };
  useShortcuts({ n: () => void goOn() }, shortcuts);
  const { status, doc_type, name, submitted_at, user } = request;
  const isMine = user === uid;
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <BackLink href={queueHref} label={t`Back to the queue`} />
        <div className={classes.title}>
          <Title order={1}>
            <bdi>{name}</bdi>
          </Title>
          <div className={classes.line}>
            <Status tone={STATUS_TONES[status]}>{statusLabel(status)}</Status>
            <Text size="sm" c="dimmed" span>
              {docLabel(doc_type)} ·{' '}
              <Trans>
                sent <Ago time={submitted_at} />
              </Trans>
            </Text>
          </div>
        </div>
        <Group gap="md" wrap="nowrap" className={classes.tools}>
          {hasKeyboard && (
            <Switch
              label={t`Shortcuts`}
              checked={wanted}
              onChange={({ currentTarget: { checked } }) => setWanted(checked)}
            />
          )}
          <Button
            variant="default"
            aria-keyshortcuts={shortcuts ? 'n' : undefined}
            rightSection={shortcuts && <Kbd>N</Kbd>}
            onClick={goOn}
          >
            <span className={classes.long}>
              <Trans>Next in line</Trans>
            </span>
            <span className={classes.short}>
              <Trans>Next</Trans>
            </span>
          </Button>
        </Group>
      </header>
      <div className={classes.columns}>
        <Paper request={request} paper={paper} shortcuts={shortcuts} />
        <div className={classes.side}>
          <Facts request={request} />
          {status === 'pending' && !isMine ? (
            <Decision
              request={request}
              paper={paper}
              shortcuts={shortcuts}
              onDecided={onDecided}
              conflict={conflict}
              onConflict={setConflict}
            />
          ) : (
            <Outcome request={request} isMine={isMine} conflict={conflict} />
          )}
        </div>
      </div>
    </div>
  );
}
