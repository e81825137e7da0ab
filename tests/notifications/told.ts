import type { Topic } from '../../functions/src/contract/topics.ts';
import { get, type Person, post } from '../support/api.ts';

interface Told {
  id: string;
  type: string;
  message: string;
  actors: { id: string }[];
  target: { kind: string; id: string };
  reason: { topic: Topic };
  is_read: boolean;
  count: number;
}

/** What somebody has been told, newest first. */
export const told = async (who: Person): Promise<Told[]> => (await get('/notifications', who)).body;
export const messages = async (who: Person): Promise<string[]> => (await told(who)).map(({ message }) => message);
export const topicsTold = async (who: Person): Promise<Topic[]> => (await told(who)).map(({ reason }) => reason.topic);

/** Has somebody read all that they were told. */
export const readAll = async (who: Person): Promise<void> => void (await post('/notifications/read', undefined, who));
