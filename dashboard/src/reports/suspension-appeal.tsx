import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { page } from '../live/api.ts';
import { Objection } from './decisions.tsx';
import { reportKeys } from './keys.ts';
import { appealLabel } from './words.ts';

/**
 * Where somebody who is suspended can object, should a report have led to it.
 * @param access the token that sign-in has told: it opens little else
 */
export default function SuspensionAppeal({ access }: { access: string }) {
  const [objecting, setObjecting] = useState(false);
  const { data, refetch } = useQuery({
    queryKey: [...reportKeys.decisions, 'suspended'],
    queryFn: ({ signal }) => page('GET /reports/decisions', { signal, access }),
  });
  const decision = data?.items.find(({ action }) => action === 'suspend');
  if (decision?.appeal?.status === 'open') return <p role="status">{appealLabel('open')}</p>;
  if (!decision?.can_appeal) return null;
  if (!objecting) {
    return (
      <Button variant="default" onClick={() => setObjecting(true)}>
        <Trans>Appeal this decision</Trans>
      </Button>
    );
  }
  return (
    <Objection
      id={decision.id}
      access={access}
      onClose={() => {
        setObjecting(false);
        void refetch();
      }}
    />
  );
}
