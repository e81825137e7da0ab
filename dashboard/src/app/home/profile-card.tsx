import type { OwnProfile } from '@api/users/schema.ts';
import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { locale } from '../../language/language.ts';
import type { Mine } from '../../stories/mine.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Section } from '../../ui/card.tsx';
import { ArrowIcon } from '../../ui/icons.tsx';
import { RoleBadge, VerifiedTick } from '../../ui/person.tsx';
import { useIsWaiting, VerificationLink } from '../../verification/entry.tsx';
import { keepGuide, useGuide } from './guide.ts';
import { HowFar } from './how-far.tsx';
import classes from './profile-card.module.css';
import { isBeginning, progressOf } from './steps.ts';
import { nextFor } from './words.ts';

const numbers = new Intl.NumberFormat(locale);

/** Who I am here, whom I reach, and the one thing that is worth doing next. */
export function ProfileCard({ me, mine }: { me: OwnProfile; mine: Mine }) {
  const views = mine.stories?.reduce((sum, { view_count }) => sum + view_count, 0);
  return (
    <Section title={t`Your profile`} extra={<RoleBadge role={me.role} />}>
      <Link href={`/people/${me.username}`} className={classes.who}>
        <Avatar person={me} size={56} />
        <span>
          <span className={classes.name}>
            <bdi>{me.display_name}</bdi> {me.is_verified && <VerifiedTick />}
          </span>
          <bdi className={classes.dim}>@{me.username}</bdi>
        </span>
      </Link>
      <dl className={classes.facts}>
        <div>
          <dt>
            <Plural value={{ connections: me.connection_count }} one="Connection" other="Connections" />
          </dt>
          <dd>{numbers.format(me.connection_count)}</dd>
        </div>
        <div>
          <dt>
            <Trans>Stories now</Trans>
          </dt>
          <dd>{mine.stories ? numbers.format(mine.stories.length) : '–'}</dd>
        </div>
        <div>
          <dt>
            <Trans>Story views</Trans>
          </dt>
          <dd>{views === undefined ? '–' : numbers.format(views)}</dd>
        </div>
      </dl>
      {me.is_verified ? <Next me={me} waits={false} /> : <NextOfUnverified me={me} />}
    </Section>
  );
}

function NextOfUnverified({ me }: { me: OwnProfile }) {
  const waits = useIsWaiting();
  return (
    <>
      <Next me={me} waits={waits} />
      {waits && <VerificationLink me={me} />}
    </>
  );
}

function Next({ me, waits }: { me: OwnProfile; waits: boolean }) {
  const { percent, next } = progressOf(me, waits);
  const guide = useGuide(me.id);
  if (isBeginning(me)) {
    // The first steps stand on the same page, unless they were put away.
    return guide === 'away' ? (
      <Button variant="light" fullWidth onClick={() => keepGuide(me.id, 'begun')}>
        <Trans>Show the first steps again</Trans>
      </Button>
    ) : null;
  }
  const { label, why, href } = nextFor(me, next);
  return (
    <div>
      {next && (
        <HowFar percent={percent} label={t`How complete your profile is`}>
          {new Intl.NumberFormat(locale, { style: 'percent' }).format(percent / 100)}
        </HowFar>
      )}
      <Link href={href} className={classes.step}>
        <span>
          <strong>{label}</strong>
          <span className={classes.dim}>{why}</span>
        </span>
        <ArrowIcon size={20} />
      </Link>
    </div>
  );
}
