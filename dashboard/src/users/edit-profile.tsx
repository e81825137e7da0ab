import { Anchor, Title } from '@mantine/core';
import { Link } from 'wouter';
import { Failed, PageLoading } from '../ui/states.tsx';
import { useTitle } from '../ui/title.ts';
import { AvatarForm } from './avatar-form.tsx';
import classes from './edit-profile.module.css';
import { useMe } from './me.ts';
import { ProfileForm } from './profile-form.tsx';

export default function EditProfile() {
  useTitle('Your profile');
  const { data: me, error, refetch } = useMe();
  if (me) {
    return (
      <div className={classes.page}>
        <div className={classes.head}>
          <Title order={1}>Your profile</Title>
          <Anchor component={Link} href={`/people/${me.username}`} size="sm" fw={600}>
            See it as others do
          </Anchor>
        </div>
        <AvatarForm me={me} />
        <ProfileForm me={me} />
      </div>
    );
  }
  return error ? <Failed error={error} onRetry={refetch} what="your profile" /> : <PageLoading />;
}
