import { UPLOADS } from '@api/contract/limits.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Modal, Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useDrop } from '../media/use-drop.ts';
import { wordsAboutFile } from '../media/words.ts';
import { CrossIcon } from '../ui/icons.tsx';
import { leaveOrAsk, useLeaveGuard } from '../ui/leave-guard.tsx';
import { type Chosen, prepareStory } from './choose.ts';
import classes from './composer.module.css';
import { Details } from './details.tsx';
import { FilePicker } from './file-picker.tsx';
import { useTellPosted } from './mine.ts';

const discard = () => ({
  title: t`Discard this story?`,
  body: t`It isn’t posted yet, and what you have written is not kept.`,
});

/** The first file of what was pasted. */
const fileOf = (data: DataTransfer | null): File | null => data?.files[0] ?? null;

/** Makes a story: a file first, then what is to be said with it. */
export default function Composer({ onClose }: { onClose: () => void }) {
  const isSmall = useMediaQuery('(max-width: 700px)', undefined, { getInitialValueInEffect: false });
  const choose = useMutation({ mutationFn: prepareStory });
  const tellPosted = useTellPosted();
  const [posted, setPosted] = useState(false);
  const [busy, setBusy] = useState(false);
  // Kept when another file is chosen that can't be used.
  const [chosen, setChosen] = useState<Chosen | null>(null);
  useLeaveGuard(chosen !== null && !posted, discard());

  const take = (file: File | null) => {
    if (file && !busy) choose.mutate(file, { onSuccess: setChosen });
  };
  const taken = useRef(take);
  taken.current = take;
  useEffect(() => {
    const onPaste = ({ clipboardData }: ClipboardEvent) => taken.current(fileOf(clipboardData));
    window.addEventListener('paste', onPaste);
    return () => window.removeEventListener('paste', onPaste);
  }, []);
  useEffect(() => {
    if (posted) onClose();
  }, [posted, onClose]);

  // Before there is one, the place for it takes them.
  const drop = useDrop(chosen !== null, (files) => take(files[0] ?? null));
  const error = choose.error ? wordsAboutFile(choose.error, UPLOADS.story.field) : null;
  return (
    <Modal
      opened
      size={chosen ? 720 : 520}
      fullScreen={isSmall}
      padding={0}
      withCloseButton={false}
      closeOnClickOutside={!chosen}
      transitionProps={{ duration: 0 }}
      onClose={() => leaveOrAsk(onClose)}
      attributes={{ content: { 'aria-label': t`New story` } }}
    >
      <div className={classes.composer} data-over={drop.isOver || undefined} {...drop.handlers}>
        <div className={classes.head}>
          <Title order={2} tabIndex={-1} data-autofocus>
            <Trans>New story</Trans>
          </Title>
          <button type="button" className={classes.close} aria-label={t`Close`} onClick={() => leaveOrAsk(onClose)}>
            <CrossIcon size={20} />
          </button>
        </div>
        {chosen ? (
          <Details
            chosen={chosen}
            choosing={choose.isPending}
            unusable={error}
            onChoose={take}
            onChange={setChosen}
            onBusy={setBusy}
            onPosted={(story) => {
              setPosted(true);
              tellPosted(story);
            }}
          />
        ) : (
          <FilePicker choosing={choose.isPending} error={error} onChoose={take} />
        )}
      </div>
    </Modal>
  );
}
