import { STAFF_PERMISSIONS } from '../../functions/src/contract/roles.ts';
import type { Shown } from '../support/screens.ts';
import { type Account, ask, connect, login, newAccount, setRights } from './accounts.ts';
import { write } from './chat-world.ts';
import { host } from './event-world.ts';

export interface ScreenWorld {
  me: Account;
  shown: Shown;
  /** Who is there, and what their events are called. */
  people: Account[];
  titles: string[];
}

/** Somebody who is staff with all rights, too, and what every screen of theirs shows: people, events, a conversation, a request. */
export async function makeScreenWorld(): Promise<ScreenWorld> {
  const [me, ben, cleo] = await Promise.all([
    newAccount('me'),
    newAccount('ben'),
    newAccount('cleo', { social_links: { website: 'cleo.example', instagram: 'cleo' } }),
  ]);
  await setRights(me, ...STAFF_PERMISSIONS);
  Object.assign(me, await login(me.username));
  const [event, mine] = await Promise.all([
    host(cleo),
    host(me, { time_zone: 'America/New_York' }),
    ask(ben, me),
    connect(cleo, me),
  ]);
  await write(cleo, me, 'Shall we meet before the gala?');
  const shown: Shown = { me: me.username, other: cleo.username, otherId: cleo.id, event: event.id, mine: mine.id };
  return { me, shown, people: [me, ben, cleo], titles: [event.title, mine.title] };
}
