import type { OwnProfile } from '@api/users/schema.ts';
import { Progress } from '@mantine/core';
import { Link } from 'wouter';
import { Section } from '../ui/card.tsx';
import { ArrowIcon, CircleIcon, DoneIcon } from '../ui/icons.tsx';
import classes from './getting-started.module.css';

/** Connections from which on somebody is no newcomer. */
export const FIRST_CONNECTIONS = 3;

interface Step {
  done: boolean;
  label: string;
  href: string;
  /** Not everybody wants it: without it, one isn't a newcomer for ever. */
  optional?: true;
}

/** What makes a profile worth looking at, in the order in which it helps most. */
const stepsOf = (me: OwnProfile): Step[] => [
  { done: me.avatar_url !== null, label: 'Add a picture', href: '/profile' },
  { done: me.bio !== '', label: 'Write a few words about yourself', href: '/profile' },
  { done: me.business_category !== '', label: 'Choose a category, so that people find you', href: '/profile' },
  {
    done: me.connection_count >= FIRST_CONNECTIONS,
    label: `Connect with ${FIRST_CONNECTIONS} people`,
    href: '/people',
  },
  { done: me.is_verified, label: 'Get your tick: show that it is you', href: '/verification', optional: true },
];

/** What a newcomer does first; gone when it is done. */
export function GettingStarted({ me }: { me: OwnProfile }) {
  const steps = stepsOf(me);
  const done = steps.filter((step) => step.done).length;
  if (steps.every((step) => step.done || step.optional)) return null;
  return (
    <Section title="Getting started" extra={<span className={classes.count}>{`${done} of ${steps.length}`}</span>}>
      <Progress value={(100 * done) / steps.length} size="sm" mb="xs" aria-label="Getting started" />
      <ul className={classes.steps}>
        {steps.map(({ done, label, href }) => (
          <li key={label} data-done={done || undefined}>
            {done ? <DoneIcon size={22} role="img" aria-hidden="false" aria-label="Done:" /> : <CircleIcon size={22} />}
            {done ? (
              <span>{label}</span>
            ) : (
              <Link href={href}>
                {label}
                <ArrowIcon size={18} />
              </Link>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
