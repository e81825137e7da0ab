import { newUid } from '../../functions/src/contract/ids.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { type Category, ReportDocument } from '../../functions/src/reports/schema.ts';
import { toPerson } from '../../functions/src/users/document.ts';
import { profileOf, profilesOf } from './users.ts';
import type { Make } from './world.ts';

const HOUR_MS = 60 * 60 * 1000;

/** Whom it is about, who says so and what, by username. Small worlds lack some of the former: then it is somebody else. */
interface Told {
  who: string;
  /** Nobody of staff: they couldn't decide it. */
  by: string;
  category: Category;
  note: string;
  hours: number;
}

/** What people report, the one that waits longest first. */
const REPORTED: readonly Told[] = [
  {
    ...{ who: 'trailhouse', by: 'bob', category: 'spam', hours: 30 },
    note: 'Sends the same offer to everybody I know.',
  },
  {
    ...{ who: 'north.thread', by: 'sofia.lindgren', category: 'impersonation', hours: 12 },
    note: 'The real company has another account.',
  },
  {
    ...{ who: 'daria.kovalenko', by: 'erin', category: 'fraud', hours: 5 },
    note: 'Asked me for money before a photo shoot that never took place.',
  },
  {
    ...{ who: 'lucas.meyer', by: 'leila.haddad', category: 'harassment', hours: 1 },
    note: 'Made remarks about my looks at an event, and again at the next one.',
  },
];

/** Some reports wait for staff, and one decision that somebody objects to. */
export const make: Make = (world) => {
  const at = (hours: number) => new Date(world.now - hours * HOUR_MS).toISOString();
  const others = profilesOf(world).slice(5);
  const add = (i: number, { who, by, category, note, hours }: Told, more: Partial<ReportDocument> = {}) => {
    const [subject, reporter] = [profileOf(world, who) ?? others[2 * i], profileOf(world, by)];
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
    { who: 'rex.growth', by: 'alice', category: 'spam', note: 'Sells followers.', hours: 60 },
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
