import { Alert, Button, Group, Progress, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLeaveGuard } from '../leave-guard.tsx';
import { SaveBar } from '../save-bar.tsx';
import { Example, Part } from './example.tsx';

const nothing = () => {};

export function Forms() {
  return (
    <Part title="Forms">
      <Example name="What is said above a form" wide>
        <Stack gap="sm">
          <Alert color="red" title="What went wrong">
            The username or the password is wrong.
          </Alert>
          <Alert color="yellow" title="What to look at">
            Your profile names no company yet.
          </Alert>
          <Alert color="lagoon" title="What is well">
            We have sent you a link.
          </Alert>
        </Stack>
      </Example>
      <Example name="How far something is" wide>
        <Progress value={40} aria-label="Uploading" />
      </Example>
      <Example name="While there are edits: to be saved, on its way, failed" wide>
        <Stack gap="sm">
          {[
            { failure: null, busy: false },
            { failure: null, busy: true },
            { failure: 'Infloo could not be reached.', busy: false },
          ].map((state, i) => (
            // Each within a place of its own, or all would stick to the same edge.
            <div key={['edits', 'busy', 'failed'][i]}>
              <SaveBar {...state} onDiscard={nothing} />
            </div>
          ))}
        </Stack>
      </Example>
      <Example name="Whoever leaves it with edits is asked" wide>
        <Guarded />
      </Example>
    </Part>
  );
}

function Guarded() {
  const [text, setText] = useState('');
  useLeaveGuard(text !== '');
  return (
    <Group align="end">
      <TextInput label="Type something" value={text} onChange={({ currentTarget }) => setText(currentTarget.value)} />
      <Button variant="default" onClick={() => setText('')}>
        Done
      </Button>
    </Group>
  );
}
