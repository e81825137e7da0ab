import type { ReviewedVerification } from '@api/verification/schema.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { sizeOf } from '../media/size.ts';
import { Section } from '../ui/card.tsx';
import { roleLabel, VerifiedTick } from '../ui/person.tsx';
import { Status } from '../ui/status.tsx';
import { Day, Moment } from '../ui/time.tsx';
import { categoryLabel } from '../users/categories.ts';
import classes from './facts.module.css';
import { caseHref } from './staff-words.ts';
import { docLabel, reasonLabel, STATUS_TONES, statusLabel } from './words.ts';

const TYPE_LABELS: Record<string, string> = { 'application/pdf': 'PDF' };
const typeOf = (type: string): string => TYPE_LABELS[type] ?? type.replace('image/', '').toUpperCase();

/** What staff compare the paper with. */
export function Facts({ request }: { request: ReviewedVerification }) {
  const { doc_type, name, profile, file, submitted_at, others } = request;
  return (
    <Section title={doc_type === 'identity' ? t`Is this who they are?` : t`Is this their business?`}>
      <p className={classes.name} dir="auto">
        {name}
      </p>
      <dl className={classes.facts}>
        <Fact label={t`Account`}>
          <Anchor component={Link} href={`/people/${profile.username}`} inherit fw={600}>
            <bdi>@{profile.username}</bdi>
          </Anchor>{' '}
          {profile.is_verified && <VerifiedTick size={14} />}
        </Fact>
        <Fact label={t`Shown as`}>{profile.display_name}</Fact>
        <Fact label={t`Role`}>{roleLabel(profile.role)}</Fact>
        <Fact label={t`Company`}>{profile.company_name}</Fact>
        <Fact label={t`Category`}>{categoryLabel(profile.business_category)}</Fact>
        <Fact label={t`Location`}>{profile.location}</Fact>
        <Fact label={t`Here since`}>
          <Day time={profile.created_at} />
        </Fact>
        <Fact label={t`Sent`}>
          <Moment time={submitted_at} />
        </Fact>
        <Fact label={t`Paper`}>
          {typeOf(file.type)}, {sizeOf(file.bytes)}
        </Fact>
      </dl>
      {others.length > 0 && (
        <>
          <h3 className={classes.sub}>
            <Trans>Other requests of theirs</Trans>
          </h3>
          <ul className={classes.others}>
            {others.map((other) => (
              <li key={other.id}>
                <Anchor component={Link} href={caseHref(other.id)} inherit fw={600}>
                  {docLabel(other.doc_type)}, <Day time={other.submitted_at} />
                </Anchor>
                <Status tone={STATUS_TONES[other.status]}>{statusLabel(other.status)}</Status>
                {other.reason && <span className={classes.dim}>{reasonLabel(other.reason)}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  if (children === '') return null;
  return (
    <div>
      <dt>{label}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  );
}
