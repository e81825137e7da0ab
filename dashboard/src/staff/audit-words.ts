import type { Role, StaffPermission } from '@api/contract/roles.ts';
import type { Action, TargetKind } from '@api/reports/schema.ts';
import type { DocType, Rejection, VerificationStatus } from '@api/verification/schema.ts';
import { i18n } from '@lingui/core';
import { t } from '@lingui/core/macro';
import { isolated } from '../language/isolated.ts';
import { actionLabel, kindLabel } from '../reports/words.ts';
import { roleLabel } from '../ui/person.tsx';
import { docLabel, reasonLabel, statusLabel } from '../verification/words.ts';
import { permissionLabel } from './words.ts';

const fieldLabels = (): Record<string, string> => ({
  id: t`Id`,
  action: t`Decision`,
  decision: t`Decision`,
  change: t`Change`,
  before: t`Before`,
  after: t`After`,
  about: t`Person`,
  owner: t`Whose`,
  kind: t`Kind`,
  doc_type: t`Paper`,
  name: t`Name`,
  title: t`Title`,
  reason: t`Reason`,
  answer: t`Answer`,
  reports: t`Reports`,
  until: t`Until`,
});

const DAY_AND_TIME = { dateStyle: 'short', timeStyle: 'short' } as const;
const ISO = /^\d{4}-\d\d-\d\dT[\d:.]+Z/;

/** What the log calls a state by, and what isn't one of these: a time, a list of permissions, or people's own words. */
function stateWords(value: string): string {
  const states: Record<string, string> = {
    none: t`none`,
    ended: t`ended`,
    'as before': t`as before`,
    suspension: t`suspension`,
    role: t`role`,
    sessions: t`sessions`,
    permissions: t`permissions`,
    upheld: t`stays`,
    reversed: t`undone`,
  };
  if (Object.hasOwn(states, value)) return states[value] ?? value;
  const endless = /^without end: /.exec(value)?.[0];
  if (endless) return t`without end: ${{ reason: isolated(value.slice(endless.length)) }}`;
  const time = ISO.exec(value)?.[0];
  if (time) return i18n.date(new Date(time), DAY_AND_TIME) + value.slice(time.length);
  const permissions = value.split(', ').map((each) => permissionLabel(each as StaffPermission) as string | undefined);
  return permissions.every((each) => each !== undefined) ? permissions.join(' · ') : value;
}

/** The words for a value, where it is one of a few; what the types promise may be older than they are. */
function valueWords(name: string, value: string): string {
  const known: string | undefined = {
    doc_type: docLabel(value as DocType),
    kind: kindLabel(value as TargetKind),
    reason: reasonLabel(value as Rejection),
    action: actionLabel(value as Action),
    decision: actionLabel(value as Action) ?? statusLabel(value as VerificationStatus),
    before: roleLabel(value as Role),
    after: roleLabel(value as Role),
  }[name];
  if (known !== undefined) return known;
  return ['action', 'decision', 'change', 'before', 'after', 'until'].includes(name) ? stateWords(value) : value;
}

/** @returns the fields of an entry of the audit log in one line */
export function fieldWords(fields: Record<string, string> = {}): string {
  const labels = fieldLabels();
  return Object.entries(fields)
    .map(([name, value]) => `${labels[name] ?? name}: ${isolated(valueWords(name, value))}`)
    .join(' · ');
}
