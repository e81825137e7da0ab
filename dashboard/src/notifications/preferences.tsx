import type { Preferences, PreferencesPatch } from '@api/contract/preferences.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Switch } from '@mantine/core';
import { Section } from '../ui/card.tsx';
import { Page } from '../ui/page.tsx';
import { PageLoading } from '../ui/skeletons.tsx';
import { FailedPage } from '../ui/states.tsx';
import { useChangePreferences, usePreferences } from '../users/preferences.ts';
import { MutesList } from './mutes.tsx';
import classes from './preferences.module.css';
import { topicNames } from './topics.ts';

export default function PreferencesPage() {
  const { data, error, refetch } = usePreferences();
  const save = useChangePreferences();
  if (!data)
    return error ? (
      <FailedPage error={error} onRetry={refetch} title={t`We couldn’t load your preferences`} />
    ) : (
      <PageLoading />
    );
  return (
    <Page title={t`Notification settings`} narrow>
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
        label={t`Mark as read what I have seen`}
        description={t`Otherwise it stays unread until you open it, or mark it as read.`}
        checked={reading.on_sight}
        disabled={busy}
        onChange={({ currentTarget: { checked } }) => change({ reading: { on_sight: checked } })}
      />
    </Section>
  );
}

const channelNames = () =>
  [
    ['in_app', t`In the list`],
    ['push', t`On your phone`],
  ] as const;

function Told({ preferences: { notifications }, change, busy }: Props) {
  const channels = channelNames();
  const names = topicNames();
  const topics = Object.keys(names).filter((topic) => topic in notifications) as (keyof typeof notifications)[];
  return (
    <Section title={t`Topics`}>
      <p className={classes.lead}>
        <Trans>
          Your phone shows these if the Infloo app is installed and may notify you; this browser does while it is open.
          What is off in the list isn’t sent to your phone either.
        </Trans>
      </p>
      <table className={classes.topics}>
        <thead className={classes.head}>
          <tr>
            <th scope="col">
              <Trans>Topic</Trans>
            </th>
            {channels.map(([channel, name]) => (
              <th key={channel} scope="col" className={classes.channel}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {topics.map((topic) => {
            const chosen: { in_app?: boolean; push?: boolean } = notifications[topic];
            return (
              <tr key={topic}>
                <th scope="row">{names[topic]}</th>
                {channels.map(([channel, name]) => (
                  <td key={channel}>
                    {chosen[channel] === undefined ? (
                      <span className={classes.fixed}>
                        {channel === 'in_app' ? t`Always` : t({ message: 'Never', context: 'channel' })}
                      </span>
                    ) : (
                      <Switch
                        aria-label={`${names[topic]}, ${name.toLowerCase()}`}
                        checked={chosen[channel]}
                        disabled={busy || (channel === 'push' && chosen.in_app === false)}
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
