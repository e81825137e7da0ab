import { z } from 'zod';
import { shown } from './fields.ts';
import { IsoTime } from './ids.ts';
import { LIMITS } from './limits.ts';

/** How far a file has come: a picture is ready at once, a video when its metadata has been taken out. */
export const MEDIA_STATES = ['processing', 'ready', 'refused'] as const;

/** What is known of a picture or a video, wherever it is shown. */
const facts = {
  kind: z.enum(['image', 'video']),
  state: z.enum(MEDIA_STATES),
  reason: z.string().nullable().describe('Why it was refused, for people'),
  type: z.string().describe('The type of what is served'),
  width: z.int().describe('In pixels, as it is to be shown: rotation is applied'),
  height: z.int(),
  duration: z.number().nullable().describe('In seconds; null for a picture'),
  preview: z.string().nullable().describe('A blurred preview: a ThumbHash (evanw.github.io/thumbhash) in Base64'),
  alt: shown(LIMITS.alt).describe('What is to be seen, for those who don’t see it'),
};

/** As it is stored: with the paths of its files, by size. Addresses are made when it is read. */
export const MediaDocument = z.object({ ...facts, files: z.record(z.string(), z.string()) });
export type MediaDocument = z.infer<typeof MediaDocument>;

/** As it is answered: with addresses that open one file each, for a while. */
export const Media = z
  .object({
    ...facts,
    urls: z.record(z.string(), z.string()).describe('By size: 320 and 1280 of a picture, `video` of a video'),
    urls_expire_at: IsoTime.nullable().describe('Ask anew after that; null where there are none'),
  })
  .meta({ id: 'Media' });
export type Media = z.infer<typeof Media>;
