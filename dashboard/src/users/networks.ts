import type { SocialNetwork } from '@api/users/schema.ts';

export type Network = SocialNetwork;

/** In the order in which forms and profiles show them. */
export const NETWORK_LABELS: Record<Network, string> = {
  instagram: 'Instagram',
  tiktok: 'TikTok',
  youtube: 'YouTube',
  x: 'X',
  linkedin: 'LinkedIn',
  facebook: 'Facebook',
  website: 'Website',
};
