import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import { Page } from '../ui/page.tsx';
import { PageLoading } from '../ui/skeletons.tsx';
import { Failed } from '../ui/states.tsx';
import { VerificationEntry } from '../verification/entry.tsx';
import { AvatarForm } from './avatar-form.tsx';
import { useMe } from './me.ts';
import { ProfileForm } from './profile-form.tsx';

export default function EditProfile() {
  const { data: me, error, refetch } = useMe();
  if (me) {
    return (
      <Page
        title={t`Your profile`}
        narrow
        extra={
          <Anchor component={Link} href={`/people/${me.username}`} size="sm" fw={600}>
            <Trans>See it as others do</Trans>
          </Anchor>
        }
      >
        <AvatarForm me={me} />
        <VerificationEntry me={me} />
        <ProfileForm me={me} />
      </Page>
    );
  }
  return error ? <Failed error={error} onRetry={refetch} title={t`We couldn’t load your profile`} /> : <PageLoading />;
}
