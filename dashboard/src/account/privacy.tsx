import { Stack, Switch } from '@mantine/core';
import { Section } from '../ui/card.tsx';
import { Choices } from '../ui/choices.tsx';
import { RowsLoading } from '../ui/skeletons.tsx';
import { Failed } from '../ui/states.tsx';
import { useChangePreferences, usePreferences } from '../users/preferences.ts';

const WRITERS = [
  { value: 'everyone', label: 'Everyone', hint: 'As a request first' },
  { value: 'connections', label: 'My connections' },
] as const;

const SWITCHES = [
  { name: 'read_marks', label: 'Others see when I have read their messages', hint: 'I see theirs all the same.' },
  { name: 'typing', label: 'Others see that I am typing', hint: undefined },
  {
    name: 'lock_screen_previews',
    label: 'My phone’s lock screen shows who writes, and what',
    hint: 'Otherwise it only says that there is something.',
  },
] as const;

/** What others learn of me, and who may write to me. */
export function Privacy() {
  const { data, error, refetch } = usePreferences();
  const change = useChangePreferences();
  const { privacy } = data ?? {};
  const chosen = { ...privacy, ...(change.isPending ? change.variables?.privacy : undefined) };
  return (
    <Section id="privacy" title="Privacy">
      {!data && !error && <RowsLoading rows={2} />}
      {error && !data && <Failed error={error} onRetry={refetch} what="your choices" />}
      {privacy && (
        <Stack gap="lg">
          <Choices
            legend="Who may write to me for the first time"
            choices={WRITERS}
            input={(value) => ({
              name: 'messages_from',
              checked: chosen.messages_from === value,
              onChange: () => change.mutate({ privacy: { messages_from: value as 'everyone' | 'connections' } }),
            })}
          />
          {SWITCHES.map(({ name, label, hint }) => (
            <Switch
              key={name}
              label={label}
              description={hint}
              checked={chosen[name] ?? privacy[name]}
              onChange={({ currentTarget: { checked } }) => change.mutate({ privacy: { [name]: checked } })}
            />
          ))}
        </Stack>
      )}
    </Section>
  );
}
