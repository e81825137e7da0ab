import type { ReviewedUser } from '@api/staff/schema.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { locale } from '../language/language.ts';
import { call, isNotFound } from '../live/api.ts';
import { useUid } from '../live/session.tsx';
import { ReportsAbout } from '../reports/about.tsx';
import classes from '../reports/reports.module.css';
import { LinkAlone } from '../ui/alone.tsx';
import { Section } from '../ui/card.tsx';
import { NotFound } from '../ui/not-found.tsx';
import { Page } from '../ui/page.tsx';
import { roleLabel } from '../ui/person.tsx';
import { PageLoading } from '../ui/skeletons.tsx';
import { FailedPage } from '../ui/states.tsx';
import { Ago, Moment } from '../ui/time.tsx';
import { fieldWords } from './audit-words.ts';
import { deedLabel } from './deeds.ts';
import { staffKeys } from './keys.ts';
import { RightsForm } from './rights-form.tsx';
import { StandingForm } from './standing-form.tsx';
import tables from './table.module.css';
import { stateLabel } from './words.ts';

/** Somebody, for staff: who they are, what was said and done about them, and what can be. @param id as in the address */
export default function StaffPerson({ id }: { id: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: staffKeys.person(id),
    queryFn: ({ signal }) => call('GET /admin/users/{id}', { params: { id }, signal }),
  });
  if (isNotFound(error)) return <NotFound what="person" />;
  if (!data)
    return error ? (
      <FailedPage error={error} onRetry={refetch} title={t`We couldn’t load this person`} />
    ) : (
      <PageLoading />
    );
  return <PersonView user={data} />;
}

function PersonView({ user }: { user: ReviewedUser }) {
  const uid = useUid();
  return (
    <Page
      title={user.display_name}
      lead={<bdi>@{user.username}</bdi>}
      extra={
        <LinkAlone href="/staff/people">
          <Trans>All people</Trans>
        </LinkAlone>
      }
    >
      <div className={classes.columns}>
        <div className={classes.column}>
          <Facts user={user} />
          <ReportsAbout title={t`Reports about them`} reports={user.reports} />
          <Log user={user} />
        </div>
        <div className={classes.column}>
          {user.id === uid ? (
            <Section title={t`Standing`}>
              <p>{t`This is you. Somebody else decides about you.`}</p>
            </Section>
          ) : (
            <>
              <StandingForm key={user.suspension?.since ?? 'free'} user={user} />
              <RightsForm key={user.permissions.join()} user={user} />
            </>
          )}
        </div>
      </div>
    </Page>
  );
}

function Facts({ user }: { user: ReviewedUser }) {
  const { email, role, is_verified, connection_count, created_at, withheld, sign_in } = user;
  // A session that was never carried on says nothing of itself.
  const lastThere = sign_in?.last_active ?? sign_in?.last_sign_in;
  const states = withheld.map(stateLabel).join(', ');
  return (
    <Section title={t`About`}>
      <dl className={tables.facts}>
        <dt>{t`E-mail`}</dt>
        <dd>{email}</dd>
        <dt>{t`Role`}</dt>
        <dd>
          {roleLabel(role)}
          {is_verified && ` · ${t`Verified`}`}
        </dd>
        <dt>{t`Connections`}</dt>
        <dd>{connection_count.toLocaleString(locale)}</dd>
        <dt>{t`Joined`}</dt>
        <dd>
          <Moment time={created_at} />
        </dd>
        <dt>{t`Signed in`}</dt>
        <dd>{sign_in?.last_sign_in ? <Moment time={sign_in.last_sign_in} /> : t`Never`}</dd>
        <dt>{t`Last there`}</dt>
        <dd>{lastThere ? <Ago time={lastThere} /> : t`Never`}</dd>
        <dt>{t`To be found`}</dt>
        <dd>{withheld.length === 0 ? t`Yes` : t`No: ${states}`}</dd>
      </dl>
    </Section>
  );
}

function Log({ user: { log } }: { user: ReviewedUser }) {
  return (
    <Section title={t`What staff did`}>
      {log.length === 0 && <p className={classes.dim}>{t`Nothing.`}</p>}
      <ul className={classes.list}>
        {log.map(({ id, action, actor, at, details }) => (
          <li key={id}>
            {deedLabel(action)}
            {details && <p className={classes.dim}>{fieldWords(details)}</p>}
            <p className={classes.dim}>
              <bdi>{actor.username}</bdi> · <Ago time={at} />
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
