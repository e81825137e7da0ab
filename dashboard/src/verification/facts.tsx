import type { ReviewedVerification } from '@api/verification/schema.ts';
import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { sizeOf } from '../media/size.ts';
import { Section } from '../ui/card.tsx';
import { ROLE_LABELS, VerifiedTick } from '../ui/person.tsx';
import { Status } from '../ui/status.tsx';
import { Day, Moment } from '../ui/time.tsx';
import classes from './facts.module.css';
import { caseHref } from './staff-words.ts';
import { DOC_LABELS, REASON_LABELS, STATUS_LABELS, STATUS_TONES } from './words.ts';

const TYPE_LABELS: Record<string, string> = { 'application/pdf': 'PDF' };
const typeOf = (type: string): string => TYPE_LABELS[type] ?? type.replace('image/', '').toUpperCase();

/** What staff compare the paper with. */
export function Facts({ request }: { request: ReviewedVerification }) {
  const { doc_type, name, profile, file, submitted_at, others } = request;
  return (
    <Section title={doc_type === 'identity' ? 'Is this who they are?' : 'Is this their business?'}>
      <p className={classes.name} dir="auto">
        {name}
      </p>
      <dl className={classes.facts}>
        <Fact label="Account">
          <Anchor component={Link} href={`/people/${profile.username}`} inherit fw={600}>
            @{profile.username}
          </Anchor>{' '}
          {profile.is_verified && <VerifiedTick size={14} />}
        </Fact>
        <Fact label="Shown as">{profile.display_name}</Fact>
        <Fact label="Role">{ROLE_LABELS[profile.role]}</Fact>
        <Fact label="Company">{profile.company_name}</Fact>
        <Fact label="Category">{profile.business_category}</Fact>
        <Fact label="Location">{profile.location}</Fact>
        <Fact label="Here since">
          <Day time={profile.created_at} />
        </Fact>
        <Fact label="Sent">
          <Moment time={submitted_at} />
        </Fact>
        <Fact label="Paper">
          {typeOf(file.type)}, {sizeOf(file.bytes)}
        </Fact>
      </dl>
      {others.length > 0 && (
        <>
          <h3 className={classes.sub}>Other requests of theirs</h3>
          <ul className={classes.others}>
            {others.map((other) => (
              <li key={other.id}>
                <Anchor component={Link} href={caseHref(other.id)} inherit fw={600}>
                  {DOC_LABELS[other.doc_type]}, <Day time={other.submitted_at} />
                </Anchor>
                <Status tone={STATUS_TONES[other.status]}>{STATUS_LABELS[other.status]}</Status>
                {other.reason && <span className={classes.dim}>{REASON_LABELS[other.reason]}</span>}
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
