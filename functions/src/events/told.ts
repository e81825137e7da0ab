import { db } from '../firebase.ts';
import { connectionsOf } from '../store/edges.ts';
import { hostedBy } from './access.ts';
import { toldAmong } from './policy.ts';
import type { Told } from './schema.ts';

/** @returns about how many would be told of a new event of somebody's, and how many not: the fan-out goes by the same lists */
export async function toldBy(host: string): Promise<Told> {
  const connections = await connectionsOf(host);
  return toldAmong(connections.ids.length, connections.whoWant('hosting').length);
}

/** The same for an event that is there, for its host. @throws ApiError 403, 404 */
export async function toldOf(id: string, me: string): Promise<Told> {
  const { host } = await hostedBy(db(), id, me);
  return toldBy(host.id);
}
