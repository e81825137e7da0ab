import {
  Button,
  Group,
  PasswordInput,
  Stack,
  Switch,
  Text,
  TextInput,
  Title,
  useMantineColorScheme,
} from '@mantine/core';
import { useState } from 'react';
import { Avatar } from './avatar.tsx';
import { Card, Section } from './card.tsx';
import { Choices } from './choices.tsx';
import { Confirm } from './dialog.tsx';
import { BellIcon, CheckIcon, PlusIcon } from './icons.tsx';
import { Kbd } from './kbd.tsx';
import { Page } from './page.tsx';
import { PersonList, PersonRow, RoleBadge } from './person.tsx';
import { SaveBar } from './save-bar.tsx';
import { CardsLoading, RowsLoading } from './skeletons.tsx';
import { Empty, Failed } from './states.tsx';
import { Status } from './status.tsx';
import { showDone, showFailure } from './toast.tsx';

const ANNA = {
  id: 'a1',
  username: 'anna',
  display_name: 'Anna Weiss',
  role: 'influencer',
  avatar_url: null,
  is_verified: true,
} as const;
const LONG = { ...ANNA, id: 'b2', role: 'entrepreneur', display_name: 'Wilhelmina Featherstonehaugh-Cholm' } as const;

/**
 * Each component in each of its states, for whoever makes a screen of them. Rules: one filled action a section, the rest
 * outlined or plain; text comes in three sizes; what is on its way has the shape of what will come.
 */
export default function Gallery() {
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const [asking, setAsking] = useState(false);
  const [verified, setVerified] = useState(true);
  return (
    <main style={{ padding: 24, maxWidth: 960, margin: '0 auto' }}>
      <Page
        title="Components"
        lead="What screens are made of"
        extra={
          <Group gap="sm">
            <Button variant="default" onClick={() => setColorScheme('light')}>
              Light
            </Button>
            <Button variant="default" onClick={() => setColorScheme('dark')}>
              Dark
            </Button>
          </Group>
        }
      >
        <Section title="Buttons">
          <Group gap="sm">
            <Button leftSection={<PlusIcon size={16} />}>The one of a section</Button>
            <Button variant="light">Good answer</Button>
            <Button variant="outline">One of many</Button>
            <Button variant="default">Beside it</Button>
            <Button variant="subtle" color="gray">
              Least
            </Button>
            <Button color="red.8">For good</Button>
            <Button loading>Busy</Button>
            <Button disabled>Not now</Button>
          </Group>
        </Section>
        <Section title="Text">
          <Title order={1}>A page</Title>
          <Title order={2}>A section</Title>
          <Text>What one reads.</Text>
          <Text size="sm" c="dimmed">
            What explains it.
          </Text>
        </Section>
        <Section title="Fields">
          <Stack gap="md" maw={420}>
            <TextInput label="Empty" placeholder="What goes here" description="What it is for." />
            <TextInput label="Wrong" defaultValue="no address" error="Enter a valid email address." />
            <TextInput label="Off" disabled defaultValue="Not yours to change" />
            <PasswordInput label="Password" />
            <Switch label="Off" />
            <Switch label="On" checked={verified} onChange={(event) => setVerified(event.currentTarget.checked)} />
            <Choices
              legend="One of a few"
              choices={[
                { value: 'a', label: 'First', hint: 'Because' },
                { value: 'b', label: 'Second' },
              ]}
              input={() => ({ name: 'few' })}
              error="Choose one."
            />
          </Stack>
        </Section>
        <Section title="People" extra={<RoleBadge role={ANNA.role} />}>
          <Group gap="sm" mb="sm">
            {[24, 36, 44, 56, 96].map((size) => (
              <Avatar key={size} person={ANNA} size={size} />
            ))}
            <Avatar person={null} />
          </Group>
          <PersonList label="People">
            <PersonRow person={ANNA} action={<Button variant="outline">Connect</Button>} />
            <PersonRow
              person={LONG}
              line="wants to connect · 3 min ago"
              action={
                <Group gap={8} wrap="nowrap">
                  <Button variant="light">Accept</Button>
                  <Button variant="subtle" color="gray">
                    Decline
                  </Button>
                </Group>
              }
            />
          </PersonList>
        </Section>
        <Section title="How it stands">
          <Group gap="sm">
            <Status tone="waiting">Waiting</Status>
            <Status tone="good">Approved</Status>
            <Status tone="bad">Rejected</Status>
            <Status tone="over">Lapsed</Status>
            <Button variant="default" rightSection={<Kbd>N</Kbd>}>
              With its key
            </Button>
          </Group>
        </Section>
        <Section title="On its way">
          <RowsLoading rows={2} />
          <CardsLoading cards={2} />
        </Section>
        <Card>
          <Empty
            icon={<BellIcon size={24} />}
            title="Nothing yet"
            action={<Button variant="default">What to do about it</Button>}
          >
            Why there is nothing.
          </Empty>
        </Card>
        <Card>
          <Failed error={new Error('any')} onRetry={() => showDone('Tried again.')} />
        </Card>
        <Section title="Messages">
          <Group gap="sm">
            <Button variant="default" onClick={() => showDone('It is done.', { label: 'Undo', onClick: () => {} })}>
              Done
            </Button>
            <Button variant="default" onClick={() => showFailure(new Error('any'))}>
              Failed
            </Button>
            <Button variant="default" leftSection={<CheckIcon size={16} />} onClick={() => setAsking(true)}>
              Question
            </Button>
          </Group>
          <Confirm
            opened={asking}
            title="Shall it be done?"
            keep="Keep"
            verb="Do it"
            onKeep={() => setAsking(false)}
            onConfirm={() => setAsking(false)}
          >
            What comes of it.
          </Confirm>
        </Section>
        <SaveBar failure="Infloo could not be reached." busy={false} onDiscard={() => {}} />
      </Page>
    </main>
  );
}
