import { UPLOADS } from '@api/contract/limits.ts';
import type { OwnProfile } from '@api/users/schema.ts';
import { Button, FileButton, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiError, call, wordsOf } from '../live/api.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Section } from '../ui/card.tsx';
import { CameraIcon } from '../ui/icons.tsx';
import { showDone } from '../ui/toast.tsx';
import classes from './edit-profile.module.css';
import { useMeChanged } from './me.ts';
import { MEGABYTES, preparePicture, UnusablePicture } from './picture.ts';

/** HEIC among them, so that it can be chosen where the browser can read it, and be told about where it can't. */
const CHOICE = [...UPLOADS.avatar.accepts.image.types, '.heic', '.heif'].join(',');

/** The address of a chosen file, for as long as it is shown. */
function usePreview(file: File | null): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = file && URL.createObjectURL(file);
    setUrl(made);
    return () => {
      if (made) URL.revokeObjectURL(made);
    };
  }, [file]);
  return url;
}

function wordsAbout(error: Error): string {
  if (error instanceof UnusablePicture) return error.message;
  const atField =
    error instanceof ApiError && error.errors.find(({ field }) => field === UPLOADS.avatar.field)?.message;
  return atField || wordsOf(error);
}

export function AvatarForm({ me }: { me: OwnProfile }) {
  const changed = useMeChanged();
  const choose = useMutation({ mutationFn: preparePicture });
  const picture = choose.data ?? null;
  const preview = usePreview(picture);
  const upload = useMutation({
    mutationFn: async (file: File) => {
      const body = new FormData();
      body.set(UPLOADS.avatar.field, file);
      await call('PUT /users/profile/avatar', { body });
      await changed();
    },
    onSuccess: () => {
      choose.reset();
      showDone('Your new picture is in place.');
    },
  });
  const remove = useMutation({
    mutationFn: async () => {
      await call('DELETE /users/profile/avatar');
      await changed();
    },
    onSuccess: () => showDone('Your picture is removed.'),
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
  const label = picture || error ? 'Choose another' : me.avatar_url ? 'Change picture' : 'Add a picture';

  return (
    <Section title="Picture">
      <div className={classes.picture}>
        <Avatar person={me} src={preview} size={96} />
        <div className={classes.pictureText}>
          <Group gap="sm">
            {picture && (
              <Button onClick={() => upload.mutate(picture)} loading={upload.isPending}>
                Use this picture
              </Button>
            )}
            <FileButton onChange={onChoose} accept={CHOICE} inputProps={{ 'aria-label': 'Picture' }}>
              {(props) => (
                <Button
                  {...props}
                  variant="default"
                  loading={choose.isPending}
                  disabled={upload.isPending}
                  leftSection={<CameraIcon size={18} />}
                >
                  {label}
                </Button>
              )}
            </FileButton>
            {picture && (
              <Button variant="subtle" color="gray" onClick={reset} disabled={upload.isPending}>
                Cancel
              </Button>
            )}
            {!picture && me.avatar_url && (
              <Button variant="subtle" color="gray" loading={remove.isPending} onClick={() => remove.mutate()}>
                Remove
              </Button>
            )}
          </Group>
          {error ? (
            <Text size="sm" c="var(--mantine-color-error)" role="alert">
              {wordsAbout(error)}
            </Text>
          ) : (
            <Text size="sm" c="dimmed">
              {picture
                ? 'This is how others will see it.'
                : `JPEG, PNG, WebP, AVIF or GIF; above ${MEGABYTES} MB it is made smaller. It is shown as a circle.`}
            </Text>
          )}
        </div>
      </div>
    </Section>
  );
}
