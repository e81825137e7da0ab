import { t } from '@lingui/core/macro';
import { CloseButton } from '@mantine/core';
import { sizeOf } from '../media/size.ts';
import { useAddress } from '../media/use-address.ts';
import { FilmIcon, PaperIcon } from '../ui/icons.tsx';
import classes from './attached-files.module.css';
import type { Attached, useAttachments } from './use-attachments.ts';

/** What goes with what one is writing, and what was not taken. */
export function AttachedFiles({
  attachments: { files, fault, drop },
}: {
  attachments: ReturnType<typeof useAttachments>;
}) {
  return (
    <>
      {fault && (
        <p className={classes.fault} role="alert" dir="auto">
          {fault}
        </p>
      )}
      {files.length > 0 && (
        <ul className={classes.files} aria-label={t`Files to send`}>
          {files.map(({ id, kind, file }) => (
            <li key={id} className={classes.file} data-kind={kind}>
              <Thumb kind={kind} file={file} />
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
