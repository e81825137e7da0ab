import { t } from '@lingui/core/macro';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Pdf } from './pdf.ts';
import { UnusableFile } from './picture.ts';

interface Opened {
  pdf: Pdf | null;
  /** Why it can't be shown, in words for the person. */
  failure: string | null;
}
const NOTHING: Opened = { pdf: null, failure: null };

/** Opens a PDF; what reads it is by far the largest part of the dashboard, and is loaded only here. */
export function usePdf(file: Blob | null): Opened {
  const [opened, setOpened] = useState(NOTHING);
  useEffect(() => {
    if (!file) return;
    let isGone = false;
    let pdf: Pdf | undefined;
    const open = async () => {
      const { openPdf } = await import('./pdf.ts');
      if (isGone) return;
      pdf = await openPdf(file);
      if (isGone) void pdf.loadingTask.destroy();
      else setOpened({ pdf, failure: null });
    };
    open().catch((error: unknown) => {
      if (isGone) return;
      const failure =
        error instanceof UnusableFile
          ? error.message
          : t`What shows PDFs could not be loaded. Check your connection, then open this page again.`;
      setOpened({ pdf: null, failure });
    });
    return () => {
      isGone = true;
      setOpened(NOTHING);
      void pdf?.loadingTask.destroy();
    };
  }, [file]);
  return opened;
}

interface Page {
  page: number;
  /** CSS pixels. */
  width: number;
  turned: number;
}

/**
 * Keeps a canvas showing a page.
 * @returns the canvas, its height in CSS pixels once it is drawn, and whether it could not be drawn
 */
export function usePage(
  pdf: Pdf | null,
  { page, width, turned }: Page,
): { canvas: RefObject<HTMLCanvasElement | null>; height: number | null; hasFailed: boolean } {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [height, setHeight] = useState<number | null>(null);
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    setFailed(false);
    if (!pdf || !canvas.current || width <= 0) return;
    const stop = new AbortController();
    const { signal } = stop;
    const drawing = { canvas: canvas.current, page, width, turned, signal };
    const draw = async () => {
      const { drawPage } = await import('./pdf.ts');
      const drawn = await drawPage(pdf, drawing);
      setHeight(drawn);
    };
    draw().catch((error: unknown) => {
      // One that is drawn no more, because another is asked for, is no fault.
      if (signal.aborted) return;
      console.warn('A page of a PDF could not be drawn.', error);
      setFailed(true);
    });
    return () => stop.abort();
  }, [pdf, page, width, turned]);
  return { canvas, height, hasFailed };
}
