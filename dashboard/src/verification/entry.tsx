import type { OwnProfile } from '@api/users/schema.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Text } from '@mantine/core';
import { Link } from 'wouter';
import { LinkAlone } from '../ui/alone.tsx';
import { Section } from '../ui/card.tsx';
import { VerifiedTick } from '../ui/person.tsx';
import { Status } from '../ui/status.tsx';
import classes from './entry.module.css';
import { useOwnVerifications } from './live.ts';

/** Whether a document of mine is being looked at. */
export const useIsWaiting = (): boolean =>
  useOwnVerifications().items?.some(({ status }) => status === 'pending') === true;

/** How one stands with one's own verification, and the way to it. */
export function VerificationEntry({ me }: { me: OwnProfile }) {
  const isWaiting = useIsWaiting();
  return (
    <Section
      title={t`Verification`}
      extra={
        me.is_verified ? (
          <VerifiedTick size={22} />
        ) : (
          isWaiting && (
            <Status tone="waiting">
              <Trans>Waiting</Trans>
            </Status>
          )
        )
      }
    >
      <div className={classes.entry}>
        <Text size="sm" c="dimmed">
          {me.is_verified
            ? t`The tick stands beside your name.`
            : isWaiting
              ? t`Our staff is checking your document. We tell you as soon as it is decided.`
              : t`Show that you are who you say you are, and get a tick beside your name.`}
        </Text>
        <Button component={Link} href="/verification" variant="default">
          {me.is_verified || isWaiting ? t`View status` : t`Get your tick`}
        </Button>
      </div>
    </Section>
  );
}

/** The same in a line, for those who aren't verified. */
export function VerificationLink({ me }: { me: OwnProfile }) {
  const isWaiting = useIsWaiting();
  if (me.is_verified) return null;
  return <LinkAlone href="/verification">{isWaiting ? t`We are checking your document` : t`Get your tick`}</LinkAlone>;
}
