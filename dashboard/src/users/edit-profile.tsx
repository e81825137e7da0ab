import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { LinkAlone } from '../ui/alone.tsx';
import { Page } from '../ui/page.tsx';
import { PageLoading } from '../ui/skeletons.tsx';
import { FailedPage } from '../ui/states.tsx';
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
          <LinkAlone href={`/people/${me.username}`}>
            <Trans>See it as others do</Trans>
          </LinkAlone>
        }
      >
        <AvatarForm me={me} />
        <VerificationEntry me={me} />
        <ProfileForm me={me} />
      </Page>
    );
  }
  return error ? (
    <FailedPage error={error} onRetry={refetch} title={t`We couldn’t load your profile`} />
  ) : (
    <PageLoading />
  );
}
