import type { ReviewedVerification } from '@api/verification/schema.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Stack, Text } from '@mantine/core';
import { Section } from '../ui/card.tsx';
import { Status } from '../ui/status.tsx';
import { Moment } from '../ui/time.tsx';
import { rejectionWords } from './rejection-words.ts';
import { STATUS_TONES, statusLabel } from './words.ts';

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
  const words = reason && rejectionWords(reason);
  return (
    <Section
      title={t`Decision`}
      extra={status !== 'pending' && <Status tone={STATUS_TONES[status]}>{statusLabel(status)}</Status>}
    >
      <Stack gap="xs">
        {conflict && (
          <Alert color="yellow" role="alert">
            {conflict}
          </Alert>
        )}
        {status === 'pending' && isMine && (
          <Text size="sm">
            <Trans>This is your own request: somebody else decides about it.</Trans>
          </Text>
        )}
        {words && (
          <Text size="sm">
            <Trans>They were told: “{words}”</Trans>
          </Text>
        )}
        {note && (
          <Text size="sm" dir="auto" style={{ whiteSpace: 'pre-line' }}>
            {note}
          </Text>
        )}
        {reviewed_at && (
          <Text size="sm" c="dimmed">
            <Trans>
              Decided <Moment time={reviewed_at} />
            </Trans>
          </Text>
        )}
        {lapsed_at && (
          <Text size="sm" c="dimmed">
            <Trans>
              Lapsed <Moment time={lapsed_at} />, because the name was changed
            </Trans>
          </Text>
        )}
      </Stack>
    </Section>
  );
}
