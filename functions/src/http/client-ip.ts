import { BlockList, isIPv4, isIPv6 } from 'node:net';
import { params } from '../config.ts';

function blockList(networks: string): BlockList {
  const list = new BlockList();
  for (const network of networks
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean)) {
    const [address = '', bits = ''] = network.split('/');
    list.addSubnet(address, Number(bits), isIPv6(address) ? 'ipv6' : 'ipv4');
  }
  return list;
}

/**
 * Express's `trust proxy`: which hop's word about the one before it is believed, counted from our own socket.
 * Only Google's front end reaches the container, so hop 0 is always believed, and what it appended to
 * `X-Forwarded-For` is who called it: the client itself, or Hosting's edge, which appended the client in its turn.
 * Whatever a client writes into the header stands left of that and is never reached. (A fixed number of hops would
 * believe a forged entry from anyone who calls the function's own address instead of Hosting.)
 */
export function trustProxy(): (address: string, hop: number) => boolean {
  const edge = blockList(params.trustedProxies.value());
  return (address, hop) =>
    hop === 0 || (isIPv4(address) && edge.check(address, 'ipv4')) || (isIPv6(address) && edge.check(address, 'ipv6'));
}
