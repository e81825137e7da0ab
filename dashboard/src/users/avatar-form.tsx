import { UPLOADS } from '@api/contract/limits.ts';
import type { OwnProfile } from '@api/users/schema.ts';
import { Button, FileButton, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiError, call, wordsOf } from '../live/api.ts';
import { Avatar } from '../ui/avatar.tsx';
import { CameraIcon } from '../ui/icons.tsx';
import { Section } from '../ui/states.tsx';
import { showDone } from '../ui/toast.tsx';
import classes from './edit-profile.module.css';
import { useMeChanged } from './me.ts';

const { field, accepts } = UPLOADS.avatar;
const MEGABYTES = accepts.image.bytes / 1024 / 1024;

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

const wordsAbout = (error: Error): string =>
  (error instanceof ApiError && error.errors.find((refused) => refused.field === field)?.message) || wordsOf(error);

export function AvatarForm({ me }: { me: OwnProfile }) {
  const [file, setFile] = useState<File | null>(null);
  const preview = usePreview(file);
  const changed = useMeChanged();
  const upload = useMutation({
    mutationFn: async (picture: File) => {
      if (picture.size > accepts.image.bytes) {
        const detail = `This file is larger than ${MEGABYTES} MB. Choose a smaller one.`;
        throw new ApiError({ code: 'payload_too_large', status: 413, detail, errors: [] });
      }
      const body = new FormData();
      body.set(field, picture);
      await call('PUT /users/profile/avatar', { body });
      await changed();
    },
    onSuccess: () => {
      setFile(null);
      showDone('Your new picture is in place.');
    },
  });
  const remove = useMutation({
    mutationFn: async () => {
      await call('DELETE /users/profile/avatar');
      await changed();
    },
  });
  const error = upload.error ?? remove.error;
  const choose = (chosen: File | null) => {
    upload.reset();
    remove.reset();
    setFile(chosen);
  };

  return (
    <Section title="Picture">
      <div className={classes.picture}>
        <Avatar person={me} src={preview} size={96} />
        <div className={classes.pictureText}>
          {file ? (
            <Group gap="sm">
              <Button onClick={() => upload.mutate(file)} loading={upload.isPending}>
                Use this picture
              </Button>
              <Button variant="default" onClick={() => choose(null)} disabled={upload.isPending}>
                Cancel
              </Button>
            </Group>
          ) : (
            <Group gap="sm">
              <FileButton
                onChange={choose}
                accept={accepts.image.types.join(',')}
                inputProps={{ 'aria-label': 'Picture' }}
              >
                {(props) => (
                  <Button {...props} variant="light" leftSection={<CameraIcon size={18} />}>
                    {me.avatar_url ? 'Change picture' : 'Add a picture'}
                  </Button>
                )}
              </FileButton>
              {me.avatar_url && (
                <Button variant="subtle" color="gray" loading={remove.isPending} onClick={() => remove.mutate()}>
                  Remove
                </Button>
              )}
            </Group>
          )}
          {error ? (
            <Text size="sm" c="var(--mantine-color-error)" role="alert">
              {wordsAbout(error)}
            </Text>
          ) : (
            <Text size="sm" c="dimmed">
              JPEG, PNG, WebP, AVIF or GIF, at most {MEGABYTES} MB. It is shown round.
            </Text>
          )}
        </div>
      </div>
    </Section>
  );
}
