import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { useRights } from '../live/rights.tsx';
import { ShieldIcon } from '../ui/icons.tsx';
import { Empty } from '../ui/states.tsx';
import { useTitle } from '../ui/title.ts';
import { showFailure } from '../ui/toast.tsx';

/** What those see who may not work here, or not any more. */
export function Forbidden() {
  useTitle(t`For staff`);
  const { withdrawn, look } = useRights();
  const [busy, setBusy] = useState(false);
  const again = async () => {
    setBusy(true);
    await look().catch(showFailure);
    setBusy(false);
  };
  return (
    <>
      <VisuallyHidden component="h1">{t`For staff`}</VisuallyHidden>
      <div role="alert">
        <Empty
          icon={<ShieldIcon size={24} />}
          title={withdrawn ? t`Your rights here were withdrawn` : t`This part is for staff`}
          action={
            <Group gap="sm" justify="center">
              <Button component={Link} href="/">
                <Trans>Go home</Trans>
              </Button>
              <Button variant="default" loading={busy} onClick={again}>
                <Trans>Check again</Trans>
              </Button>
            </Group>
          }
        >
          {withdrawn
            ? t`What you had open is closed. If that is a mistake, ask whoever gives out these rights.`
            : t`Your account has no rights here. If they were only just given to you, check again.`}
        </Empty>
      </div>
    </>
  );
}
