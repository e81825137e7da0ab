import { db } from '../firebase.ts';
import { connectionsOf } from '../store/edges.ts';
import { hostedBy } from './access.ts';
import type { Told } from './schema.ts';

/** @returns how many would be told of a new event of somebody's, and how many not: the fan-out goes by the same lists */
export async function toldBy(host: string): Promise<Told> {
  const connections = await connectionsOf(host);
  const told = connections.whoWant('hosting').length;
  return { told, left_out: { switched_off: connections.ids.length - told } };
}

/** The same for an event that is there, for its host. @throws ApiError 403, 404 */
export async function toldOf(id: string, me: string): Promise<Told> {
  const { host } = await hostedBy(db(), id, me);
  return toldBy(host.id);
}
