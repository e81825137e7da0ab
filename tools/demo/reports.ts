import { newUid } from '../../functions/src/contract/ids.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { type Category, ReportDocument } from '../../functions/src/reports/schema.ts';
import { toPerson } from '../../functions/src/users/document.ts';
import { profileOf, profilesOf } from './users.ts';
import type { Make } from './world.ts';

const HOUR_MS = 60 * 60 * 1000;

/** Whom it is about, by username, and what is said of them. Small worlds lack some: then it is somebody else. */
interface Told {
  who: string;
  category: Category;
  note: string;
  hours: number;
}

/** What people report, the one that waits longest first. */
const REPORTED: readonly Told[] = [
  { who: 'trailhouse', category: 'spam', note: 'Sends the same offer to everybody I know.', hours: 30 },
  { who: 'tidewater.swim', category: 'impersonation', note: 'The real company has another account.', hours: 12 },
  {
    ...{ who: 'daria.kovalenko', category: 'fraud', hours: 5 },
    note: 'Asked me for money before a shooting that never took place.',
  },
  { who: 'lucas.meyer', category: 'harassment', note: 'Keeps writing, though I have said no twice.', hours: 1 },
];

/** Some reports wait for staff, and one decision that somebody objects to. */
export const make: Make = (world) => {
  const at = (hours: number) => new Date(world.now - hours * HOUR_MS).toISOString();
  const people = profilesOf(world);
  const others = people.slice(5);
  const add = (i: number, { who, category, note, hours }: Told, more: Partial<ReportDocument> = {}) => {
    const [subject, reporter] = [profileOf(world, who) ?? others[2 * i], people[i]];
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
  add(
    REPORTED.length,
    { who: 'rex.growth', category: 'spam', note: 'Sells followers.', hours: 60 },
    {
      status: 'decided',
      // By somebody of staff who has left: whoever is there now may decide about what they object.
      decision: {
        action: 'warn',
        reason: 'Followers can’t be sold here.',
        until: null,
        by: null,
        at: at(48),
        leads: true,
      },
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
