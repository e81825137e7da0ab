import { connect, type Person, people, type Reply } from './api.ts';

/** Whom the scenarios of all slices find. What else one needs it makes itself: nothing here must depend on their order. */
export interface CostWorld {
  /** Has four friends. */
  me: Person;
  friends: Person[];
  /** Two steps from me: the first through every friend, the second through two of them. */
  strangers: [Person, Person];
}

export async function makeCostWorld(): Promise<CostWorld> {
  const [me, ...friends] = (await people(5)) as [Person, ...Person[]];
  const strangers = (await people(2)) as [Person, Person];
  for (const friend of friends) {
    await connect(me, friend);
    await connect(friend, strangers[0]);
  }
  for (const friend of friends.slice(0, 2)) await connect(friend, strangers[1]);
  return { me, friends, strangers };
}

type Floor = [reads: number, writes: number, trips: number];

/** A route asked once in its costliest ordinary way. */
interface Scenario {
  ask: (world: CostWorld) => Promise<Reply>;
  /** What no design could go below with the same meaning, without limiters; a function of the answer where that decides. */
  floor: (answer: never) => Floor;
}

/** One scenario for each route of a slice: `export const costs = { … } satisfies Scenarios<typeof routes>`. */
export type Scenarios<Routes> = Record<keyof Routes, Scenario>;

export const fixed =
  (...floor: Floor) =>
  (): Floor =>
    floor;

/** The floor of a list: what it shows, and one read where it is empty. */
export const page = (items: unknown[]): Floor => [Math.max(1, items.length), 0, 1];
