import { newUid } from '../../functions/src/contract/ids.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { type Category, ReportDocument } from '../../functions/src/reports/schema.ts';
import { toPerson } from '../../functions/src/users/document.ts';
import { profilesOf } from './users.ts';
import type { Make } from './world.ts';

const HOUR_MS = 60 * 60 * 1000;

/** What people report, the one that waits longest first. */
const REPORTED: { category: Category; note: string; hours: number }[] = [
  { category: 'spam', note: 'Sends the same offer to everybody I know.', hours: 30 },
  { category: 'impersonation', note: 'This is not the studio it says it is: they have another account.', hours: 12 },
  { category: 'fraud', note: 'Asked me for money before a shooting that never took place.', hours: 5 },
  { category: 'harassment', note: '', hours: 1 },
];

/** Some reports wait for staff, and one decision that somebody objects to. */
export const make: Make = (world) => {
  const at = (hours: number) => new Date(world.now - hours * HOUR_MS).toISOString();
  const people = profilesOf(world);
  const [first, ...others] = people.slice(4);
  if (!first) return;
  const add = (i: number, { category, note, hours }: (typeof REPORTED)[number], more: Partial<ReportDocument> = {}) => {
    const [subject, reporter] = [others[2 * i], people[i]];
    if (!subject || !reporter) return;
    const id = world.faker.string.alphanumeric(newUid().length);
    const made: ReportDocument = {
      id,
      reporter: toPerson(reporter),
      target: { kind: 'user', id: subject.id, owner: subject.id },
      subject: toPerson(subject),
      category,
      note,
      snapshot: { title: subject.display_name, text: subject.bio, type: null, made_at: at(hours) },
      status: 'open',
      created_at: at(hours),
      decision: null,
      appeal: null,
      remove_at: null,
      ...more,
    };
    world.document(paths.report(id), ReportDocument, () => made);
  };
  for (const [i, told] of REPORTED.entries()) add(i, told);
  const by = { id: first.id, username: first.username };
  add(
    REPORTED.length,
    { category: 'spam', note: 'Sells followers.', hours: 60 },
    {
      status: 'decided',
      decision: { action: 'warn', reason: 'Followers can’t be sold here.', until: null, by, at: at(48), leads: true },
      appeal: {
        text: 'I don’t sell followers: I advise how to find some.',
        at: at(20),
        status: 'open',
        answer: '',
        by: null,
        decided_at: null,
      },
    },
  );
};
