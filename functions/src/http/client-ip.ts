import { compile } from 'proxy-addr';
import { params } from '../config.ts';

/**
 * Express's `trust proxy`: which hop's word about the one before it is believed, counted from our own socket.
 * Only Google's front end reaches the container, so hop 0 is always believed, and what it appended to
 * `X-Forwarded-For` is who called it: the client itself, or Hosting's edge, which appended the client in its turn.
 * Whatever a client writes into the header stands left of that and is never reached. (A fixed number of hops would
 * believe a forged entry from anyone who calls the function's own address instead of Hosting.)
 */
export function trustProxy(): (address: string, hop: number) => boolean {
  const networks = params.trustedProxies.value().split(',');
  const isEdge = compile(networks.map((network) => network.trim()).filter(Boolean));
  return (address, hop) => hop === 0 || isEdge(address, hop);
}
