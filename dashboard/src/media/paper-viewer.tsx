import { i18n } from '@lingui/core';
import { t } from '@lingui/core/macro';
import { ActionIcon, Loader, Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { type ComponentType, type PointerEvent, useEffect, useRef, useState } from 'react';
import { AlertIcon, ArrowIcon, BackIcon, FitIcon, TurnIcon, ZoomInIcon, ZoomOutIcon } from '../ui/icons.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import classes from './paper-viewer.module.css';
import { useAddress } from './use-address.ts';
import { usePage, usePdf } from './use-pdf.ts';

/** Times as large as what fits. */
const ZOOMS = [1, 1.5, 2, 3, 4, 6] as const;

interface View {
  zoom: number;
  /** Degrees, clockwise. */
  turned: number;
  page: number;
}
const START: View = { zoom: 0, turned: 0, page: 1 };

interface Props {
  file: Blob;
  /** What it is, for those who don't see it. */
  label: string;
  /** Whether keys zoom and turn it, wherever the focus is. */
  shortcuts?: boolean;
  /** Told once there is something to see, or that there is nothing. */
  onShown?: (isShown: boolean) => void;
}

/** Tells what came of a file, each time that changes. @param isShown null while it is on its way */
function useTellShown(isShown: boolean | null, onShown: Props['onShown']): void {
  const tell = useRef(onShown);
  tell.current = onShown;
  useEffect(() => {
    if (isShown !== null) tell.current?.(isShown);
  }, [isShown]);
}

/** A paper to look at closely: a picture or a PDF, which can be made larger, moved and turned. Another file needs another key. */
export function PaperViewer({ file, label, shortcuts = false, onShown }: Props) {
  const [view, setView] = useState(START);
  const [isShown, setShown] = useState<boolean | null>(null);
  const isPdf = file.type === 'application/pdf';
  const { pdf, failure } = usePdf(isPdf ? file : null);
  useTellShown(failure ? false : isShown, onShown);
  const pages = pdf?.numPages ?? 1;
  const change = (by: Partial<View>) => setView((now) => ({ ...now, ...by }));
  const zoomBy = (step: number) =>
    setView((now) => ({ ...now, zoom: Math.min(ZOOMS.length - 1, Math.max(0, now.zoom + step)) }));
  const turn = () => setView((now) => ({ ...now, turned: (now.turned + 90) % 360 }));
  const go = (step: number) => setView((now) => ({ ...now, page: Math.min(pages, Math.max(1, now.page + step)) }));
  const fit = () => change({ zoom: 0 });
  useShortcuts(
    {
      '+': () => zoomBy(1),
      '=': () => zoomBy(1),
      '-': () => zoomBy(-1),
      '0': fit,
      t: turn,
      '[': () => go(-1),
      ']': () => go(1),
    },
    shortcuts,
  );
  const zoom = ZOOMS[view.zoom] ?? 1;
  return (
    <div className={classes.viewer}>
      <div className={classes.tools}>
        <Tool icon={ZoomOutIcon} label={t`Smaller (−)`} onClick={() => zoomBy(-1)} disabled={view.zoom === 0} />
        <output className={`${classes.value} ${classes.size}`} aria-label={t`Size`}>
          {i18n.number(Math.round(zoom * 100))} %
        </output>
        <Tool
          icon={ZoomInIcon}
          label={t`Larger (+)`}
          onClick={() => zoomBy(1)}
          disabled={view.zoom === ZOOMS.length - 1}
        />
        <Tool icon={FitIcon} label={t`Fit (0)`} onClick={fit} disabled={view.zoom === 0} />
        <Tool icon={TurnIcon} label={t`Turn (T)`} onClick={turn} />
        {pages > 1 && (
          <span className={classes.pages}>
            <Tool icon={BackIcon} label={t`Page before ([)`} onClick={() => go(-1)} disabled={view.page === 1} />
            <output className={classes.value} aria-label={t`Page`}>
              {i18n.number(view.page)} / {i18n.number(pages)}
            </output>
            <Tool icon={ArrowIcon} label={t`Next page (])`} onClick={() => go(1)} disabled={view.page === pages} />
          </span>
        )}
      </div>
      {failure ? (
        <Unreadable>{failure}</Unreadable>
      ) : (
        <Stage label={label} isLoading={isPdf && !pdf}>
          {(size) =>
            isPdf ? (
              <PdfPage pdf={pdf} view={view} width={size.width * zoom} label={label} onShown={setShown} />
            ) : (
              <Picture file={file} view={view} size={size} zoom={zoom} label={label} onShown={setShown} />
            )
          }
        </Stage>
      )}
    </div>
  );
}

interface ToolProps {
  icon: ComponentType<{ size?: number }>;
  label: string;
  onClick: () => void;
  disabled?: boolean;
}

const Tool = ({ icon: Icon, label, onClick, disabled = false }: ToolProps) => (
  <ActionIcon
    variant="subtle"
    color="gray"
    size={44}
    className={classes.tool}
    aria-label={label}
    title={label}
    onClick={onClick}
    disabled={disabled}
  >
    <Icon size={20} />
  </ActionIcon>
);

function Unreadable({ children }: { children: string }) {
  return (
    <div className={classes.unreadable} role="alert">
      <AlertIcon size={28} />
      <Text size="sm" maw={360}>
        {children}
      </Text>
    </div>
  );
}

interface Size {
  width: number;
  height: number;
}

interface StageProps {
  label: string;
  isLoading: boolean;
  children: (size: Size) => React.ReactNode;
}

/** Scrolls what is larger than it: by wheel, finger, arrow keys, or by dragging with the mouse. */
function Stage({ label, isLoading, children }: StageProps) {
  const { ref, width, height } = useElementSize();
  const drag = (event: PointerEvent<HTMLElement>) => {
    if (event.pointerType !== 'mouse' || event.buttons !== 1) return;
    event.currentTarget.scrollBy({ left: -event.movementX, top: -event.movementY, behavior: 'instant' });
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be focusable.
    <section ref={ref} className={classes.stage} aria-label={label} tabIndex={0} onPointerMove={drag}>
      {isLoading && (
        <div className={classes.loading} role="status" aria-label={t`Loading`}>
          <Loader size="sm" type="dots" />
        </div>
      )}
      {width > 0 && children({ width, height })}
    </section>
  );
}

interface PictureProps {
  file: Blob;
  view: View;
  size: Size;
  zoom: number;
  label: string;
  onShown: (isShown: boolean) => void;
}

function Picture({ file, view, size, zoom, label, onShown }: PictureProps) {
  const url = useAddress(file);
  const [natural, setNatural] = useState<Size | null>(null);
  const [isBroken, setBroken] = useState(false);
  if (isBroken) return <Unreadable>{t`This picture can’t be shown: it may be damaged.`}</Unreadable>;
  if (!url) return null;
  const isAcross = view.turned % 180 !== 0;
  const across: Size = isAcross
    ? { width: natural?.height ?? 1, height: natural?.width ?? 1 }
    : { width: natural?.width ?? 1, height: natural?.height ?? 1 };
  const scale = Math.min(size.width / across.width, size.height / across.height) * zoom;
  const box = { width: across.width * scale, height: across.height * scale };
  const image = isAcross ? { width: box.height, height: box.width } : box;
  return (
    <div className={classes.sheet} style={natural ? box : undefined}>
      <img
        src={url}
        alt={label}
        draggable={false}
        className={classes.picture}
        style={natural ? { ...image, transform: `translate(-50%, -50%) rotate(${view.turned}deg)` } : { opacity: 0 }}
        onLoad={({ currentTarget }) => {
          setNatural({ width: currentTarget.naturalWidth || 1, height: currentTarget.naturalHeight || 1 });
          onShown(true);
        }}
        onError={() => {
          setBroken(true);
          onShown(false);
        }}
      />
    </div>
  );
}

interface PdfPageProps {
  pdf: Parameters<typeof usePage>[0];
  view: View;
  width: number;
  label: string;
  onShown: (isShown: boolean) => void;
}

function PdfPage({ pdf, view, width, label, onShown }: PdfPageProps) {
  const { canvas, height, hasFailed } = usePage(pdf, { page: view.page, width, turned: view.turned });
  useTellShown(height !== null ? true : hasFailed ? false : null, onShown);
  return (
    <canvas
      ref={canvas}
      className={classes.page}
      style={{ width, height: height ?? 0 }}
      role="img"
      aria-label={t`${label}, page ${{ page: i18n.number(view.page) }}`}
      data-drawn={height !== null || undefined}
    />
  );
}
