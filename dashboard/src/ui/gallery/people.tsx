import { Button, Group } from '@mantine/core';
import { Avatar, Faces } from '../avatar.tsx';
import { Backdrop } from '../backdrop.tsx';
import { PersonList, PersonName, PersonRow, RoleBadge, VerifiedTick } from '../person.tsx';
import { Ago } from '../time.tsx';
import { Example, Part } from './example.tsx';
import classes from './gallery.module.css';

const PICTURE = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path fill="#f4d6b0" d="M0 0h8v8H0z"/><circle cx="4" cy="3" r="1.6" fill="#8a4b2a"/><path fill="#2b6b8f" d="M1 8c0-4 6-4 6 0z"/></svg>',
)}`;

export const ANNA = {
  id: 'a1',
  username: 'anna',
  display_name: 'Anna Weiss',
  role: 'influencer',
  avatar_url: null,
  is_verified: true,
} as const;
const PICTURED = {
  ...ANNA,
  id: 'c3',
  username: 'omar',
  display_name: 'عمر حداد',
  role: 'brand',
  avatar_url: PICTURE,
} as const;
const LONG = {
  ...ANNA,
  id: 'b2',
  role: 'entrepreneur',
  is_verified: false,
  display_name: 'Wilhelmina Featherstonehaugh-Cholmondeley of Hertfordshire',
} as const;

export function People() {
  return (
    <Part title="People">
      <Example name="Pictures: initials, a picture, one that can’t be had, on its way">
        {[24, 36, 44, 56, 96].map((size) => (
          <Avatar key={size} person={ANNA} size={size} />
        ))}
        <Avatar person={PICTURED} size={56} />
        <Avatar person={{ ...LONG, avatar_url: 'data:image/png,' }} size={56} />
        <Avatar person={null} size={56} />
      </Example>
      <Example name="Several at once">
        <Faces people={[ANNA, PICTURED, LONG]} />
      </Example>
      <Example name="A name">
        <PersonName person={ANNA} />
        <PersonName person={LONG} />
      </Example>
      <Example name="Behind somebody or something without a picture">
        {['a1', 'b2', 'c3'].map((id) => (
          <Backdrop key={id} of={id} className={classes.backdrop} />
        ))}
      </Example>
      <Example name="What somebody is">
        {(['influencer', 'brand', 'entrepreneur'] as const).map((role) => (
          <RoleBadge key={role} role={role} />
        ))}
        <VerifiedTick />
        <VerifiedTick size={20} />
      </Example>
      <Example name="In a list: alone, with one thing to do, with two, with a long name" wide>
        <PersonList label="People">
          <PersonRow person={ANNA} />
          <PersonRow person={PICTURED} action={<Button variant="outline">Connect</Button>} />
          <PersonRow
            person={LONG}
            line={
              <>
                wants to connect · <Ago time={new Date().toISOString()} />
              </>
            }
            action={
              <Group gap="xs" wrap="nowrap">
                <Button variant="light">Accept</Button>
                <Button variant="subtle" color="gray">
                  Decline
                </Button>
              </Group>
            }
          />
        </PersonList>
      </Example>
    </Part>
  );
}
