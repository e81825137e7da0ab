import { STAFF_PERMISSIONS, type StaffPermission } from '@api/contract/roles.ts';
import type { ReviewedUser } from '@api/staff/schema.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Checkbox, Group, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { wordsOf } from '../live/api.ts';
import { Section } from '../ui/card.tsx';
import { useChange } from './use-change.ts';
import { permissionLabel } from './words.ts';

/** What somebody may do as staff. */
export function RightsForm({ user: { id, display_name: name, permissions } }: { user: ReviewedUser }) {
  const change = useChange(id);
  const [chosen, setChosen] = useState<string[]>(permissions);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const rights = STAFF_PERMISSIONS.filter((permission) => chosen.includes(permission)) as StaffPermission[];
    const done = rights.length > 0 ? t`${name} is staff: they sign in anew for it.` : t`${name} isn’t staff.`;
    change.mutate({ body: { permissions: rights }, done });
  };
  return (
    <Section title={t`Rights as staff`}>
      <form onSubmit={submit}>
        <Stack gap="md">
          {change.error && (
            <Alert color="red" role="alert">
              {wordsOf(change.error)}
            </Alert>
          )}
          <Checkbox.Group value={chosen} onChange={setChosen} aria-label={t`Rights as staff`}>
            <Stack gap="sm">
              {STAFF_PERMISSIONS.map((permission) => (
                <Checkbox key={permission} value={permission} label={permissionLabel(permission)} />
              ))}
            </Stack>
          </Checkbox.Group>
          <Group>
            <Button type="submit" variant="default" loading={change.isPending}>
              <Trans>Save rights</Trans>
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
