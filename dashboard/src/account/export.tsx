import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Group, Progress, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../live/api.ts';
import { sizeOf } from '../media/size.ts';
import { Section } from '../ui/card.tsx';
import { RowsLoading } from '../ui/skeletons.tsx';
import { Failed } from '../ui/states.tsx';
import { Moment } from '../ui/time.tsx';
import { showFailure } from '../ui/toast.tsx';
import { accountKeys } from './keys.ts';

/** How often it is asked how far the copy is. */
const LOOK_MS = 1_500;

const ASK = {
  none: () => t`Prepare a copy`,
  running: () => t`Prepare a copy`,
  ready: () => t`Make a new copy`,
  failed: () => t`Try again`,
} as const;

/**
 * A copy of everything that Infloo has of me: asked for, made meanwhile, and fetched within a day.
 * @param access the token of somebody who is suspended: what is theirs they may take along
 */
export default function DataExport({ access }: { access?: string }) {
  const queries = useQueryClient();
  const as = access === undefined ? {} : { access };
  const queryKey = access === undefined ? accountKeys.export : [...accountKeys.export, 'suspended'];
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: ({ signal }) => call('GET /users/export', { signal, ...as }),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? LOOK_MS : false),
  });
  const ask = useMutation({
    mutationFn: () => call('POST /users/export', as),
    onSuccess: (running) => queries.setQueryData(queryKey, running),
    onError: showFailure,
  });
  const fetchFile = useMutation({
    // Addresses end after minutes: a new one each time.
    mutationFn: () => call('GET /users/export', as),
    onSuccess: ({ url }) => {
      if (url) window.location.assign(url);
      else void refetch();
    },
    onError: showFailure,
  });
  const running = data?.state === 'running';
  return (
    <Section id="data" title={t`Your data`}>
      <Text size="sm" c="dimmed" mb="md">
        <Trans>
          Everything Infloo holds about you, in one archive: a JSON file for each kind of data, and your pictures,
          videos and documents. It takes a moment, and can be downloaded for 24 hours.
        </Trans>
      </Text>
      {!data && !error && <RowsLoading rows={1} />}
      {error && !data && <Failed error={error} onRetry={refetch} title={t`We couldn’t load your data`} />}
      {running && (
        <div role="status">
          <Text size="sm" mb="xs">
            <Trans>Your copy is being made. You may leave this page: we tell you when it is ready.</Trans>
          </Text>
          <Progress value={Math.max(3, data.progress)} aria-label={t`Your copy is being made`} animated />
        </div>
      )}
      {data?.state === 'ready' && data.expires_at && (
        <Text size="sm" mb="md" role="status">
          <Trans>
            Ready until <Moment time={data.expires_at} />
          </Trans>
          {data.size !== null && ` · ${sizeOf(data.size)}`}
        </Text>
      )}
      {data?.state === 'failed' && (
        <Alert color="red" role="alert" mb="md">
          <Trans>Your copy could not be made, and nothing of it was kept. Please ask for it again.</Trans>
        </Alert>
      )}
      {data && !running && (
        <Group gap="sm">
          {data.state === 'ready' && (
            <Button loading={fetchFile.isPending} onClick={() => fetchFile.mutate()}>
              <Trans>Download</Trans>
            </Button>
          )}
          <Button variant="default" loading={ask.isPending} onClick={() => ask.mutate()}>
            {ASK[data.state]()}
          </Button>
        </Group>
      )}
    </Section>
  );
}
