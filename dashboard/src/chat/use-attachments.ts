import { plural, t } from '@lingui/core/macro';
import { useState } from 'react';
import { UnusableFile } from '../media/picture.ts';
import { useLeaveGuard } from '../ui/leave-guard.tsx';
import { showFailure } from '../ui/toast.tsx';
import { MOST_FILES, prepareAttachment } from './attach.ts';
import type { OutgoingFile } from './types.ts';

/** A file beside what one is writing. */
export interface Attached extends OutgoingFile {
  id: string;
}

const discard = () => ({
  title: t`Discard these files?`,
  body: t`They are not sent yet, and are not kept.`,
});

/**
 * The files that go with what one is writing: chosen, pasted or dropped.
 * @param canWrite whether they can be sent, so that it is asked before they are lost
 */
export function useAttachments(canWrite: boolean) {
  const [files, setFiles] = useState<readonly Attached[]>([]);
  const [fault, setFault] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  useLeaveGuard(canWrite && files.length > 0, discard());

  const take = async (chosen: readonly File[]) => {
    const room = Math.max(0, MOST_FILES - files.length);
    const tooMany = plural(
      { most: MOST_FILES },
      { other: 'At most # files can be sent at once. The others are left out.' },
    );
    setFault(chosen.length > room ? tooMany : null);
    setBusy(true);
    for (const file of chosen.slice(0, room)) {
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
