import { REJECTION_WORDS } from '@api/verification/policy.ts';
import type { ReviewedVerification } from '@api/verification/schema.ts';
import { Alert, Stack, Text } from '@mantine/core';
import { Section } from '../ui/card.tsx';
import { Status } from '../ui/status.tsx';
import { Moment } from '../ui/time.tsx';
import { STATUS_LABELS, STATUS_TONES } from './words.ts';

interface Props {
  request: ReviewedVerification;
  /** Nobody decides about themselves. */
  isMine: boolean;
  /** Who was faster. */
  conflict: string | null;
}

/** What was decided about a request, or why one can't decide about it. */
export function Outcome({ request, isMine, conflict }: Props) {
  const { status, reason, note, reviewed_at, lapsed_at } = request;
  return (
    <Section
      title="Decision"
      extra={status !== 'pending' && <Status tone={STATUS_TONES[status]}>{STATUS_LABELS[status]}</Status>}
    >
      <Stack gap="xs">
        {conflict && (
          <Alert color="yellow" role="alert">
            {conflict}
          </Alert>
        )}
        {status === 'pending' && isMine && (
          <Text size="sm">This is your own request: somebody else decides about it.</Text>
        )}
        {reason && <Text size="sm">They were told: “{REJECTION_WORDS[reason]}”</Text>}
        {note && (
          <Text size="sm" dir="auto" style={{ whiteSpace: 'pre-line' }}>
            {note}
          </Text>
        )}
        {reviewed_at && (
          <Text size="sm" c="dimmed">
            Decided <Moment time={reviewed_at} />
          </Text>
        )}
        {lapsed_at && (
          <Text size="sm" c="dimmed">
            Lapsed <Moment time={lapsed_at} />, because the name was changed
          </Text>
        )}
      </Stack>
    </Section>
  );
}
