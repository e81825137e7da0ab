import { ApiError, invalidField, isRefusal, notFound } from '../contract/api-error.ts';
import { newUid } from '../contract/ids.ts';
import type { Page, PageQuery } from '../contract/pagination.ts';
import { db } from '../firebase.ts';
import { isoNow, now } from '../runtime/clock.ts';
import { patchOf, readTogether } from '../store/converter.ts';
import { creating } from '../store/creating.ts';
import { copyFile, leftBehind, removeFolder } from '../store/files.ts';
import { inTurn } from '../store/in-turn.ts';
import { readPage } from '../store/pages.ts';
import { toPerson } from '../users/document.ts';
import { userDocument } from '../users/documents.ts';
import { keptFolder, keptPath, reportDocument, reports } from './documents.ts';
import { canAppeal } from './policy.ts';
import { type DecisionAboutMe, type NewReport, type OwnReport, ReportDocument } from './schema.ts';
import { FIND, type Found } from './targets.ts';

function outcomeOf({ decision, reversal }: ReportDocument): OwnReport['outcome'] {
  if (!decision) return null;
  if (reversal) return 'undone';
  return decision.action === 'dismiss' ? 'nothing' : 'action';
}

/** @returns a report as whoever made it sees it */
export const toOwn = (report: ReportDocument): OwnReport => ({
  ...report,
  target: { kind: report.target.kind, id: report.target.id },
  about: report.subject.username,
  outcome: outcomeOf(report),
  decided_at: report.decision?.at ?? null,
});

/** What is reported was changed between the look at it and the copy of its file: it is looked at anew. */
class Moved extends Error {}
const TRIES = 4;

/** Keeps a copy of the file, which its owner may delete at any time. @returns its type; null where there is none */
async function keepFile(id: string, { owner, file }: Found): Promise<string | null> {
  if (!file) return null;
  // Of documents the type says it, too; with a disposition no browser shows them by itself.
  const disposition = file.type === 'application/pdf' ? 'attachment' : undefined;
  if (!(await copyFile(file.path, keptPath(owner, id), file.type, disposition))) throw new Moved('The file has gone.');
  return file.type;
}

/**
 * Reports something, with what it looks like now. The file is kept before the report says so, and goes where that is refused;
 * what is left by whoever dies in between the job `evidence` removes.
 * @throws ApiError 400 for what is one's own, 404 for what `me` doesn't see, 409 where one's own report is still open
 */
export async function report(me: string, { target, category, note = '' }: NewReport): Promise<OwnReport> {
  const id = newUid();
  let keptOf: string | undefined;
  const write = (mustHaveFile: boolean): Promise<ReportDocument> =>
    creating(reportDocument(id), async (tx) => {
      const [reporter] = await readTogether(tx, userDocument(me));
      if (!reporter) throw notFound();
      const found = await FIND[target.kind](tx, target.id, me);
      const { owner, subject, snapshot } = found;
      if (owner === me) throw invalidField('target.id', 'You cannot report what is your own.');
      const mine = reports()
        .where('reporter.id', '==', me)
        .where('target.id', '==', target.id)
        .where('status', '==', 'open');
      if (!(await tx.get(mine.limit(1))).empty) {
        throw new ApiError('conflict', 'You have reported this already. We will tell you what becomes of it.');
      }
      if (found.file) keptOf = owner;
      const type = await keepFile(id, found).catch((error: unknown) => {
        if (error instanceof Moved && !mustHaveFile) return null;
        throw error;
      });
      const made: ReportDocument = {
        id,
        reporter: toPerson(reporter),
        target: { ...target, owner },
        subject,
        category,
        note,
        snapshot: { ...snapshot, type },
        status: 'open',
        created_at: isoNow(),
        decision: null,
        appeal: null,
        remove_at: null,
      };
      tx.create(reportDocument(id), made);
      return made;
    });
  return inTurn(`reports of ${me}`, async () => {
    try {
      return toOwn(await again(write));
    } catch (error) {
      // After a fault the report may be there all the same.
      if (keptOf !== undefined && isRefusal(error)) {
        const folder = keptFolder(keptOf, id);
        await removeFolder(folder).catch(leftBehind(folder));
      }
      throw error;
    }
  });
}

/** A file that is named and isn't there is looked for anew: a video has another name once it is ready. The last time goes without it. */
async function again<T>(write: (mustHaveFile: boolean) => Promise<T>): Promise<T> {
  for (let left = TRIES; ; left--) {
    try {
      return await write(left > 1);
    } catch (error) {
      if (!(error instanceof Moved)) throw error;
    }
  }
}

/** Index: reports (reporter.id, created_at desc). */
export async function listOwn(me: string, page: PageQuery): Promise<Page<OwnReport>> {
  const mine = reports().where('reporter.id', '==', me);
  const { items, next } = await readPage(mine, [{ field: 'created_at', direction: 'desc' }], page);
  return { items: items.map(toOwn), next };
}

/** @returns a decision as the one sees it whom it is about; null where there is none yet */
export function aboutMe(report: ReportDocument): DecisionAboutMe | null {
  const { decision, target, appeal, reversal } = report;
  if (!decision) return null;
  const { action, reason, until, at } = decision;
  return {
    ...report,
    target: { kind: target.kind, id: target.id },
    action,
    reason,
    until,
    decided_at: at,
    appeal: appeal && { text: appeal.text, at: appeal.at, status: appeal.status, answer: appeal.answer },
    reversed: reversal ? { reason: reversal.reason, at: reversal.at } : null,
    can_appeal: canAppeal(report, now()),
  };
}

/** What was decided about `me`, and what isn't told. Index: reports (target.owner, decision.leads, decision.at desc). */
export const toldAbout = (me: string) =>
  reports().where('target.owner', '==', me).where('decision.leads', '==', true).orderBy('decision.at', 'desc');

/** Whether a decision is told to the one whom it is about: what led to nothing isn't. */
export const isTold = ({ decision }: ReportDocument): boolean => decision !== null && decision.action !== 'dismiss';

/** What was decided about `me`. */
export async function decisionsAbout(me: string, page: PageQuery): Promise<Page<DecisionAboutMe>> {
  const decided = reports().where('target.owner', '==', me).where('decision.leads', '==', true);
  const { items, next } = await readPage(decided, [{ field: 'decision.at', direction: 'desc' }], page);
  return { items: items.filter(isTold).flatMap((item) => aboutMe(item) ?? []), next };
}

/** Objects to a decision, once. @throws ApiError 404 for one that isn't about `me`, 409 where it can't be any more */
export const appeal = (me: string, id: string, text: string): Promise<DecisionAboutMe> =>
  db().runTransaction(async (tx) => {
    const found = (await tx.get(reportDocument(id))).data();
    const told = found?.decision?.leads && found.decision.action !== 'dismiss';
    if (!found || found.target.owner !== me || !told) throw notFound();
    if (found.reversal) throw new ApiError('conflict', 'This decision was undone.');
    if (found.appeal) throw new ApiError('conflict', 'You have appealed already: that can be done once.');
    if (!canAppeal(found, now())) throw new ApiError('conflict', 'A decision can be appealed for 30 days.');
    const appeal = { text, at: isoNow(), status: 'open' as const, answer: '', by: null, decided_at: null };
    tx.update(reportDocument(id), patchOf(ReportDocument, { appeal, remove_at: null }));
    return aboutMe({ ...found, appeal }) as DecisionAboutMe;
  });
