import type { SocialNetwork } from '@api/users/schema.ts';
import { t } from '@lingui/core/macro';

export type Network = SocialNetwork;

/** In the order in which forms and profiles show them. */
export const NETWORKS = [
  'instagram',
  'tiktok',
  'youtube',
  'x',
  'linkedin',
  'facebook',
  'website',
] as const satisfies readonly Network[];

/** Networks are called the same in every language. */
const NAMES: Record<Exclude<Network, 'website'>, string> = {
  instagram: 'Instagram',
  tiktok: 'TikTok',
  youtube: 'YouTube',
  x: 'X',
  linkedin: 'LinkedIn',
  facebook: 'Facebook',
};

export const networkLabel = (network: Network): string => (network === 'website' ? t`Website` : NAMES[network]);
