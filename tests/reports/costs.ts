import type * as routes from '../../functions/src/reports/routes.ts';
import { get, type Person, people, post } from '../support/api.ts';
import { newStaff } from '../support/auth.ts';
import { fixed, page, type Scenarios } from '../support/costs.ts';
import { decide, reported, sendReport } from './make.ts';

const STAFF = () => newStaff('reports');
/** A report about the first, by the second. */
async function made(): Promise<[id: string, author: Person, reporter: Person]> {
  const [author, reporter] = (await people(2)) as [Person, Person];
  return [await reported(reporter, { kind: 'user', id: author.id }), author, reporter];
}
const WARN = { action: 'warn', reason: 'Spam' };
/** The entry in the audit log of what staff only look at. */
const looked = (items: unknown[]): ReturnType<typeof page> => [page(items)[0], 1, 2];

export const costs = {
  createReport: {
    ask: async () => {
      const [author, reporter] = (await people(2)) as [Person, Person];
      return sendReport(reporter, { kind: 'user', id: author.id });
    },
    floor: fixed(4, 1, 2),
  },
  listOwnReports: { ask: async () => get('/reports/mine', (await made())[2]), floor: page },
  listDecisionsAboutMe: {
    ask: async () => {
      const [id, author] = await made();
      await decide(id, WARN, await STAFF());
      return get('/reports/decisions', author);
    },
    floor: page,
  },
  appealDecision: {
    ask: async () => {
      const [id, author] = await made();
      await decide(id, WARN, await STAFF());
      return post(`/reports/${id}/appeal`, { text: 'No.' }, author);
    },
    floor: fixed(1, 1, 2),
  },
  listReports: {
    ask: async () => {
      await made();
      return get('/admin/reports', await STAFF());
    },
    floor: looked,
  },
  getReport: { ask: async () => get(`/admin/reports/${(await made())[0]}`, await STAFF()), floor: fixed(3, 1, 2) },
  decideReport: { ask: async () => decide((await made())[0], WARN, await STAFF()), floor: fixed(2, 2, 3) },
  decideAppeal: {
    ask: async () => {
      const [id, author] = await made();
      await decide(id, WARN, await STAFF());
      await post(`/reports/${id}/appeal`, { text: 'No.' }, author);
      return post(`/admin/reports/${id}/appeal`, { decision: 'upheld', answer: 'Yes.' }, await STAFF());
    },
    floor: fixed(1, 2, 2),
  },
  reverseDecision: {
    ask: async () => {
      const [id] = await made();
      await decide(id, WARN, await STAFF());
      return post(`/admin/reports/${id}/reversal`, { reason: 'A mistake' }, await STAFF());
    },
    floor: fixed(2, 2, 3),
  },
} satisfies Scenarios<typeof routes>;
