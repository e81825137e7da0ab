import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../live/api.ts';
import { Section } from '../ui/card.tsx';
import { copyText } from '../ui/copy.ts';
import { Confirm } from '../ui/dialog.tsx';
import { CalendarIcon, CopyIcon } from '../ui/icons.tsx';
import { RowsLoading } from '../ui/skeletons.tsx';
import { Failed } from '../ui/states.tsx';
import { Day } from '../ui/time.tsx';
import { showDone, showFailure } from '../ui/toast.tsx';
import { eventKeys } from './keys.ts';

/** Makes, renews and ends the address. It is known here alone, until one leaves the page. */
function useAddress() {
  const queries = useQueryClient();
  const [address, setAddress] = useState<string | null>(null);
  const know = (since: string | null) => queries.setQueryData(eventKeys.calendar, { since });
  const make = useMutation({
    mutationFn: () => call('POST /events/calendar'),
    onSuccess: ({ path }) => {
      setAddress(`${location.origin}${path}`);
      know(new Date().toISOString());
    },
    onError: showFailure,
  });
  const end = useMutation({
    mutationFn: () => call('DELETE /events/calendar'),
    onSuccess: () => {
      setAddress(null);
      know(null);
      showDone(t`The address no longer works.`);
    },
    onError: showFailure,
  });
  return { address, make, end };
}

/** The private address by which a calendar app follows what I go to and host. */
export function CalendarAddress() {
  const { data, error, refetch } = useQuery({
    queryKey: eventKeys.calendar,
    queryFn: ({ signal }) => call('GET /events/calendar', { signal }),
  });
  const { address, make, end } = useAddress();
  const [asking, setAsking] = useState<'renew' | 'end' | null>(null);
  const close = () => setAsking(null);
  return (
    <Section title={t`In your own calendar`}>
      <Text size="sm" c="dimmed" maw="66ch" mb="md">
        <Trans>
          Your calendar app can follow what you go to and host: give it a private address. Whoever has the address can
          read it, so show it to nobody.
        </Trans>
      </Text>
      {!data &&
        (error ? (
          <Failed error={error} onRetry={refetch} title={t`We couldn’t load your calendar`} />
        ) : (
          <RowsLoading rows={1} />
        ))}
      {address && <Shown address={address} />}
      {data && data.since === null && (
        <Button
          variant="default"
          leftSection={<CalendarIcon size={18} />}
          loading={make.isPending}
          onClick={() => make.mutate()}
        >
          <Trans>Make a private address</Trans>
        </Button>
      )}
      {data && data.since !== null && (
        <>
          {!address && (
            <Text size="sm" mb="sm">
              <Trans>
                There is one since <Day time={data.since} />. It was shown when it was made; if it is lost, make a new
                one.
              </Trans>
            </Text>
          )}
          <Group gap="sm">
            <Button variant="default" loading={make.isPending} onClick={() => setAsking('renew')}>
              <Trans>Make a new one</Trans>
            </Button>
            <Button variant="subtle" color="gray" onClick={() => setAsking('end')}>
              <Trans>End it</Trans>
            </Button>
          </Group>
        </>
      )}
      <Confirm
        opened={asking === 'renew'}
        title={t`Make a new address?`}
        keep={t`Keep it`}
        verb={t`Make a new one`}
        busy={make.isPending}
        onKeep={close}
        onConfirm={() => make.mutate(undefined, { onSettled: close })}
      >
        <Trans>The one from before opens nothing any more: calendar apps that follow it need the new one.</Trans>
      </Confirm>
      <Confirm
        opened={asking === 'end'}
        title={t`End the address?`}
        keep={t`Keep it`}
        verb={t`End it`}
        busy={end.isPending}
        onKeep={close}
        onConfirm={() => end.mutate(undefined, { onSettled: close })}
      >
        <Trans>Calendar apps that follow it stop receiving events. You can make a new one at any time.</Trans>
      </Confirm>
    </Section>
  );
}

function Shown({ address }: { address: string }) {
  return (
    <Group gap="sm" align="end" mb="md">
      <TextInput
        label={t`Private address`}
        description={t`Copy it now: it is shown only this once.`}
        readOnly
        dir="ltr"
        flex="1 1 280px"
        value={address}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      <Button leftSection={<CopyIcon size={18} />} onClick={() => void copyText(address, t`The address is copied.`)}>
        <Trans>Copy</Trans>
      </Button>
    </Group>
  );
}
