import { LIMITS } from '@api/contract/limits.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { CloseButton, TextInput, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { sizeOf } from '../media/size.ts';
import { useAddress } from '../media/use-address.ts';
import { CheckIcon, FilmIcon, PaperIcon } from '../ui/icons.tsx';
import classes from './attached-files.module.css';
import type { Attached, useAttachments } from './use-attachments.ts';

/** What goes with what one is writing, what is to be seen on it, and what was not taken. */
export function AttachedFiles({
  attachments: { files, fault, describe, drop },
}: {
  attachments: ReturnType<typeof useAttachments>;
}) {
  const [open, setOpen] = useState<string | null>(null);
  const described = files.find(({ id }) => id === open);
  return (
    <>
      {fault && (
        <p className={classes.fault} role="alert" dir="auto">
          {fault}
        </p>
      )}
      {files.length > 0 && (
        <ul className={classes.files} aria-label={t`Files to send`}>
          {files.map(({ id, kind, file, alt }) => (
            <li key={id} className={classes.file} data-kind={kind}>
              <Thumb kind={kind} file={file} />
              {kind !== 'document' && (
                <UnstyledButton
                  className={classes.describe}
                  aria-label={t`Describe ${{ file: file.name }}`}
                  aria-expanded={open === id}
                  onClick={() => setOpen(open === id ? null : id)}
                >
                  {alt && <CheckIcon size={14} />}
                  <Trans>Describe</Trans>
                </UnstyledButton>
              )}
              <CloseButton
                className={classes.remove}
                size="sm"
                radius="xl"
                variant="default"
                aria-label={t`Remove ${{ file: file.name }}`}
                onClick={() => drop(id)}
              />
            </li>
          ))}
        </ul>
      )}
      {described && (
        <TextInput
          // Another file's is another field, and begins with the focus.
          key={described.id}
          autoFocus
          className={classes.alt}
          dir="auto"
          label={described.kind === 'image' ? t`Describe the picture` : t`Describe the video`}
          description={t`For those who don’t see it: it is read aloud to them.`}
          maxLength={LIMITS.alt}
          value={described.alt ?? ''}
          onChange={({ currentTarget: { value } }) => describe(described.id, value)}
          onKeyDown={({ key, nativeEvent }) => {
            if ((key === 'Enter' && !nativeEvent.isComposing) || key === 'Escape') setOpen(null);
          }}
        />
      )}
    </>
  );
}

function Thumb({ kind, file }: Pick<Attached, 'kind' | 'file'>) {
  const url = useAddress(kind === 'image' ? file : null);
  if (kind === 'image') return url && <img src={url} alt={file.name} className={classes.picture} />;
  const Icon = kind === 'video' ? FilmIcon : PaperIcon;
  return (
    <span className={classes.paper}>
      <Icon size={22} />
      <span className={classes.words}>
        <bdi>{file.name}</bdi>
        <small>{sizeOf(file.size)}</small>
      </span>
    </span>
  );
}
