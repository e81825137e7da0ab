import type { DocumentReference } from 'firebase-admin/firestore';
import { db } from '../firebase.ts';
import { codeOf, FAILED_PRECONDITION, NOT_FOUND } from './codes.ts';

interface Failed {
  code: number;
}
type Writer = ReturnType<ReturnType<typeof db>['bulkWriter']>;

/**
 * Opens a writer for many documents, throttled as Firestore wants it: what fails is tried five times.
 * @param passedOver codes that are no faults, such as that of a document that is there already
 */
export function openWriter(passedOver: readonly number[]) {
  const writer = db().bulkWriter();
  const isFault = ({ code }: Failed) => !passedOver.includes(code);
  writer.onWriteError((error) => isFault(error) && error.failedAttempts < 5);
  const faults: unknown[] = [];
  return {
    /** @returns whether it was written; false where that was passed over */
    write: (work: (writer: Writer) => Promise<unknown>): Promise<boolean> =>
      work(writer).then(
        () => true,
        (error: Failed) => {
          if (isFault(error)) faults.push(error);
          return false;
        },
      ),
    /** Waits for all that was written so far. @throws the first fault */
    flush: async () => {
      await writer.flush();
      if (faults.length > 0) throw faults[0];
    },
    close: () => writer.close(),
  };
}

/** What a write with `lastUpdateTime` meets where somebody else was faster: the document has changed, or is gone. */
export const OVERTAKEN = [FAILED_PRECONDITION, NOT_FOUND] as const;

/** @param write writes a document as it was read, with `lastUpdateTime`. @returns whether it was still so */
export const unlessOvertaken = (write: Promise<unknown>): Promise<boolean> =>
  write.then(
    () => true,
    (error: unknown) => {
      if (OVERTAKEN.some((code) => code === codeOf(error))) return false;
      throw error;
    },
  );

/** Deletes documents in one commit: at most 500. */
export async function deleteTogether(refs: readonly DocumentReference[]): Promise<void> {
  if (refs.length === 0) return;
  const batch = db().batch();
  for (const ref of refs) batch.delete(ref);
  await batch.commit();
}
