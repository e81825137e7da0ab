import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Confirm } from '../ui/dialog.tsx';
import { ShieldIcon } from '../ui/icons.tsx';
import type { Other } from './actions.tsx';
import { useBlock } from './block.ts';

/** At the foot of somebody's page: seldom needed, and never pressed by mistake. */
export function BlockButton({ person }: { person: Other }) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        size="sm"
        leftSection={<ShieldIcon size={16} />}
        onClick={() => setAsking(true)}
      >
        <Trans>Block</Trans>
      </Button>
      <BlockConfirm person={person} isOpen={asking} onClose={() => setAsking(false)} />
    </>
  );
}

/** Asks before somebody is blocked, and blocks them. */
export function BlockConfirm({ person, isOpen, onClose }: { person: Other; isOpen: boolean; onClose: () => void }) {
  const { block } = useBlock(person);
  const name = person.display_name;
  return (
    <Confirm
      opened={isOpen}
      title={t`Block ${name}?`}
      keep={t`Cancel`}
      verb={t`Block`}
      busy={block.isPending}
      onKeep={onClose}
      onConfirm={() => block.mutate(undefined, { onSettled: onClose })}
    >
      <Trans>You won’t find each other any more, and a connection between you ends. {name} isn’t told.</Trans>
    </Confirm>
  );
}

export function UnblockButton({ person }: { person: Other }) {
  const { unblock } = useBlock(person);
  return (
    <Button variant="default" loading={unblock.isPending} onClick={() => unblock.mutate()}>
      <Trans>Unblock</Trans>
    </Button>
  );
}
