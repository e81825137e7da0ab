import { folders } from '../contract/folders.ts';
import { db } from '../firebase.ts';
import { patchOf } from '../store/converter.ts';
import { eraseBoth, eraseByPage, eraseFolder, eraseFound, type Part } from '../store/erasure.ts';
import { reportDocument, reports } from './documents.ts';
import { ReportDocument } from './schema.ts';

const PAGE = 200;

/** What they reported stays for staff, and names them no more. */
const forgetReporter = eraseByPage(PAGE, async (uid) => {
  const { docs } = await reports().where('reporter.id', '==', uid).limit(PAGE).get();
  const batch = db().batch();
  for (const doc of docs) {
    // The id of a message is made of both who wrote to each other. The message goes with them, so nothing is lost by it.
    const isNamed = doc.data().target.id.includes(uid);
    const patch = { reporter: null, note: '', ...(isNamed && { 'target.id': doc.id }) };
    batch.update(reportDocument(doc.id), patchOf(ReportDocument, patch));
  }
  if (docs.length > 0) await batch.commit();
  return { found: docs.length };
});

/** What becomes of this slice's collection and folder when somebody leaves, and what their copy has of them. */
export const PARTS = {
  report: {
    erase: eraseBoth(
      eraseFound((uid) => reports().where('target.owner', '==', uid)),
      forgetReporter,
    ),
    // What others reported about them, and who decided, isn't theirs to know.
    export: {
      documents: (uid) => reports().where('reporter.id', '==', uid),
      shows: (data) => ({ ...data, decision: undefined, appeal: undefined, taken: undefined }),
    },
  },
  evidence: {
    erase: eraseFolder(folders.evidence),
    export: { without: 'Copies of files that are there, or were deleted.' },
  },
} as const satisfies Record<string, Part>;
