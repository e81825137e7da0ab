import { i18n } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { byEnglish } from '../language/by-english.ts';

/** What a member of staff did, as the API enters it into the log. */
export const DEEDS = byEnglish([
  msg`Looked through requests to be verified`,
  msg`Looked at a request to be verified`,
  msg`Opened the file of a request to be verified`,
  msg`Decided about a request to be verified`,
  msg`Looked through events`,
  msg`Looked at an event`,
  msg`Took an event down`,
  msg`Put an event back`,
  msg`Changed what somebody may do`,
  msg`Said what a member of staff may do`,
  msg`Ended somebody’s rights as staff`,
  msg`Looked at the overview`,
  msg`Saved the overview as a file`,
  msg`Looked through people`,
  msg`Looked at somebody`,
  msg`Read the audit log`,
  msg`Saved the audit log as a file`,
  msg`Looked through reports`,
  msg`Looked at a report`,
  msg`Decided about a report`,
  msg`Decided about an appeal`,
  msg`Undid a decision about a report`,
]);

/** @returns what was done, in the language of the page; in the API's words where there are no others */
export function deedLabel(action: string): string {
  const known = DEEDS.get(action);
  return known ? i18n._(known) : action;
}
