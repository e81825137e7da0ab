import { UPLOADS } from '@api/contract/limits.ts';
import type { Event } from '@api/events/schema.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { cropPicture, type Picture, preparePicture } from '../media/picture.ts';
import { PictureButton, PictureNote } from '../media/picture-button.tsx';
import { Section } from '../ui/card.tsx';
import { screen } from '../ui/screen.tsx';
import { RowsLoading } from '../ui/skeletons.tsx';
import { Cover } from './cover.tsx';
import classes from './form.module.css';

/** With its library in a file of its own. */
const Crop = screen(() => import('../media/crop.tsx'));

const { field, accepts } = UPLOADS.cover;
/** The longest edge that is sent is that of the largest copy, with some to spare. */
const EDGE = 2560;
const RULES = { ...accepts.image, most: 5120, edge: EDGE };
const SHAPE = 16 / 9;

/** What is to become of the cover: nothing, a new picture, or none. */
export type CoverChange = File | 'remove' | null;

interface Props {
  id: string;
  cover: Event['cover'];
  change: CoverChange;
  /** The address of the picture that was chosen. */
  src: string | null;
  busy: boolean;
  /** Why the last one was not taken. */
  failure: unknown;
  onChange: (change: CoverChange) => void;
}

/** A picture for the event, cut to the shape that it is shown in. */
export function CoverField({ id, cover, change, src, busy, failure, onChange }: Props) {
  const [whole, setWhole] = useState<Picture | null>(null);
  const [before, setBefore] = useState<CoverChange>(null);
  const choose = useMutation({
    mutationFn: (file: File) => preparePicture(file, RULES),
    onSuccess: (picture) => {
      setWhole(picture);
      setBefore(change);
      // Whoever saves without having cut it means the picture that they see.
      onChange(picture.file);
    },
  });
  const shown = change === 'remove' ? null : cover;
  const has = shown !== null || change instanceof File;
  return (
    <Section title={t`Cover`}>
      {whole && change instanceof File ? (
        <Suspense fallback={<RowsLoading rows={4} />}>
          <div className={classes.crop}>
            <Crop
              picture={whole}
              shape={SHAPE}
              onCancel={() => {
                onChange(before);
                setWhole(null);
              }}
              onDone={async (area) => {
                onChange((area ? await cropPicture(whole.file, area, EDGE) : whole).file);
                setWhole(null);
              }}
            />
          </div>
        </Suspense>
      ) : (
        <div className={classes.cover}>
          <div className={classes.frame}>
            <Cover id={id} cover={shown} src={src} sizes="(max-width: 800px) 100vw, 640px" />
          </div>
          <Group gap="sm">
            <PictureButton
              label={t`Cover picture`}
              types={RULES.types}
              loading={choose.isPending}
              disabled={busy}
              onChoose={(file) => file && choose.mutate(file)}
            >
              {has ? t`Change picture` : t`Add a picture`}
            </PictureButton>
            {has && (
              <Button
                variant="subtle"
                color="gray"
                disabled={busy}
                onClick={() => onChange(cover === null ? null : 'remove')}
              >
                <Trans>Remove</Trans>
              </Button>
            )}
          </Group>
          <PictureNote error={choose.error ?? failure} field={field}>
            <Trans>A wide picture. Without one, the event gets a colour of its own.</Trans>
          </PictureNote>
        </div>
      )}
    </Section>
  );
}
