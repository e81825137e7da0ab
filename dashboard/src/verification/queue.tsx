import {
  DOC_TYPES,
  type QueueQuery,
  VERIFICATION_STATUSES,
  type VerificationDocument,
  type VerificationStatus,
} from '@api/verification/schema.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { NativeSelect } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { byCursor, page } from '../live/api.ts';
import { useFollowQueue } from '../staff/queues.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Card } from '../ui/card.tsx';
import { CheckIcon } from '../ui/icons.tsx';
import { LoadMore } from '../ui/load-more.tsx';
import { Page } from '../ui/page.tsx';
import { RoleBadge } from '../ui/person.tsx';
import { oneOf, useQueryParams } from '../ui/query-params.ts';
import { RowsLoading } from '../ui/skeletons.tsx';
import { Empty, Failed } from '../ui/states.tsx';
import { Status } from '../ui/status.tsx';
import { Tabbed } from '../ui/tabbed.tsx';
import { Ago } from '../ui/time.tsx';
import { verificationKeys } from './keys.ts';
import classes from './queue.module.css';
import { caseHref, isLate } from './staff-words.ts';
import { docLabel, STATUS_TONES, statusLabel } from './words.ts';

const emptyWords = (status: VerificationStatus): string =>
  ({
    pending: t`Nobody is waiting. New requests show here as they come in.`,
    approved: t`Nothing was approved yet.`,
    rejected: t`Nothing was rejected.`,
    lapsed: t`No approval has lapsed. One does when the name changes that was approved.`,
  })[status];

/** The filters live in the address, so that a queue can be bookmarked and returned to. */
function useFilters() {
  const { params, change } = useQueryParams<'status' | 'type'>();
  const query = {
    status: oneOf(VERIFICATION_STATUSES, params.get('status')) ?? 'pending',
    doc_type: oneOf(DOC_TYPES, params.get('type')),
  } satisfies QueueQuery;
  return { query, change };
}

/** Requests to be verified, for staff: those that wait, and what became of the others. */
export default function Queue() {
  const { query, change } = useFilters();
  return (
    <Page
      title={t`Verifications`}
      lead={
        query.status === 'pending' ? t`Whoever has waited longest comes first.` : t`The latest decision comes first.`
      }
      extra={
        <NativeSelect
          aria-label={t`Type`}
          value={query.doc_type ?? ''}
          onChange={({ currentTarget: { value } }) => change({ type: value })}
          data={[
            { value: '', label: t`Any type` },
            ...DOC_TYPES.map((type) => ({ value: type, label: docLabel(type) })),
          ]}
        />
      }
    >
      <Tabbed
        tabs={VERIFICATION_STATUSES.map((name) => ({ name, label: statusLabel(name) }))}
        shown={query.status}
        onChange={(status) => change({ status })}
      >
        <Requests query={query} />
      </Tabbed>
    </Page>
  );
}

function Requests({ query }: { query: QueueQuery & { status: VerificationStatus } }) {
  const pages = useInfiniteQuery({
    queryKey: verificationKeys.queue(query),
    queryFn: ({ pageParam, signal }) =>
      page('GET /admin/verifications', { query: { ...query, cursor: pageParam }, signal }),
    ...byCursor,
  });
  const { data, error, refetch } = pages;
  useFollowQueue(query.status === 'pending' ? 'verifications' : null, refetch);
  if (!data) {
    return (
      <Card list>
        {error ? (
          <Failed error={error} onRetry={refetch} title={t`We couldn’t load the requests`} />
        ) : (
          <RowsLoading rows={5} />
        )}
      </Card>
    );
  }
  const requests = data.pages.flatMap(({ items }) => items);
  return (
    <Card list>
      {requests.length === 0 && (
        <Empty icon={<CheckIcon size={24} />} title={query.status === 'pending' ? t`All done` : t`Nothing here`}>
          {emptyWords(query.status)}
        </Empty>
      )}
      <ul className={classes.list} aria-label={statusLabel(query.status)}>
        {requests.map((request) => (
          <Row key={request.id} request={request} query={query} />
        ))}
      </ul>
      <LoadMore pages={pages} fullWidth my="sm" />
    </Card>
  );
}

function Row({ request, query }: { request: VerificationDocument; query: QueueQuery }) {
  const { id, applicant, doc_type, name, status, submitted_at, reviewed_at } = request;
  return (
    <li>
      <Link href={caseHref(id, query.doc_type)} className={classes.row}>
        <Avatar person={{ ...applicant, avatar_url: null }} />
        <span className={classes.who}>
          <strong>
            <bdi>{name}</bdi>
          </strong>
          <span className={classes.dim}>
            <bdi>@{applicant.username}</bdi> · {docLabel(doc_type)}
          </span>
        </span>
        <span className={classes.role}>
          <RoleBadge role={applicant.role} />
        </span>
        <span className={classes.when}>
          {status === 'pending' ? (
            <span className={classes.age} data-late={isLate(submitted_at) || undefined}>
              <Trans>
                sent <Ago time={submitted_at} />
              </Trans>
            </span>
          ) : (
            <>
              <Status tone={STATUS_TONES[status]}>{statusLabel(status)}</Status>
              <span className={classes.dim}>
                <Ago time={reviewed_at ?? submitted_at} />
              </span>
            </>
          )}
        </span>
      </Link>
    </li>
  );
}
