import { lengthOf } from '@api/contract/length.ts';
import { LIMITS, UPLOADS } from '@api/contract/limits.ts';
import { PostStory, type Story } from '@api/stories/schema.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { i18n } from '@lingui/core';
import { plural, t } from '@lingui/core/macro';
import { Text, Textarea } from '@mantine/core';
import { Suspense, useEffect, useState } from 'react';
import { useForm } from 'react-hook-form';
import { cropPicture } from '../media/picture.ts';
import { wordsAboutFile } from '../media/words.ts';
import { screen } from '../ui/screen.tsx';
import { RowsLoading } from '../ui/skeletons.tsx';
import { placeErrors } from '../users/form-errors.ts';
import { saidErrors } from '../users/said-errors.ts';
import { type Chosen, EDGE } from './choose.ts';
import classes from './composer.module.css';
import { PostButton } from './post-button.tsx';
import { Preview } from './preview.tsx';
import { isStopped, type Texts, usePost } from './use-post.ts';

/** With its library in a file of its own: most pictures are posted as they are. */
const Crop = screen(() => import('../media/crop.tsx'));

interface Props {
  chosen: Chosen;
  choosing: boolean;
  /** Why another file that was chosen can't be used. */
  unusable: string | null;
  onChoose: (file: File | null) => void;
  onChange: (chosen: Chosen) => void;
  onBusy: (busy: boolean) => void;
  onPosted: (story: Story) => void;
}

/** The chosen file as it will be seen, and what is said with it. */
export function Details({ chosen, choosing, unusable, onChoose, onChange, onBusy, onPosted }: Props) {
  const { register, handleSubmit, watch, setError, formState } = useForm<Texts>({
    resolver: saidErrors(zodResolver(PostStory)),
  });
  const { errors } = formState;
  const { post, isPosting, share, stop } = usePost(chosen, onPosted);
  const [failure, setFailure] = useState<string | null>(null);
  const [cropping, setCropping] = useState(false);
  useEffect(() => onBusy(isPosting), [isPosting, onBusy]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was said about the last one is not about this one.
  useEffect(() => setFailure(null), [chosen]);

  if (cropping && chosen.kind === 'image') {
    const { whole } = chosen;
    return (
      <Suspense fallback={<RowsLoading rows={4} />}>
        <Crop
          picture={whole}
          onCancel={() => setCropping(false)}
          onDone={async (area) => {
            onChange({ kind: 'image', whole, picture: area ? await cropPicture(whole.file, area, EDGE) : whole });
            setCropping(false);
          }}
        />
      </Suspense>
    );
  }
  const submit = handleSubmit((texts) => {
    setFailure(null);
    post(texts, {
      onError: (error) => {
        // Whoever has stopped it knows.
        if (isStopped(error)) return;
        const rest = placeErrors(error, setError, ['caption', 'alt']);
        setFailure(rest === null ? null : wordsAboutFile(error, UPLOADS.story.field));
      },
    });
  });
  const typed = i18n.number(lengthOf(watch('caption') ?? ''));
  const said = unusable ?? failure;
  return (
    <form className={classes.details} onSubmit={submit} noValidate>
      <Preview
        chosen={chosen}
        busy={isPosting}
        choosing={choosing}
        onChoose={onChoose}
        onCrop={() => setCropping(true)}
      />
      <div className={classes.fields}>
        <Textarea
          label={t`Caption`}
          dir="auto"
          autosize
          minRows={3}
          maxRows={8}
          disabled={isPosting}
          description={plural({ characters: LIMITS.caption }, { other: `${typed} of # characters` })}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          error={errors.caption?.message}
          {...register('caption')}
        />
        <Textarea
          label={chosen.kind === 'image' ? t`Describe the picture` : t`Describe the video`}
          dir="auto"
          autosize
          minRows={2}
          maxRows={5}
          disabled={isPosting}
          description={t`For those who don’t see it: it is read aloud to them.`}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          error={errors.alt?.message}
          {...register('alt')}
        />
        {said && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert" dir="auto">
            {said}
          </Text>
        )}
        <PostButton busy={isPosting} share={share} onStop={stop} />
      </div>
    </form>
  );
}
