import type { IncomingMessage } from 'node:http';
import proxyAddress from 'proxy-addr';
import { params } from '../config.ts';

/**
 * Which hop's word about the one before it is believed, counted from our own socket.
 * Only Google's front end reaches the container, so hop 0 is always believed, and what it appended to
 * `X-Forwarded-For` is who called it: the client itself, or Hosting's edge, which appended the client in its turn.
 * Whatever a client writes into the header stands left of that and is never reached. (A fixed number of hops would
 * believe a forged entry from anyone who calls the function's own address instead of Hosting.)
 */
export function trustProxy(): (address: string, hop: number) => boolean {
  const networks = params.trustedProxies.value().split(',');
  const isEdge = proxyAddress.compile(networks.map((network) => network.trim()).filter(Boolean));
  return (address, hop) => hop === 0 || isEdge(address, hop);
}

/** @returns a function that tells the address of whoever asks */
export function clientAddress(): (req: IncomingMessage) => string {
  // Made with the first request: a function may be loaded before its parameters are known.
  let trusted: ReturnType<typeof trustProxy> | undefined;
  return (req) => {
    trusted ??= trustProxy();
    return proxyAddress(req, trusted);
  };
}
