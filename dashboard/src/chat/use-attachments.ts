import { useState } from 'react';
import { UnusableFile } from '../media/picture.ts';
import { showFailure } from '../ui/toast.tsx';
import { MOST_FILES, prepareAttachment } from './attach.ts';
import type { OutgoingFile } from './types.ts';

/** A file beside what one is writing. */
export interface Attached extends OutgoingFile {
  id: string;
}

/** The files that go with what one is writing: chosen, pasted or dropped. */
export function useAttachments() {
  const [files, setFiles] = useState<readonly Attached[]>([]);
  const [fault, setFault] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  const take = async (chosen: Iterable<File>) => {
    setFault(null);
    setBusy(true);
    for (const file of chosen) {
      try {
        const ready = { ...(await prepareAttachment(file)), id: crypto.randomUUID() };
        setFiles((now) => (now.length < MOST_FILES ? [...now, ready] : now));
      } catch (error) {
        if (error instanceof UnusableFile) setFault(`${file.name}: ${error.message}`);
        else showFailure(error);
      }
    }
    setBusy(false);
  };
  return {
    files,
    /** Why one was not taken, in words for the person. */
    fault,
    isBusy,
    describe: (id: string, alt: string) =>
      setFiles((now) => now.map((each) => (each.id === id ? { ...each, alt } : each))),
    take: (chosen: Iterable<File>) => void take([...chosen]),
    drop: (id: string) => {
      setFault(null);
      setFiles((now) => now.filter((each) => each.id !== id));
    },
    clear: () => {
      setFault(null);
      setFiles([]);
    },
  };
}
