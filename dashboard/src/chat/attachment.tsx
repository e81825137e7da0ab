import { t } from '@lingui/core/macro';
import { CloseButton, Loader, Modal } from '@mantine/core';
import { type CSSProperties, useState } from 'react';
import { Said } from '../live/said.tsx';
import { previewOf } from '../media/preview.ts';
import { sizeOf } from '../media/size.ts';
import { useAddress } from '../media/use-address.ts';
import { useBackCloses } from '../ui/back-closes.ts';
import { AlertIcon, DownloadIcon, FilmIcon, PaperIcon } from '../ui/icons.tsx';
import classes from './attachment.module.css';
import { useAddresses } from './attachment-address.ts';
import type { Known, OutgoingFile } from './types.ts';

type Stored = NonNullable<Known['attachment']>;

/** What one has just sent is shown from here: it need not come back first. */
interface Own {
  local: OutgoingFile | null;
}

/** Room for it before it is there, so that nothing moves when it comes. */
function frameOf(width: number | null | undefined, height: number | null | undefined): CSSProperties {
  const shape = width && height ? Math.min(2, Math.max(0.5, width / height)) : 4 / 3;
  return { '--shape': shape } as CSSProperties;
}

/** A file in a message that has arrived. */
export function AttachmentView({ id, stored, local, from }: ViewProps) {
  if (stored.state === 'refused') {
    return (
      <Note icon={<AlertIcon size={20} />}>
        {stored.kind === 'video' ? t`This video can’t be shown.` : t`This file can’t be shown.`}{' '}
        <Said english={stored.reason ?? ''} />
      </Note>
    );
  }
  if (stored.state === 'processing') {
    return (
      <Note icon={<Loader size={18} />}>
        <span role="status">{t`This video is being prepared…`}</span>
      </Note>
    );
  }
  if (stored.kind === 'image') return <PictureView id={id} stored={stored} local={local} from={from} />;
  if (stored.kind === 'video') return <VideoView id={id} stored={stored} local={local} from={from} />;
  return <PaperView id={id} stored={stored} local={local} from={from} />;
}

interface ViewProps extends Own {
  id: string;
  stored: Stored;
  /** How the one who sent it is called; null where I did. */
  from: string | null;
}

function PictureView({ id, stored, local, from }: ViewProps) {
  const { urls, hasFailed, renew } = useAddresses(id, stored);
  const [isOpen, setOpen] = useState(false);
  useBackCloses(isOpen, () => setOpen(false));
  const own = useAddress(local?.file ?? null);
  const [isThere, setThere] = useState(false);
  const alt = stored.alt || (from === null ? t`Picture from you` : t`Picture from ${from}`);
  const url = own ?? urls?.['1280'] ?? urls?.['320'];
  if (hasFailed && !own) return <Note icon={<AlertIcon size={20} />}>{t`This picture could not be loaded.`}</Note>;
  const preview = previewOf(stored.preview);
  return (
    <>
      <button
        type="button"
        className={classes.frame}
        style={{ ...frameOf(stored.width, stored.height), ...(preview && { backgroundImage: `url(${preview})` }) }}
        aria-label={t`${alt}. Show it larger`}
        onClick={() => setOpen(true)}
      >
        {url && (
          <img
            src={url}
            alt=""
            decoding="async"
            data-there={isThere || undefined}
            onLoad={() => setThere(true)}
            onError={renew}
          />
        )}
      </button>
      {/* With a line of its own above: Mantine's header would be a second banner of the page. */}
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        fullScreen
        padding={0}
        withCloseButton={false}
        classNames={{ content: classes.viewer, body: classes.viewerBody }}
        attributes={{ content: { 'aria-label': alt } }}
      >
        <div className={classes.viewerHead}>
          <span dir="auto">{alt}</span>
          <CloseButton size="lg" variant="transparent" c="white" aria-label={t`Close`} onClick={() => setOpen(false)} />
        </div>
        <img src={url} alt={alt} />
      </Modal>
    </>
  );
}

function VideoView({ id, stored, local, from }: ViewProps) {
  const { urls, hasFailed, renew } = useAddresses(id, stored);
  const own = useAddress(local?.file ?? null);
  if (hasFailed && !own) return <Note icon={<AlertIcon size={20} />}>{t`This video could not be loaded.`}</Note>;
  const preview = previewOf(stored.preview);
  return (
    <div
      className={classes.frame}
      style={{ ...frameOf(stored.width, stored.height), ...(preview && { backgroundImage: `url(${preview})` }) }}
    >
      {(own ?? urls?.video) && (
        // biome-ignore lint/a11y/useMediaCaption: what people send each other has no captions.
        <video
          src={own ?? urls?.video}
          controls
          playsInline
          preload="metadata"
          aria-label={stored.alt || (from === null ? t`Video from you` : t`Video from ${from}`)}
          onError={renew}
        />
      )}
    </div>
  );
}

function PaperView({ id, stored }: ViewProps) {
  const { urls, hasFailed } = useAddresses(id, stored);
  const name = stored.name ?? t`Document`;
  return (
    <a
      className={classes.paper}
      href={urls?.document}
      target="_blank"
      rel="noopener noreferrer"
      aria-disabled={!urls || undefined}
      aria-label={`${name}, PDF, ${sizeOf(stored.bytes)}`}
    >
      <PaperIcon size={26} />
      <span className={classes.words}>
        <bdi>{name}</bdi>
        <small>{hasFailed ? t`Could not be loaded` : urls ? `PDF · ${sizeOf(stored.bytes)}` : t`Loading`}</small>
      </span>
      <DownloadIcon size={20} />
    </a>
  );
}

function Note({ icon, children }: { icon: React.ReactNode; children: React.ReactNode }) {
  return (
    <div className={classes.note}>
      {icon}
      <span>{children}</span>
    </div>
  );
}

/** A file on its way: what it is, and how much of it has arrived. */
export function OutgoingView({
  file: { kind, file, width, height, alt },
  share,
}: {
  file: OutgoingFile;
  share: number | null;
}) {
  const url = useAddress(kind === 'document' ? null : file);
  const percent = Math.round((share ?? 0) * 100);
  const progress = share !== null && share < 1 && (
    <span
      className={classes.progress}
      role="progressbar"
      aria-label={t`Sending`}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <span style={{ width: `${percent}%` }} />
    </span>
  );
  if (kind === 'document') {
    return (
      <div className={classes.paper}>
        <PaperIcon size={26} />
        <span className={classes.words}>
          <bdi>{file.name}</bdi>
          <small>{sizeOf(file.size)}</small>
        </span>
        {progress}
      </div>
    );
  }
  return (
    <div className={classes.frame} style={frameOf(width, height)}>
      {kind === 'image' && url && <img src={url} alt={alt || file.name} data-there />}
      {kind === 'video' &&
        (width ? (
          url && <video src={url} muted playsInline preload="metadata" aria-label={alt || file.name} />
        ) : (
          <FilmIcon size={32} />
        ))}
      {progress}
    </div>
  );
}
