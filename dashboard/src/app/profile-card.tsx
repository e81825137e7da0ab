import type { OwnProfile } from '@api/users/schema.ts';
import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { Avatar } from '../ui/avatar.tsx';
import { Section } from '../ui/card.tsx';
import { RoleBadge, VerifiedTick } from '../ui/person.tsx';
import { VerificationLink } from '../verification/entry.tsx';
import classes from './home.module.css';

export function ProfileCard({ me }: { me: OwnProfile }) {
  return (
    <Section title="Your profile" extra={<RoleBadge role={me.role} />}>
      <div className={classes.profile}>
        <Avatar person={me} size={56} />
        <div>
          <div className={classes.name}>
            <bdi>{me.display_name}</bdi> {me.is_verified && <VerifiedTick />}
          </div>
          <div className={classes.dim}>
            @{me.username} · {me.connection_count} connection{me.connection_count === 1 ? '' : 's'}
          </div>
        </div>
      </div>
      <VerificationLink me={me} />
      <Button component={Link} href={`/people/${me.username}`} variant="default" fullWidth>
        View your profile
      </Button>
    </Section>
  );
}
