import { afterEach, describe, expect, it, vi } from 'vitest';
import { params } from '../../functions/src/config.ts';
import { del, expectProblem, get, newPerson, people, post, useApi } from '../support/api.ts';
import { deliverConnection, eventOf } from '../support/events.ts';

useApi();
afterEach(() => vi.restoreAllMocks());

const day = (max: number) => vi.spyOn(params.requestsPerDay, 'value').mockReturnValue(max);

describe('alerts by requests', () => {
  it('asking and withdrawing over and over tells twice a day', async () => {
    const [pest, victim] = [await newPerson(), await newPerson()];
    const ask = () => post('/connections/request', { receiver: victim.id }, pest);
    const id = [pest.id, victim.id].sort().join('_');
    for (let i = 0; i < 2; i++) {
      await deliverConnection(await eventOf(pest, victim, ask));
      expect((await get('/notifications', victim)).body).toHaveLength(1);
      await deliverConnection(await eventOf(pest, victim, () => del(`/connections/${id}`, pest)));
    }
    for (let i = 0; i < 5; i++) {
      expectProblem(await ask(), 409, 'conflict', 'You can ask again in 24 hours');
      expect((await del(`/connections/${id}`, pest)).status).toBe(404);
    }
    expect((await get('/notifications', victim)).body).toEqual([]);
  });

  it('neither does blocking and unblocking the one who was asked', async () => {
    const [pest, victim] = [await newPerson(), await newPerson()];
    const ask = () => post('/connections/request', { receiver: victim.id }, pest);
    expect((await ask()).status).toBe(201);
    for (let i = 0; i < 2; i++) {
      expect((await post(`/users/${victim.id}/block`, undefined, pest)).status).toBe(204);
      expect((await del(`/users/${victim.id}/block`, pest)).status).toBe(204);
      expectProblem(await ask(), 409, 'conflict', 'You have withdrawn your request');
    }
  });

  it('one person asks so many a day; what is refused does not count', async () => {
    const [pest, ...others] = await people(5);
    if (!pest) throw new Error('People were asked for.');
    day(3);
    const ask = (receiver = '') => post('/connections/request', { receiver }, pest);
    expectProblem(await ask(pest.id), 400, 'invalid_request');
    for (const { id } of others.slice(0, 3)) expect((await ask(id)).status).toBe(201);
    expectProblem(await ask(others[3]?.id), 429, 'rate_limited');
    day(4);
    expect((await post('/connections/request', { receiver: pest.id }, others[3])).status).toBe(201);
  });
});
