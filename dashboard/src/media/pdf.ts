import { t } from '@lingui/core/macro';
import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy, version } from 'pdfjs-dist/legacy/build/pdf.mjs';
import worker from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?worker&url';
import { UnusableFile } from './picture.ts';

// The build for older browsers: whoever sends a paper does so on the phone that they have. This version of PDF.js
// evaluates nothing that a file brings, and its scripts are switched off with the viewer that would run them.
GlobalWorkerOptions.workerSrc = worker;

const data = `/assets/pdfjs-${version}/`;
/** Pixels of one picture in a file, and of one canvas: more, and phones give up. */
const MAX_PIXELS = 70_000_000;
const MAX_CANVAS = 16_000_000;

export type Pdf = PDFDocumentProxy;

/**
 * Opens a PDF. Whoever is done with it calls `pdf.loadingTask.destroy()`.
 * @throws UnusableFile
 */
export async function openPdf(file: Blob): Promise<Pdf> {
  const task = getDocument({
    data: new Uint8Array(await file.arrayBuffer()),
    cMapUrl: `${data}cmaps/`,
    standardFontDataUrl: `${data}standard_fonts/`,
    wasmUrl: `${data}wasm/`,
    // The typefaces that come with it are as wide as those that a file leaves out; those of this machine may not be.
    useSystemFonts: false,
    // The Content-Security-Policy has no place for WebAssembly.
    useWasm: false,
    enableXfa: false,
    maxImageSize: MAX_PIXELS,
  });
  try {
    return await task.promise;
  } catch (error) {
    void task.destroy();
    const isLocked = (error as { name?: unknown }).name === 'PasswordException';
    throw new UnusableFile(
      isLocked
        ? t`This PDF asks for a password, so nobody else can read it. Save it without one first.`
        : t`This PDF can’t be read: it may be damaged.`,
    );
  }
}

/** Looks whether a PDF can be read at all. @throws UnusableFile */
export async function checkPdf(file: Blob): Promise<void> {
  await (await openPdf(file)).loadingTask.destroy();
}

interface Drawing {
  canvas: HTMLCanvasElement;
  /** From 1 on. */
  page: number;
  /** CSS pixels that it may take. */
  width: number;
  /** Degrees, clockwise, beside the page's own. */
  turned?: number;
  signal: AbortSignal;
}

/** Draws a page as wide as asked for, sharp on this screen. @returns its height in CSS pixels */
export async function drawPage(pdf: Pdf, { canvas, page, width, turned = 0, signal }: Drawing): Promise<number> {
  const shown = await pdf.getPage(page);
  signal.throwIfAborted();
  const rotation = (shown.rotate + turned) % 360;
  const plain = shown.getViewport({ scale: 1, rotation });
  const height = (plain.height / plain.width) * width;
  const sharpness = Math.min(globalThis.devicePixelRatio || 1, Math.sqrt(MAX_CANVAS / (width * height)));
  const viewport = shown.getViewport({ scale: (width / plain.width) * sharpness, rotation });
  // Beside the canvas that is shown, so that the page before stays until this one is there.
  const drawn = document.createElement('canvas');
  drawn.width = Math.max(1, Math.round(viewport.width));
  drawn.height = Math.max(1, Math.round(viewport.height));
  const task = shown.render({ canvas: drawn, viewport });
  const cancel = () => task.cancel();
  signal.addEventListener('abort', cancel);
  try {
    await task.promise;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
  signal.throwIfAborted();
  canvas.width = drawn.width;
  canvas.height = drawn.height;
  canvas.getContext('2d')?.drawImage(drawn, 0, 0);
  return height;
}
