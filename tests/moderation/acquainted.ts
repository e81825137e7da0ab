import { postPicture } from '../stories/post.ts';
import { connect, newPerson, type Person, patch, post } from '../support/api.ts';
import { deliverConnection, eventOf } from '../support/events.ts';

/** Two people in each other's lists, notifications and suggestions. */
export async function acquainted(connected: boolean): Promise<[Person, Person]> {
  const [a, b, friend] = [await newPerson(), await newPerson(), await newPerson()];
  for (const who of [a, b]) await connect(who, friend);
  if (connected) {
    const pair = [a.id, b.id].sort().join('_');
    await deliverConnection(await eventOf(a, b, () => post('/connections/request', { receiver: b.id }, a)));
    const accept = () => patch(`/connections/${pair}/action`, { status: 'accepted' }, b);
    await deliverConnection(await eventOf(a, b, accept));
  }
  for (const [author, viewer] of [
    [a, b],
    [b, a],
  ] as const) {
    await post('/chat', { receiver: viewer.id, content: 'Hi' }, author);
    const id = await postPicture(author);
    await post(`/stories/${id}/view`, undefined, viewer);
  }
  return [a, b];
}

/** Whether something that is shown names somebody, by id or by name. */
export const speaksOf = (shown: unknown, { id, username }: Person): boolean => {
  const text = JSON.stringify(shown) ?? '';
  return text.includes(id) || text.includes(`"${username}"`);
};
