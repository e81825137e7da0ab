import { t } from '@lingui/core/macro';
import { Stack, Switch } from '@mantine/core';
import { Section } from '../ui/card.tsx';
import { Choices } from '../ui/choices.tsx';
import { RowsLoading } from '../ui/skeletons.tsx';
import { Failed } from '../ui/states.tsx';
import { useChangePreferences, usePreferences } from '../users/preferences.ts';

const writers = () => [
  { value: 'everyone', label: t`Everyone`, hint: t`As a request first` },
  { value: 'connections', label: t`My connections` },
];

const switches = () =>
  [
    { name: 'read_marks', label: t`Others see when I have read their messages`, hint: t`I still see theirs.` },
    { name: 'typing', label: t`Others see that I am typing`, hint: undefined },
    {
      name: 'lock_screen_previews',
      label: t`My phone’s lock screen shows who writes, and what`,
      hint: t`Otherwise it only says that there is something new.`,
    },
  ] as const;

/** What others learn of me, and who may write to me. */
export function Privacy() {
  const { data, error, refetch } = usePreferences();
  const change = useChangePreferences();
  const { privacy } = data ?? {};
  const chosen = { ...privacy, ...(change.isPending ? change.variables?.privacy : undefined) };
  return (
    <Section id="privacy" title={t`Privacy`}>
      {!data && !error && <RowsLoading rows={2} />}
      {error && !data && <Failed error={error} onRetry={refetch} title={t`We couldn’t load your choices`} />}
      {privacy && (
        <Stack gap="lg">
          <Choices
            legend={t`Who can send me a first message`}
            choices={writers()}
            input={(value) => ({
              name: 'messages_from',
              checked: chosen.messages_from === value,
              onChange: () => change.mutate({ privacy: { messages_from: value as 'everyone' | 'connections' } }),
            })}
          />
          {switches().map(({ name, label, hint }) => (
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
