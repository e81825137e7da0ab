import type { Media } from '@api/contract/media.ts';
import type { Person } from '@api/users/schema.ts';

/** What the viewer needs of a story, be it somebody else's or one's own. */
export interface Shown {
  id: string;
  author: Person;
  caption: string;
  media: Media;
  created_at: string;
  expires_at: string;
  seen: boolean;
}
