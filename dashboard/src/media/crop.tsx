import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import Cropper from 'react-easy-crop';
import 'react-easy-crop/react-easy-crop.css';
import { showFailure } from '../ui/toast.tsx';
import classes from './crop.module.css';
import type { Area, Picture } from './picture.ts';
import { useAddress } from './use-address.ts';

const shapes = () => [
  { label: t`As it is`, shape: null },
  { label: t`Tall`, shape: 9 / 16 },
  { label: t`Portrait`, shape: 4 / 5 },
  { label: t`Square`, shape: 1 },
  { label: t`Wide`, shape: 16 / 9 },
];
const MOST = 4;

interface Props {
  picture: Picture;
  /** Width by height, where nothing else will do; otherwise one of several is chosen. */
  shape?: number;
  onCancel: () => void;
  /** @param area what is left of the picture; null for all of it */
  onDone: (area: Area | null) => Promise<void>;
}

/** Chooses a part of a picture: by dragging, pinching, the wheel, or the arrow keys. */
export default function Crop({ picture, shape: fixed, onCancel, onDone }: Props) {
  const url = useAddress(picture.file);
  const [shape, setShape] = useState<number | null>(fixed ?? null);
  const [crop, setCrop] = useState({ x: 0, y: 0 });
  const [zoom, setZoom] = useState(1);
  const [area, setArea] = useState<Area | null>(null);
  const [busy, setBusy] = useState(false);
  const isWhole = area === null || (area.width >= picture.width && area.height >= picture.height);

  const choose = (next: number | null) => {
    setShape(next);
    setZoom(1);
    setCrop({ x: 0, y: 0 });
  };
  return (
    <div className={classes.crop}>
      <div className={classes.stage}>
        {url && (
          <Cropper
            image={url}
            crop={crop}
            zoom={zoom}
            maxZoom={MOST}
            aspect={shape ?? picture.width / picture.height}
            objectFit="contain"
            disableAutomaticStylesInjection
            cropperProps={{ 'aria-label': t`The part that is kept; arrow keys move it`, role: 'group' }}
            mediaProps={{ alt: '' }}
            onCropChange={setCrop}
            onZoomChange={setZoom}
            onCropComplete={(_, pixels) => setArea(pixels)}
          />
        )}
      </div>
      {fixed === undefined && (
        <fieldset className={classes.shapes}>
          <legend>
            <Trans>Shape</Trans>
          </legend>
          {shapes().map(({ label, shape: value }) => (
            <label key={label}>
              <input type="radio" name="shape" checked={shape === value} onChange={() => choose(value)} />
              {label}
            </label>
          ))}
        </fieldset>
      )}
      <label className={classes.zoom}>
        <Trans>Zoom</Trans>
        <input
          type="range"
          min={1}
          max={MOST}
          step={0.05}
          value={zoom}
          onChange={({ currentTarget }) => setZoom(Number(currentTarget.value))}
        />
      </label>
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onCancel} disabled={busy}>
          <Trans>Cancel</Trans>
        </Button>
        <Button
          loading={busy}
          onClick={async () => {
            setBusy(true);
            try {
              await onDone(isWhole ? null : area);
            } catch (error) {
              showFailure(error);
            } finally {
              setBusy(false);
            }
          }}
        >
          <Trans>Use this part</Trans>
        </Button>
      </Group>
    </div>
  );
}
