import type { Readable } from 'node:stream';
import * as logger from 'firebase-functions/logger';
import { folders, type PrivatePath } from '../contract/folders.ts';
import { paths } from '../contract/paths.ts';
import { notify } from '../notifications/notify.ts';
import { isoNow, now } from '../runtime/clock.ts';
import type { Report } from '../runtime/job.ts';
import { type Exported, exportedOf } from '../store/export.ts';
import {
  filesIn,
  leftBehind,
  readStored,
  removeFiles,
  removeFolder,
  type StoredFile,
  saveInPieces,
} from '../store/files.ts';
import { metered } from '../store/meter.ts';
import { findSignIn } from '../users/sign-in.ts';
import {
  advance,
  attempt,
  type ExportDocument,
  exportDocument,
  exportFile,
  exportFolder,
  finish,
  forgotten,
  removeExpired,
  type Staged,
} from './exports.ts';
import { PARTS } from './parts.ts';
import { readme } from './readme.ts';
import { type Entry, type TextEntry, zip } from './zip.ts';

/** Somebody has asked anew meanwhile, or has left: there is nothing to go on with. */
class Replaced extends Error {}

/** Characters that are written at a time. */
const BUFFER = 64 * 1024;
/** The least time between two writes of how far it has come. */
const BEAT_MS = 5_000;
/** Of the hundredths, those for collections; the rest is for packing. */
const STAGING = 50;

type Name = keyof typeof PARTS;
const names = Object.keys(PARTS) as Name[];
const DOCUMENTS = names.filter((name) => 'documents' in PARTS[name].export);
const FILES = names.filter((name) => 'files' in PARTS[name].export);

const stagedPath = (made: ExportDocument, part: string): PrivatePath => `${exportFolder(made)}/${part}.json`;

/** Writes what a collection holds of somebody into a file, page by page. @returns how many documents */
async function stage(made: ExportDocument, part: Name): Promise<number> {
  return saveInPieces(stagedPath(made, part), 'application/json', async (write) => {
    let text = '[';
    let documents = 0;
    const flush = async () => {
      await write(Buffer.from(text));
      text = '';
    };
    for await (const piece of exportedOf(PARTS[part].export, made.uid)) {
      text += `${documents === 0 ? '' : ','}\n${JSON.stringify(piece, null, 2)}`;
      documents += 1;
      if (text.length > BUFFER) await flush();
    }
    text += '\n]\n';
    await flush();
    return documents;
  });
}

/** Says how far it has come; removes `written` where that came too late. @throws Replaced */
async function keep(made: ExportDocument, patch: Parameters<typeof advance>[1], written?: PrivatePath): Promise<void> {
  if (await advance(made, patch)) return;
  if (written) await removeFiles(written);
  throw new Replaced();
}

async function stageAll(made: ExportDocument): Promise<Staged[]> {
  const staged = [...made.staged];
  for (const part of DOCUMENTS) {
    if (staged.some((done) => done.part === part)) continue;
    staged.push({ part, documents: await stage(made, part) });
    const progress = Math.round((STAGING * staged.length) / DOCUMENTS.length);
    await keep(made, { staged, progress }, stagedPath(made, part));
  }
  return staged;
}

/** How somebody signs in, as Firebase Auth knows it: no collection of ours says so. */
async function signInOf(uid: string): Promise<Exported> {
  const account = await findSignIn({ uid });
  const iso = (time: string | null | undefined) => (time ? new Date(time).toISOString() : null);
  return {
    path: 'sign_in',
    data: {
      email: account?.email ?? null,
      providers: account?.providerData.map(({ providerId }) => providerId) ?? [],
      created_at: iso(account?.metadata.creationTime),
      last_signed_in_at: iso(account?.metadata.lastSignInTime),
    },
  };
}

const textEntry = (name: string, text: string): TextEntry => ({ name, text, mtime: new Date(now()) });

/** Everything that goes into the file but for its README: read when its turn comes. */
function entriesOf(made: ExportDocument, staged: Staged[], signIn: Exported, files: StoredFile[]): Entry[] {
  return [
    textEntry('data/sign_in.json', `${JSON.stringify([signIn], null, 2)}\n`),
    ...staged.map(({ part }) => ({
      name: `data/${part}.json`,
      mtime: new Date(now()),
      compress: true,
      open: (): Readable => readStored(stagedPath(made, part)),
    })),
    ...files.map(({ path, created }) => ({
      name: `files/${path}`,
      mtime: created,
      // Pictures, videos and papers are as small as they get.
      compress: false,
      mayBeGone: true,
      open: (): Readable => readStored(path as PrivatePath),
    })),
  ];
}

/** Packs everything into one file, while it is read. @returns its size */
async function pack(made: ExportDocument, staged: Staged[]): Promise<number> {
  const folder = exportFolder(made);
  // What an interrupted try has left of another copy goes, before it could be taken for something of theirs.
  for (const { path } of await filesIn(folders.exports(made.uid))) {
    if (!path.startsWith(`${folder}/`)) await removeFiles(path);
  }
  const lists = await Promise.all(
    FILES.map((part) => filesIn((PARTS[part].export as { files: (uid: string) => string }).files(made.uid))),
  );
  const files = lists.flat();
  const entries = entriesOf(made, staged, await signInOf(made.uid), files);
  let begun = 0;
  let beaten = now();
  const onEntry = () => {
    begun += 1;
  };
  const about = (missing: readonly string[]) =>
    textEntry('README.txt', readme(made.asked_at, staged, files.length, missing));
  const size = await saveInPieces(
    exportFile(made),
    'application/zip',
    async (write) => {
      let bytes = 0;
      for await (const piece of zip(entries, about, onEntry)) {
        await write(piece);
        bytes += piece.length;
        if (now() - beaten < BEAT_MS) continue;
        beaten = now();
        await keep(made, { progress: STAGING + Math.floor(((99 - STAGING) * begun) / entries.length) });
      }
      return bytes;
    },
    `infloo-${isoNow().slice(0, 10)}.zip`,
  );
  return size;
}

/** What they are told of it. */
export const OUTCOMES = {
  ready: 'The copy of your data is ready. You find it in your settings for 24 hours.',
  failed: 'The copy of your data could not be made. Please ask for it once more in your settings.',
} as const;

/** Tells what became of it: they will have closed the page. */
const tellOutcome = ({ uid, id }: ExportDocument, outcome: keyof typeof OUTCOMES) =>
  notify(uid, {
    id: `system_export-${id}_${uid}`,
    at: isoNow(),
    topic: 'outcome',
    message: OUTCOMES[outcome],
    actor: null,
    target: { kind: 'user', id: uid },
    cause: {
      path: paths.dataExport(uid),
      holds: (data) => (data as ExportDocument | undefined)?.id === id,
    },
  });

async function make(uid: string): Promise<string> {
  const made = await attempt(uid);
  if (!made) return 'gone';
  if (made.state === 'failed') {
    await tellOutcome(made, 'failed');
    return 'given up';
  }
  try {
    const staged = await stageAll(made);
    const size = await pack(made, staged);
    if (!(await finish(made, size))) throw new Replaced();
  } catch (error) {
    if (!(error instanceof Replaced)) throw error;
    // Finished by another one at work on the same: then it stays.
    const current = (await exportDocument(uid).get()).data();
    if (current?.id !== made.id) await removeFolder(exportFolder(made));
    return 'replaced';
  }
  await removeFiles(...DOCUMENTS.map((part) => stagedPath(made, part))).catch(leftBehind(exportFolder(made)));
  await tellOutcome(made, 'ready');
  return 'done';
}

/** Within what a task may take. */
const PATIENCE = { call: 60_000, total: 1_700_000 };

/**
 * Makes a copy of somebody's data, or goes on with it: what was written stays written. It never holds more of it than a
 * page of documents, or a piece of a file.
 * @throws whatever stopped it: the queue then calls again, and after that the job
 */
export async function makeExport(uid: string): Promise<void> {
  const started = performance.now();
  let outcome = 'retried';
  const { cost, result } = metered(() => make(uid), PATIENCE);
  try {
    outcome = await result;
  } finally {
    logger.info('task', { work: 'export', uid, outcome, ms: Math.round(performance.now() - started), ...cost });
  }
}

/** Goes on with copies that nobody is at work on, and removes those whose day is over. */
export async function tendExports(): Promise<Report> {
  const report = { removed: await removeExpired(), made: 0, failed: 0 };
  for (const uid of await forgotten()) {
    try {
      await make(uid);
      report.made += 1;
    } catch (error) {
      logger.error('a copy of data goes on later', { uid, error: String(error) });
      report.failed += 1;
    }
  }
  return report;
}
