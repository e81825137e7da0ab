import { folders } from '../contract/folders.ts';
import { paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import { patchOf } from '../store/converter.ts';
import { eraseByPage, eraseEach, eraseFolder, eraseFound, type Part } from '../store/erasure.ts';
import { sideBySide } from '../store/meter.ts';
import { pagesOf } from '../store/pages.ts';
import { reportDocument, reports } from './documents.ts';
import { DecisionAboutMe, ReportDocument } from './schema.ts';
import { aboutMe, isTold, toldAbout, toOwn } from './store.ts';

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

/** What they have reported, and what was decided about them; not what others reported that led to nothing. */
async function* ofThem(uid: string) {
  yield* pagesOf(reports().where('reporter.id', '==', uid).orderBy('created_at', 'desc'), PAGE);
  for await (const page of pagesOf(toldAbout(uid), PAGE)) yield page.filter((doc) => isTold(doc.data()));
}

/** As the API shows it to them: neither who reported, nor who decided, is theirs to know. */
function asTheySee(report: ReportDocument, uid: string): object {
  if (report.reporter?.id !== uid) return DecisionAboutMe.parse(aboutMe(report));
  const { decision: _, appeal: __, taken: ___, reversal: _____, remove_at: ____, ...own } = report;
  const { outcome, decided_at } = toOwn(report);
  return { ...own, outcome, decided_at };
}

const DEEDS = ['decision', 'appeal', 'reversal'] as const;

/** What they decided as staff stays, and names them no more. */
const forgetMember = eraseByPage(PAGE, async (uid) => {
  const found = await sideBySide(
    DEEDS.map((deed) => async () => (await reports().where(`${deed}.by.id`, '==', uid).limit(PAGE).get()).docs),
  );
  const batch = db().batch();
  for (const [i, docs] of found.entries()) {
    for (const { id } of docs) batch.update(db().doc(paths.report(id)), { [`${DEEDS[i]}.by`]: null });
  }
  const most = Math.max(...found.map(({ length }) => length));
  if (most > 0) await batch.commit();
  return { found: most, removed: 0 };
});

/** What becomes of this slice's collection and folder when somebody leaves, and what their copy has of them. */
export const PARTS = {
  report: {
    erase: eraseEach(
      eraseFound((uid) => reports().where('target.owner', '==', uid)),
      forgetReporter,
      forgetMember,
    ),
    export: { documents: ofThem, shows: (data, uid) => asTheySee(data as ReportDocument, uid) },
  },
  evidence: {
    erase: eraseFolder(folders.evidence),
    export: { without: 'Copies of files that are there, or were deleted.' },
  },
} as const satisfies Record<string, Part>;
