import { newUid } from '../../functions/src/contract/ids.ts';
import { VERIFICATION } from '../../functions/src/contract/limits.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { saveFile } from '../../functions/src/store/files.ts';
import type { Profile } from '../../functions/src/users/schema.ts';
import { paperPath } from '../../functions/src/verification/documents.ts';
import { NAME_FIELD } from '../../functions/src/verification/policy.ts';
import { type DocType, VerificationDocument, VerificationState } from '../../functions/src/verification/schema.ts';
import { makePaper } from './pictures/papers.ts';
import { characterOf, profilesOf } from './users.ts';
import type { Make, World } from './world.ts';

const TYPE = 'image/jpeg';
/** People who wait for staff, beside one of the cast. */
const WAITING = 4;

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

const typeFor = ({ role, company_name }: Profile): DocType =>
  role === 'brand' && company_name !== '' ? 'business' : 'identity';

/** A request as it was sent in, and what has become of it. */
type Told = Pick<VerificationDocument, 'doc_type'> & Partial<VerificationDocument>;

/** Adds somebody's requests, the oldest first, and where they stand with them. */
function add(world: World, profile: Profile, told: (Told & { paper?: Buffer })[]): void {
  const { id: user, username, display_name, role } = profile;
  const state: VerificationState = { open: {}, approved: {}, sent: [] };
  for (const { paper, ...request } of told) {
    const id = world.faker.string.alphanumeric(newUid().length);
    const { doc_type, status = 'pending' } = request;
    const made: VerificationDocument = {
      id,
      user,
      status,
      name: profile[NAME_FIELD[doc_type]],
      reason: null,
      note: '',
      file: { type: TYPE, bytes: paper?.length ?? 48_000, remove_at: null, removed_at: null },
      submitted_at: new Date(world.now).toISOString(),
      reviewed_at: null,
      lapsed_at: null,
      opened: [],
      applicant: { id: user, username, display_name, role },
      ...request,
    };
    if (status === 'pending') state.open[doc_type] = id;
    if (status === 'approved') state.approved[doc_type] = { id, name: made.name };
    state.sent.push(made.submitted_at);
    world.document(paths.verification(id), VerificationDocument, () => made);
    const path = paperPath(user, id);
    if (paper) world.files.push({ path, save: () => saveFile(path, paper, TYPE, 'private') });
  }
  world.document(paths.verificationState(user), VerificationState, () => state);
}

/** Whoever has the tick has had it approved, and some wait: one of them a second time. */
export const make: Make = async (world) => {
  const { faker, now } = world;
  const at = (ms: number) => new Date(now - ms).toISOString();
  const people = profilesOf(world);
  for (const profile of people.filter(({ is_verified }) => is_verified)) {
    const days = faker.number.int({ min: VERIFICATION.file_days + 5, max: 300 });
    const decided = days * DAY_MS - 5 * HOUR_MS;
    const file = {
      type: TYPE,
      bytes: 48_000,
      remove_at: null,
      removed_at: at(decided - VERIFICATION.file_days * DAY_MS),
    };
    const opened = [at(decided + HOUR_MS / 4)];
    const times = { submitted_at: at(days * DAY_MS), reviewed_at: at(decided), opened, file };
    add(world, profile, [{ doc_type: typeFor(profile), status: 'approved', ...times }]);
  }
  const waiting = people.filter(({ is_verified }, i) => !is_verified && i >= 2).slice(0, WAITING + 1);
  for (const [i, profile] of waiting.entries()) {
    const doc_type = typeFor(profile);
    const character = characterOf(world, profile);
    const number = faker.string.numeric(9);
    const paper = await makePaper(character, doc_type, number);
    const told: (Told & { paper?: Buffer })[] = [{ doc_type, paper, submitted_at: at((3 + 11 * i) * HOUR_MS) }];
    if (i === 1) {
      const decided = 4 * DAY_MS;
      const remove_at = new Date(now - decided + VERIFICATION.file_days * DAY_MS).toISOString();
      const refused = await makePaper(character, doc_type, number, true);
      told.unshift({
        doc_type,
        paper: refused,
        status: 'rejected',
        reason: 'unreadable',
        note: 'The picture is out of focus. Hold the phone still, and try again by daylight.',
        file: { type: TYPE, bytes: refused.length, remove_at, removed_at: null },
        submitted_at: at(5 * DAY_MS),
        reviewed_at: at(decided),
        opened: [at(decided + HOUR_MS / 5)],
      });
    }
    add(world, profile, told);
  }
};
