import { collectionOf, paths } from '../contract/paths.ts';
import { collection, documentOf } from '../store/converter.ts';
import { StaffMember } from './schema.ts';

export const staffDocument = (uid: string) => documentOf(paths.staff(uid), StaffMember);
export const staffMembers = () => collection(collectionOf(paths.staff('_')), StaffMember);
