import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { FileButton } from '../media/file-button.tsx';
import { useAddress } from '../media/use-address.ts';
import { CropIcon, FilmIcon } from '../ui/icons.tsx';
import { CHOICE, type Chosen } from './choose.ts';
import classes from './composer.module.css';

interface Props {
  chosen: Chosen;
  busy: boolean;
  choosing: boolean;
  onChoose: (file: File | null) => void;
  onCrop: () => void;
}

/** What was chosen, as others will see it. */
export function Preview({ chosen, busy, choosing, onChoose, onCrop }: Props) {
  return (
    <div className={classes.preview}>
      <div className={classes.frame}>
        <Content chosen={chosen} />
      </div>
      <div className={classes.previewTools}>
        {chosen.kind === 'image' && (
          <Button variant="default" leftSection={<CropIcon size={18} />} disabled={busy} onClick={onCrop}>
            <Trans>Crop</Trans>
          </Button>
        )}
        <FileButton onChange={onChoose} accept={CHOICE} label={t`Another picture or video`}>
          {(props) => (
            <Button {...props} variant="default" loading={choosing} disabled={busy}>
              <Trans>Choose another</Trans>
            </Button>
          )}
        </FileButton>
      </div>
    </div>
  );
}

function Content({ chosen }: { chosen: Chosen }) {
  const url = useAddress(chosen.kind === 'image' ? chosen.picture.file : chosen.file);
  if (!url) return null;
  if (chosen.kind === 'image') return <img src={url} alt={t`What you have chosen`} />;
  if (!chosen.plays) {
    return (
      <p className={classes.unplayable}>
        <FilmIcon size={28} />
        <Trans>This browser can’t play it here. You can post it all the same: we check it first.</Trans>
      </p>
    );
  }
  return <video src={url} controls muted playsInline loop aria-label={t`What you have chosen`} />;
}
