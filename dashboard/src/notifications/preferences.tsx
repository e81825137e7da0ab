import type { Preferences, PreferencesPatch } from '@api/contract/preferences.ts';
import { t } from '@lingui/core/macro';
import { Switch } from '@mantine/core';
import { Section } from '../ui/card.tsx';
import { Page } from '../ui/page.tsx';
import { PageLoading } from '../ui/skeletons.tsx';
import { Failed } from '../ui/states.tsx';
import { useChangePreferences, usePreferences } from '../users/preferences.ts';
import { MutesList } from './mutes.tsx';
import classes from './preferences.module.css';
import { TOPIC_NAMES } from './topics.ts';

export default function PreferencesPage() {
  const { data, error, refetch } = usePreferences();
  const save = useChangePreferences();
  if (!data) return error ? <Failed error={error} onRetry={refetch} what="your preferences" /> : <PageLoading />;
  return (
    <Page title="What you are told of" narrow>
      <Told preferences={data} change={save.mutate} busy={save.isPending} />
      <Reading preferences={data} change={save.mutate} busy={save.isPending} />
      <MutesList />
    </Page>
  );
}

interface Props {
  preferences: Preferences;
  change: (patch: PreferencesPatch) => void;
  busy: boolean;
}

function Reading({ preferences: { reading }, change, busy }: Props) {
  return (
    <Section title={t`Reading`}>
      <Switch
        label={t`What I have had before me counts as read`}
        description={t`Otherwise it stays unread until you open it, or mark it as read.`}
        checked={reading.on_sight}
        disabled={busy}
        onChange={({ currentTarget: { checked } }) => change({ reading: { on_sight: checked } })}
      />
    </Section>
  );
}

const CHANNELS = [
  ['in_app', 'In the list'],
  ['push', 'On your phone'],
] as const;

function Told({ preferences: { notifications }, change, busy }: Props) {
  const topics = Object.keys(TOPIC_NAMES).filter((topic) => topic in notifications) as (keyof typeof notifications)[];
  return (
    <Section title="Topics">
      <p className={classes.lead}>
        Phones tell it where the Infloo app is installed and allowed to. This browser never asks for that: it shows what
        is new while it is open. What is off in the list doesn’t come on a phone either.
      </p>
      <table className={classes.topics}>
        <thead className={classes.head}>
          <tr>
            <th scope="col">Topic</th>
            {CHANNELS.map(([channel, name]) => (
              <th key={channel} scope="col" className={classes.channel}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {topics.map((topic) => {
            const channels: { in_app?: boolean; push?: boolean } = notifications[topic];
            return (
              <tr key={topic}>
                <th scope="row">{TOPIC_NAMES[topic]}</th>
                {CHANNELS.map(([channel, name]) => (
                  <td key={channel}>
                    {channels[channel] === undefined ? (
                      <span className={classes.fixed}>{channel === 'in_app' ? 'Always' : 'Never'}</span>
                    ) : (
                      <Switch
                        aria-label={`${TOPIC_NAMES[topic]}, ${name.toLowerCase()}`}
                        checked={channels[channel]}
                        disabled={busy || (channel === 'push' && channels.in_app === false)}
                        onChange={({ currentTarget: { checked } }) =>
                          change({ notifications: { [topic]: { [channel]: checked } } })
                        }
                      />
                    )}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </Section>
  );
}
