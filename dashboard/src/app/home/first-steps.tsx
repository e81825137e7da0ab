import type { OwnProfile } from '@api/users/schema.ts';
import { i18n } from '@lingui/core';
import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { useOpenConnections } from '../../connections/live.ts';
import { Section } from '../../ui/card.tsx';
import { ArrowIcon, CheckIcon, CircleIcon, ClockIcon, DoneIcon } from '../../ui/icons.tsx';
import { useIsWaiting } from '../../verification/entry.tsx';
import classes from './first-steps.module.css';
import { keepGuide, useGuide } from './guide.ts';
import { HowFar } from './how-far.tsx';
import {
  FIRST_CONNECTIONS,
  FIRST_STEPS,
  isBeginning,
  isDone,
  OPTIONAL,
  peopleFor,
  STEP_HREF,
  type Step,
} from './steps.ts';
import { BioStep, CategoryStep, PictureStep } from './take-step.tsx';
import { wordsOfStep } from './words.ts';

/** What a newcomer does first, one after the other; it goes on where they left it, and ends with a sign that it is done. */
export function FirstSteps({ me }: { me: OwnProfile }) {
  const waits = useIsWaiting();
  const guide = useGuide(me.id);
  const isNew = isBeginning(me);
  useEffect(() => {
    if (isNew && guide === 'unseen') keepGuide(me.id, 'begun');
  }, [isNew, guide, me.id]);
  if (guide === 'away' || guide === 'done') return null;
  if (!isNew) return guide === 'begun' ? <AllDone me={me} waits={waits} /> : null;
  const steps = FIRST_STEPS.map((step) => ({ step, done: isDone(step, me, waits) }));
  const [made, most] = [steps.filter((each) => each.done).length, steps.length];
  const [done, all] = [i18n.number(made), i18n.number(most)];
  const current = steps.find((each) => !each.done && !OPTIONAL.has(each.step))?.step;
  return (
    <Section
      title={t`Getting started`}
      extra={
        <Button
          variant="subtle"
          color="gray"
          c="dimmed"
          className={classes.away}
          onClick={() => keepGuide(me.id, 'away')}
        >
          <Trans>Put away</Trans>
        </Button>
      }
    >
      <HowFar percent={(100 * made) / most} label={t`Getting started`}>
        <Trans>
          {done} of {all}
        </Trans>
      </HowFar>
      <ol className={classes.steps}>
        {steps.map((each) => (
          <StepItem key={each.step} {...each} me={me} waits={waits} isCurrent={each.step === current} />
        ))}
      </ol>
    </Section>
  );
}

interface ItemProps {
  step: (typeof FIRST_STEPS)[number];
  done: boolean;
  isCurrent: boolean;
  me: OwnProfile;
  waits: boolean;
}

function StepItem({ step, done, isCurrent, me, waits }: ItemProps) {
  const { label, why } = wordsOfStep(step, me.role);
  const heading = useFocusAsNext(isCurrent);
  if (done) {
    return (
      <li className={classes.done}>
        <DoneIcon size={22} role="img" aria-hidden="false" aria-label={t`Done:`} />
        <span>{label}</span>
      </li>
    );
  }
  if (!isCurrent) {
    return (
      <li>
        <CircleIcon size={22} />
        <Link href={step === 'connections' ? peopleFor(me) : STEP_HREF[step]}>
          {label}
          <ArrowIcon size={18} />
        </Link>
      </li>
    );
  }
  return (
    <li className={classes.current} aria-current="step">
      <CircleIcon size={22} />
      <div className={classes.what}>
        <h3 className={classes.label} ref={heading} tabIndex={-1}>
          {label}
        </h3>
        <p className={classes.why}>{why}</p>
        <Take step={step} me={me} waits={waits} />
      </div>
    </li>
  );
}

/** The focus was in the step before, which is done and gone: it goes on with this one. */
function useFocusAsNext(isCurrent: boolean) {
  const heading = useRef<HTMLHeadingElement>(null);
  const wasCurrent = useRef(isCurrent);
  useEffect(() => {
    const isNext = isCurrent && !wasCurrent.current;
    wasCurrent.current = isCurrent;
    if (isNext && document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, [isCurrent]);
  return heading;
}

/** Where the step is taken: right here, or on its page. */
function Take({ step, me, waits }: { step: Step; me: OwnProfile; waits: boolean }) {
  switch (step) {
    case 'picture':
      return <PictureStep me={me} />;
    case 'bio':
      return <BioStep />;
    case 'category':
      return <CategoryStep />;
    default:
      return <ConnectStep me={me} waits={waits} />;
  }
}

function ConnectStep({ me, waits }: { me: OwnProfile; waits: boolean }) {
  const asked = useOpenConnections().items?.filter(({ sender, status }) => status === 'pending' && sender.id === me.id);
  const [connected, requests] = [me.connection_count, asked?.length ?? 0];
  const [made, wanted] = [i18n.number(connected), i18n.number(FIRST_CONNECTIONS)];
  // Then it is up to the others, and there is something else to do.
  const hasAskedAll = connected + requests >= FIRST_CONNECTIONS;
  return (
    <div className={classes.connect}>
      <ul className={classes.places} aria-hidden="true">
        {Array.from({ length: FIRST_CONNECTIONS }, (_, i) => i).map((place) => (
          <li
            key={place}
            data-taken={place < connected || undefined}
            data-asked={(place >= connected && place < connected + requests) || undefined}
          >
            {place < connected && <CheckIcon size={16} strokeWidth={2.6} />}
            {place >= connected && place < connected + requests && <ClockIcon size={16} />}
          </li>
        ))}
      </ul>
      <span>
        {requests > 0 ? (
          <Plural
            value={requests}
            one={`${made} of ${wanted} so far, and # request waits for an answer.`}
            other={`${made} of ${wanted} so far, and # requests wait for an answer.`}
          />
        ) : (
          <Trans>
            {made} of {wanted} so far. Begin with the people below, or look around.
          </Trans>
        )}
      </span>
      <div className={classes.end}>
        {hasAskedAll && !isDone('tick', me, waits) && (
          <Button component={Link} href={STEP_HREF.tick} variant="light">
            <Trans>Get your tick meanwhile</Trans>
          </Button>
        )}
        <Button component={Link} href={peopleFor(me)} variant={hasAskedAll ? 'default' : 'light'}>
          <Trans>Find people</Trans>
        </Button>
      </div>
    </div>
  );
}

function AllDone({ me, waits }: { me: OwnProfile; waits: boolean }) {
  const close = () => keepGuide(me.id, 'done');
  return (
    <section className={classes.all} aria-label={t`Getting started`}>
      <span className={classes.sign}>
        <CheckIcon size={28} strokeWidth={2.6} />
      </span>
      <div role="status">
        <h2>
          <Trans>You’re all set</Trans>
        </h2>
        <p>
          {me.is_verified || waits
            ? t`Your profile is ready to be found. Enjoy Infloo.`
            : t`Your profile is ready to be found. When you like, get your tick, too.`}
        </p>
      </div>
      <div className={classes.end}>
        {!(me.is_verified || waits) && (
          <Button component={Link} href={STEP_HREF.tick} variant="light" onClick={close}>
            <Trans>Get your tick</Trans>
          </Button>
        )}
        <Button variant="subtle" color="gray" onClick={close}>
          <Trans>Close</Trans>
        </Button>
      </div>
    </section>
  );
}
