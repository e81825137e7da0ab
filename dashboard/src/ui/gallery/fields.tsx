import { Autocomplete, Checkbox, NativeSelect, Select, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Choices } from '../choices.tsx';
import { SearchIcon } from '../icons.tsx';
import { PasswordField } from '../password-field.tsx';
import { Example, Part } from './example.tsx';

const CITIES = ['Accra', 'Beirut', 'Cairo', 'Dakar', 'Essen'];
const ROLES = [
  { value: 'a', label: 'Influencer', hint: 'I have an audience' },
  { value: 'b', label: 'Brand', hint: 'We have something to show' },
  { value: 'c', label: 'Entrepreneur' },
];

export function Fields() {
  return (
    <Part title="Fields">
      <Example name="Of a line">
        <TextInput label="Empty" placeholder="What goes here" description="What it is for." />
        <TextInput label="Filled" defaultValue="Anna Weiss" required />
        <TextInput label="Wrong" defaultValue="no address" error="Enter a valid email address." />
        <TextInput label="Off" disabled defaultValue="Not yours to change" />
        <TextInput label="To search" leftSection={<SearchIcon size={18} />} placeholder="Name or place" />
        <PasswordField label="Password" description="At least 12 characters." />
        <PasswordField label="Wrong password" error="That is not the password." />
      </Example>
      <Example name="Of several lines">
        <Textarea label="About you" description="Others read it on your profile." autosize minRows={3} />
        <Textarea label="Too long" error="At most 500 characters." defaultValue="…" />
      </Example>
      <Example name="One of many">
        <NativeSelect label="As the system has it" data={CITIES} />
        <Select label="To be searched" data={CITIES} searchable placeholder="City" />
        <Select label="Nothing chosen" data={CITIES} error="Choose a city." />
        <Autocomplete label="With suggestions" data={CITIES} description="Or something else." />
      </Example>
      <Example name="On and off" wide>
        <Stack gap="xs">
          <Switching />
          <Switch label="Off, and not to be changed" disabled />
          <Checkbox label="Not taken" />
          <Checkbox label="Taken" defaultChecked description="What follows from it." />
          <Checkbox label="Wrong" error="Say yes first." />
          <Checkbox label="Not to be changed" disabled />
        </Stack>
      </Example>
      <Example name="One of a few" wide>
        <Stack gap="md">
          <Choices legend="Nothing chosen" choices={ROLES} input={() => ({ name: 'none' })} />
          <Choices
            legend="Chosen"
            choices={ROLES}
            input={(value) => ({ name: 'chosen', defaultChecked: value === 'b' })}
          />
          <Choices legend="Wrong" choices={ROLES} input={() => ({ name: 'wrong' })} error="Choose one." />
        </Stack>
      </Example>
    </Part>
  );
}

function Switching() {
  const [on, setOn] = useState(true);
  return (
    <Switch label={on ? 'On' : 'Off'} checked={on} onChange={({ currentTarget }) => setOn(currentTarget.checked)} />
  );
}
