import type { OwnProfile } from '@api/users/schema.ts';
import { Button, Progress } from '@mantine/core';
import { Link } from 'wouter';
import { Avatar } from '../ui/avatar.tsx';
import { RoleBadge } from '../ui/person.tsx';
import { Section } from '../ui/states.tsx';
import classes from './home.module.css';

/** What makes a profile worth looking at, in the order in which it helps most. */
const steps = (me: OwnProfile): [done: boolean, advice: string][] => [
  [me.avatar_url !== null, 'Add a picture, so that people recognise you.'],
  [me.bio !== '', 'Write a few words about yourself.'],
  [me.business_category !== '', 'Choose a category, so that people find you.'],
  [me.location !== '', 'Say where you are.'],
  [Object.keys(me.social_links).length > 0, 'Link to where you are active.'],
];

export function ProfileCard({ me }: { me: OwnProfile }) {
  const all = steps(me);
  const next = all.find(([done]) => !done)?.[1];
  const done = all.filter(([done]) => done).length;
  return (
    <Section title="Your profile" extra={<RoleBadge role={me.role} />}>
      <div className={classes.profile}>
        <Avatar person={me} size={56} />
        <div>
          <div className={classes.name}>{me.display_name}</div>
          <div className={classes.dim}>
            {me.connection_count} connection{me.connection_count === 1 ? '' : 's'}
          </div>
        </div>
      </div>
      {next && (
        <div className={classes.todo}>
          <Progress value={(100 * done) / all.length} size="sm" mb={10} aria-label="Profile complete" />
          {next}
        </div>
      )}
      <Button component={Link} href={next ? '/profile' : `/people/${me.username}`} variant="light" fullWidth>
        {next ? 'Complete your profile' : 'View your profile'}
      </Button>
    </Section>
  );
}
