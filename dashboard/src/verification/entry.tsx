import type { OwnProfile } from '@api/users/schema.ts';
import { Button, Text } from '@mantine/core';
import { Link } from 'wouter';
import { Section } from '../ui/card.tsx';
import { VerifiedTick } from '../ui/person.tsx';
import { Status } from '../ui/status.tsx';
import classes from './entry.module.css';
import { useOwnVerifications } from './live.ts';

/** How one stands with one's own verification, and the way to it. */
export function VerificationEntry({ me }: { me: OwnProfile }) {
  const { items } = useOwnVerifications();
  const isWaiting = items?.some(({ status }) => status === 'pending') === true;
  return (
    <Section
      title="Verification"
      extra={me.is_verified ? <VerifiedTick size={22} /> : isWaiting && <Status tone="waiting">Waiting</Status>}
    >
      <div className={classes.entry}>
        <Text size="sm" c="dimmed">
          {me.is_verified
            ? 'The tick stands beside your name.'
            : isWaiting
              ? 'Our staff looks at your paper. You are told as soon as it is decided.'
              : 'Show that you are who you say you are, and get a tick beside your name.'}
        </Text>
        <Button component={Link} href="/verification" variant="default">
          {me.is_verified || isWaiting ? 'See how it stands' : 'Get your tick'}
        </Button>
      </div>
    </Section>
  );
}
