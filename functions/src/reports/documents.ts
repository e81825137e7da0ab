import { folders, type PrivatePath } from '../contract/folders.ts';
import { collectionOf, paths } from '../contract/paths.ts';
import { collection, documentOf } from '../store/converter.ts';
import { ReportDocument } from './schema.ts';

export const reportDocument = (id: string) => documentOf(paths.report(id), ReportDocument);
export const reports = () => collection(collectionOf(paths.report('_')), ReportDocument);

/** A folder of its own for the file that a report keeps, with whose it is: it goes with their account. */
export const keptFolder = (owner: string, id: string): PrivatePath => `${folders.evidence(owner)}/${id}`;
export const keptPath = (owner: string, id: string): PrivatePath => `${folders.evidence(owner)}/${id}/kept`;
/** Where a public picture lies that a decision has taken away, until it is undone. */
export const takenFolder = (owner: string, id: string, version: string): PrivatePath =>
  `${keptFolder(owner, id)}/taken/${version}`;
