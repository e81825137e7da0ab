import { type DragEvent, useEffect, useState } from 'react';

const carriesFiles = ({ dataTransfer }: DragEvent | globalThis.DragEvent): boolean =>
  dataTransfer?.types.includes('Files') === true;

/** A file that is dropped beside the place for it would be opened by the browser, and the page would be gone. */
function useNoStrayDrops(): void {
  useEffect(() => {
    const keep = (event: globalThis.DragEvent) => {
      if (carriesFiles(event)) event.preventDefault();
    };
    window.addEventListener('dragover', keep);
    window.addEventListener('drop', keep);
    return () => {
      window.removeEventListener('dragover', keep);
      window.removeEventListener('drop', keep);
    };
  }, []);
}

/**
 * Takes files that are dropped on something, and sees to it that those beside it aren't opened.
 * @returns whether files are over it right now, and what hears of them
 */
export function useDrop(isEnabled: boolean, take: (files: FileList) => void) {
  const [isOver, setOver] = useState(false);
  useNoStrayDrops();
  const handlers = {
    onDragOver: (event: DragEvent) => {
      if (!isEnabled || !carriesFiles(event)) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: ({ currentTarget, relatedTarget }: DragEvent) => {
      if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(false);
    },
    onDrop: (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(false);
      if (isEnabled) take(event.dataTransfer.files);
    },
  };
  return { isOver, handlers };
}
