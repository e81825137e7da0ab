import { LIMITS } from './limits.ts';
import { hasWord, trimmed } from './text.ts';

interface Network {
  /** Whose subdomains belong to it, too. */
  hosts: readonly string[];
  /** Other names of the first host, which stand for the same pages. */
  aliases: RegExp;
  /** Where a handle's profile is. */
  profile: string;
  handle: RegExp;
  /** Paths that are profiles: what is in the group is the handle. */
  path: RegExp;
  /** The parameters without which a link leads elsewhere; the others only track. */
  keeps?: readonly string[];
}

/** The networks a profile can link to; null for any address. */
export const SOCIAL_NETWORKS = {
  instagram: {
    hosts: ['instagram.com'],
    aliases: /^(?:www\.|m\.)?instagram\.com$/,
    profile: 'https://www.instagram.com/',
    handle: /^[A-Za-z0-9._]{1,30}$/,
    path: /^\/@?(?!(?:p|reel|reels|stories|explore|direct|accounts)\/?$)([A-Za-z0-9._]{1,30})\/?$/,
  },
  tiktok: {
    hosts: ['tiktok.com'],
    aliases: /^(?:www\.|m\.)?tiktok\.com$/,
    profile: 'https://www.tiktok.com/@',
    handle: /^[A-Za-z0-9._]{1,24}$/,
    path: /^\/@([A-Za-z0-9._]{1,24})\/?$/,
  },
  youtube: {
    hosts: ['youtube.com', 'youtu.be'],
    aliases: /^(?:www\.|m\.)?youtube\.com$/,
    profile: 'https://www.youtube.com/@',
    handle: /^[\p{L}\p{M}\p{N}._·-]{1,30}$/u,
    path: /^\/@([\p{L}\p{M}\p{N}._·-]{1,30})\/?$/u,
    keeps: ['v', 'list', 't'],
  },
  x: {
    hosts: ['x.com', 'twitter.com'],
    aliases: /^(?:www\.|m\.|mobile\.)?(?:x|twitter)\.com$/,
    profile: 'https://x.com/',
    handle: /^[A-Za-z0-9_]{1,15}$/,
    path: /^\/@?(?!(?:home|explore|search|settings|i|intent|share)\/?$)([A-Za-z0-9_]{1,15})\/?$/,
  },
  linkedin: {
    hosts: ['linkedin.com'],
    aliases: /^(?:www\.|m\.|[a-z]{2}\.)?linkedin\.com$/,
    profile: 'https://www.linkedin.com/in/',
    handle: /^[\p{L}\p{M}\p{N}-]{3,100}$/u,
    path: /^\/in\/([\p{L}\p{M}\p{N}-]{3,100})\/?$/u,
  },
  facebook: {
    hosts: ['facebook.com', 'fb.com'],
    aliases: /^(?:(?:www|m|web)\.)?(?:facebook|fb)\.com$/,
    profile: 'https://www.facebook.com/',
    handle: /^[A-Za-z0-9.]{3,50}$/,
    path: /^\/@?(?!(?:groups|pages|events|watch|profile\.php)\/?$)([A-Za-z0-9.]{3,50})\/?$/,
    keeps: ['id', 'v'],
  },
  website: null,
} as const satisfies Record<string, Network | null>;
export type SocialNetwork = keyof typeof SOCIAL_NETWORKS;

const HOSTS = Object.values(SOCIAL_NETWORKS).flatMap((network) => network?.hosts ?? []);
const belongsTo = (hosts: readonly string[], host: string): boolean =>
  hosts.some((own) => host === own || host.endsWith(`.${own}`));

/** A name in public DNS: no address in numbers, no name of this machine or of the network around it. */
const isPublicHost = (host: string): boolean =>
  /^(?:[a-z0-9_-]{1,63}\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/.test(host) &&
  !/\.(?:localhost|local|internal|lan|home|corp)$/.test(host);

/**
 * `new URL()`, which throws, and not `URL.parse()`, which older browsers lack.
 * @returns null for what isn't a plain http address, written as people write one: with its scheme or without
 */
function parse(text: string): URL | null {
  const hasScheme = /^https?:\/\//i.test(text);
  // "javascript:", "mailto:", "//host" and "user:pass@"; a colon after a dot is a port.
  if (!hasScheme && /^(?:\/|[^/.?#]*:)/.test(text)) return null;
  const address = hasScheme ? text : `https://${text}`;
  // A name before the host looks like the host: https://instagram.com@evil.example.
  if (/^https?:\/\/[^/?#]*@/i.test(address)) return null;
  try {
    return new URL(address);
  } catch {
    return null;
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function onNetwork(network: Network, url: URL): string | null {
  if (url.port || !belongsTo(network.hosts, url.hostname) || /^\/+@?$/.test(url.pathname)) return null;
  const { profile, aliases, path, keeps = [] } = network;
  const isMain = aliases.test(url.hostname);
  const handle = isMain && path.exec(decoded(url.pathname))?.[1];
  if (handle && hasWord(handle)) return new URL(profile + handle).href;
  const link = new URL(isMain ? new URL(profile).origin : `https://${url.hostname}`);
  // Not as a base with a path: "//evil.example" would be another host.
  link.pathname = url.pathname;
  for (const [name, value] of url.searchParams) if (keeps.includes(name)) link.searchParams.append(name, value);
  return link.href;
}

function find(name: SocialNetwork, text: string): string | null {
  // What URLs ignore or turn around, and what people don't see.
  if (text === '' || /[\s\\<>"\p{Cc}\p{Cf}]/u.test(text)) return null;
  const network: Network | null = SOCIAL_NETWORKS[name];
  const handle = text.normalize('NFKC').replace(/^@/, '');
  const isHandle = network?.handle.test(handle) && hasWord(handle) && !belongsTo(HOSTS, handle.toLowerCase());
  if (network && isHandle) return new URL(network.profile + handle).href;
  const url = parse(text);
  if (!url || !isPublicHost(url.hostname)) return null;
  if (network) return onNetwork(network, url);
  return url.protocol === 'https:' ? url.href : null;
}

/**
 * @param typed an address, with or without its scheme, or on a network a handle: `@anna`, `anna`
 * @returns the address as it is stored: https, as a URL parser reads it, on networks in their usual form and without
 *   what tracks; null when it is no address there
 */
export function linkOf(name: SocialNetwork, typed: string): string | null {
  const link = find(name, trimmed(typed));
  return link !== null && link.length <= LIMITS.url ? link : null;
}
