import { folders, type PrivatePath, type PublicPath } from '../contract/folders.ts';
import { eventDocument } from '../events/document.ts';
import { EventDocument } from '../events/schema.ts';
import { db } from '../firebase.ts';
import { patchOf } from '../store/converter.ts';
import { copyFile, filesIn, pathOf, publishFile, removeFiles, removeFolder } from '../store/files.ts';
import { PICTURE_TYPE } from '../store/images.ts';
import { userDocument } from '../users/documents.ts';
import { ProfileDocument } from '../users/schema.ts';
import { takenFolder } from './documents.ts';
import type { ReportDocument } from './schema.ts';

// Pictures of profiles and events lie where everybody may fetch them who knows the address. What a decision takes out of a
// profile, or down with an event, must be gone there, too, and be there again where the decision is undone. Documents say
// what is to be seen; files follow them.

type Folder = `${ReturnType<typeof folders.avatars | typeof folders.covers>}/${string}`;

/** A public picture, in all its sizes, that a decision was about. */
interface Picture {
  folder: Folder;
  /** Whether its owner shows it by now; null where neither is there any more. */
  isShown: () => Promise<boolean | null>;
  /** Names it no more, because its files are gone for good. */
  forget: () => Promise<void>;
}

/** @returns the folder of a picture, by the address of one of its sizes; null for an address of something else */
function folderIn(url: unknown, within: string): Folder | null {
  const path = typeof url === 'string' ? pathOf(url) : null;
  return path?.startsWith(`${within}/`) ? (path.slice(0, path.lastIndexOf('/')) as Folder) : null;
}

function avatarOf(owner: string, url: unknown): Picture | null {
  const folder = folderIn(url, folders.avatars(owner));
  if (!folder) return null;
  const profile = userDocument(owner);
  return {
    folder,
    isShown: async () => {
      const found = (await profile.get()).data();
      return found ? found.avatar_url === url : null;
    },
    forget: () =>
      db().runTransaction(async (tx) => {
        if ((await tx.get(profile)).data()?.avatar_url !== url) return;
        tx.update(profile, patchOf(ProfileDocument, { avatar_url: null }));
      }),
  };
}

async function coverOf(owner: string, id: string): Promise<Picture | null> {
  const event = eventDocument(id);
  const version = (await event.get()).data()?.cover?.version;
  if (version === undefined) return null;
  return {
    folder: `${folders.covers(owner)}/${id}/${version}`,
    isShown: async () => {
      const found = (await event.get()).data();
      return found ? found.taken_down === null && found.cover?.version === version : null;
    },
    forget: () =>
      db().runTransaction(async (tx) => {
        if ((await tx.get(event)).data()?.cover?.version !== version) return;
        tx.update(event, patchOf(EventDocument, { cover: null }));
      }),
  };
}

/** The picture that a removal is about; null where there is none. */
async function pictureOf({ target, decision, taken }: ReportDocument): Promise<Picture | null> {
  if (decision?.action !== 'remove_content') return null;
  if (target.kind === 'user') return avatarOf(target.owner, taken?.avatar_url);
  return target.kind === 'event' ? coverOf(target.owner, target.id) : null;
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

async function takeAway({ folder }: Picture, kept: PrivatePath): Promise<void> {
  for (const { path } of await filesIn(folder)) {
    await copyFile(path as PublicPath, `${kept}/${nameOf(path)}`, PICTURE_TYPE);
    await removeFiles(path);
  }
}

/** The files of a version that was taken away: by whichever decision, and kept with that one. */
const takenFiles = async (owner: string, version: string) =>
  (await filesIn(folders.evidence(owner))).filter(({ path }) => path.includes(`/taken/${version}/`));

async function showAgain({ folder, forget }: Picture, owner: string): Promise<void> {
  for (const { path } of await takenFiles(owner, nameOf(folder))) {
    await publishFile(path as PrivatePath, `${folder}/${nameOf(path)}`, PICTURE_TYPE);
  }
  if ((await filesIn(folder)).length === 0) await forget();
}

/** How often it is looked again: who decides and who undoes it may move the same files at once. */
const LOOKS = 5;

/** Takes the files of a picture away, or puts them back, by what is shown. */
async function settle(picture: Picture, owner: string, keptBy: string): Promise<void> {
  const kept = takenFolder(owner, keptBy, nameOf(picture.folder));
  let done: boolean | null = null;
  for (let look = 0; look < LOOKS; look++) {
    const shown = await picture.isShown();
    // What showed it went meanwhile, and looked for its files before they were moved.
    if (shown === null && done !== null) return void (await Promise.all([picture.folder, kept].map(removeFolder)));
    if (shown === null || shown === done) return;
    await (shown ? showAgain(picture, owner) : takeAway(picture, kept));
    done = shown;
  }
}

/**
 * Takes the files away that a removal is about, or puts them back where they are shown again; where they are kept no more,
 * the picture is gone. May run twice, late, and while another one does.
 */
export async function settlePictures(report: ReportDocument): Promise<void> {
  const picture = await pictureOf(report);
  if (picture) await settle(picture, report.target.owner, report.id);
}

/**
 * The same for the cover of an event that staff have taken down themselves, or put back: no report keeps it, so it lies under
 * the event's own id. Whoever puts one back looks first whether its cover is there.
 */
export async function settleCover(owner: string, event: string): Promise<void> {
  const picture = await coverOf(owner, event);
  if (picture) await settle({ ...picture, forget: async () => {} }, owner, event);
}

/** @returns whether a version of an event's cover is there, shown or taken away */
export async function hasCover(owner: string, event: string, version: string): Promise<boolean> {
  const shown = await filesIn(`${folders.covers(owner)}/${event}/${version}`);
  return shown.length > 0 || (await takenFiles(owner, version)).length > 0;
}
