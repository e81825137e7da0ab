import { UPLOADS } from '@api/contract/limits.ts';
import type { OwnProfile } from '@api/users/schema.ts';
import { i18n } from '@lingui/core';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { call } from '../live/api.ts';
import { preparePicture } from '../media/picture.ts';
import { PictureButton, PictureNote } from '../media/picture-button.tsx';
import { useAddress } from '../media/use-address.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Section } from '../ui/card.tsx';
import { showDone } from '../ui/toast.tsx';
import classes from './edit-profile.module.css';
import { useMeChanged } from './me.ts';

const { field, accepts } = UPLOADS.avatar;
/** The longest edge that is sent is twice what the largest copy of a picture needs. */
const RULES = { ...accepts.image, most: 5120, edge: 2560 };
const MEGABYTES = RULES.bytes / 1024 / 1024;

export const AvatarForm = ({ me }: { me: OwnProfile }) => (
  <Section title={t`Picture`}>
    <AvatarChooser me={me} />
  </Section>
);

/** My picture, and what can be done about it. */
export function AvatarChooser({ me }: { me: OwnProfile }) {
  const changed = useMeChanged();
  const choose = useMutation({ mutationFn: (file: File) => preparePicture(file, RULES) });
  const picture = choose.data?.file ?? null;
  const preview = useAddress(picture);
  const upload = useMutation({
    mutationFn: async (file: File) => {
      const body = new FormData();
      body.set(field, file);
      await call('PUT /users/profile/avatar', { body });
      await changed();
    },
    onSuccess: () => {
      choose.reset();
      showDone(t`Your new picture is in place.`);
    },
  });
  const remove = useMutation({
    mutationFn: async () => {
      await call('DELETE /users/profile/avatar');
      await changed();
    },
    onSuccess: () => showDone(t`Your picture is removed.`),
  });
  const error = choose.error ?? upload.error ?? remove.error;
  const reset = () => {
    choose.reset();
    upload.reset();
    remove.reset();
  };
  const onChoose = (file: File | null) => {
    reset();
    if (file) choose.mutate(file);
  };
  const label = picture || error ? t`Choose another` : me.avatar_url ? t`Change picture` : t`Add a picture`;

  return (
    <div className={classes.picture}>
      <Avatar person={me} src={preview} size={96} />
      <div className={classes.pictureText}>
        <Group gap="sm">
          {picture && (
            <Button onClick={() => upload.mutate(picture)} loading={upload.isPending}>
              <Trans>Use this picture</Trans>
            </Button>
          )}
          <PictureButton
            label={t`Picture`}
            types={RULES.types}
            loading={choose.isPending}
            disabled={upload.isPending}
            onChoose={onChoose}
          >
            {label}
          </PictureButton>
          {picture && (
            <Button variant="subtle" color="gray" onClick={reset} disabled={upload.isPending}>
              <Trans>Cancel</Trans>
            </Button>
          )}
          {!picture && me.avatar_url && (
            <Button variant="subtle" color="gray" loading={remove.isPending} onClick={() => remove.mutate()}>
              <Trans>Remove</Trans>
            </Button>
          )}
        </Group>
        <PictureNote error={error} field={field}>
          {picture
            ? t`This is how others will see it.`
            : t`JPEG, PNG, WebP, AVIF or GIF; above ${{ megabytes: i18n.number(MEGABYTES) }} MB it is made smaller. It is shown as a circle.`}
        </PictureNote>
      </div>
    </div>
  );
}
