import type { Faker } from '@faker-js/faker';
import sharp from 'sharp';
import { otherMember } from '../../functions/src/contract/pair.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { saveFile } from '../../functions/src/store/files.ts';
import { PICTURE_TYPE, pictureMedia } from '../../functions/src/store/images.ts';
import { inBody } from '../../functions/src/store/incoming.ts';
import { StoryAudience, shownOf } from '../../functions/src/stories/audience.ts';
import { endOf, folderOf } from '../../functions/src/stories/policy.ts';
import { StoryDocument } from '../../functions/src/stories/schema.ts';
import { toPerson } from '../../functions/src/users/document.ts';
import type { Profile } from '../../functions/src/users/schema.ts';
import { tiesOf } from './connections.ts';
import { profilesOf } from './users.ts';
import type { Make, World } from './world.ts';

/** What the stories show: a sky, a sun, and hills. */
const SCENES = [
  { caption: 'Morning Coffee', alt: 'The sun rises over brown hills', hue: 28 },
  { caption: 'Golden hour, no filter', alt: 'A low sun over golden hills', hue: 45 },
  { caption: 'New drop on Friday. Guess the colour.', alt: 'A pale sun over violet hills', hue: 275 },
  { caption: '', alt: 'A white sun over blue hills', hue: 205 },
  { caption: 'Day three of the tour.\nFeet hurt, heart full.', alt: 'A sun over red hills', hue: 352 },
  { caption: 'Who else is at the fair? Come and say hello at stand 12!', alt: 'A sun over green hills', hue: 140 },
] as const;
const [WIDTH, HEIGHT] = [1080, 1920];

function draw({ hue }: (typeof SCENES)[number]): Buffer {
  const tone = (shift: number, light: number) => `hsl(${(hue + shift + 360) % 360} 62% ${light}%)`;
  const hill = (top: number, bend: number, light: number) =>
    `<path d="M0 ${top} Q ${WIDTH / 4} ${top - bend} ${WIDTH / 2} ${top} T ${WIDTH} ${top} V ${HEIGHT} H 0 Z" fill="${tone(0, light)}"/>`;
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"><defs>` +
      `<linearGradient id="sky" x2="0" y2="1"><stop stop-color="${tone(-25, 82)}"/><stop offset="1" stop-color="${tone(20, 62)}"/></linearGradient>` +
      `</defs><rect width="${WIDTH}" height="${HEIGHT}" fill="url(#sky)"/>` +
      `<circle cx="${WIDTH * 0.68}" cy="${HEIGHT * 0.42}" r="150" fill="${tone(30, 93)}"/>` +
      `${hill(1080, 180, 52)}${hill(1290, -160, 40)}${hill(1520, 140, 28)}</svg>`,
  );
}

/** @returns an id that tells its time, and follows from the seed */
function timedId(faker: Faker, ms: number): string {
  const time = ms.toString(16).padStart(12, '0');
  const hex = (length: number) => faker.string.hexadecimal({ length, casing: 'lower', prefix: '' });
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-8${hex(3)}-${hex(12)}`;
}

/** How long ago the oldest was posted: the world is looked at for a while. */
const OLDEST_HOURS = 16;

/** The cast, and so many of the others. */
const SHARE = 3;
const isAuthor = (i: number): boolean => i < 3 || i % SHARE === 0;

function connectedWith(world: World, { id }: Profile): string[] {
  const accepted = tiesOf(world).filter(({ status, members }) => status === 'accepted' && members.includes(id));
  return accepted.map((tie) => otherMember(tie.id, id));
}

export const make: Make = async (world) => {
  const { faker, now } = world;
  const drawn: Awaited<ReturnType<typeof pictureMedia>>[] = [];
  for (const scene of SCENES) {
    drawn.push(await pictureMedia(inBody(await sharp(draw(scene)).jpeg({ quality: 90 }).toBuffer()), 'story'));
  }
  for (const [i, profile] of profilesOf(world).entries()) {
    if (!isAuthor(i)) continue;
    const members = connectedWith(world, profile);
    for (let story = 0; story < (i < 3 ? 2 : 1 + (i % 2)); story++) {
      // No two of the cast show the same.
      const scene = (2 * i + story) % SCENES.length;
      const { caption, alt } = SCENES[scene] ?? SCENES[0];
      const { facts, pictures } = drawn[scene] ?? {};
      if (!facts || !pictures) continue;
      const made = now - faker.number.int({ min: 5, max: OLDEST_HOURS * 60 }) * 60_000;
      const id = timedId(faker, made);
      const [created_at, expires_at] = [made, endOf(made)].map((ms) => new Date(ms).toISOString()) as [string, string];
      const files: Record<string, string> = {};
      for (const { name, data } of pictures) {
        const path = `${folderOf(profile.id, id)}/${name}.webp` as const;
        files[name] = path;
        world.files.push({ path, save: () => saveFile(path, data, PICTURE_TYPE, 'private') });
      }
      const viewers = faker.helpers.arrayElements(members, { min: 0, max: Math.floor(members.length / 2) });
      const since = () => faker.number.int({ min: made, max: now });
      const seen = Object.fromEntries(viewers.map((uid) => [uid, new Date(since()).toISOString()]));
      // A person's picture, for one, may still change until it is written.
      const document = (): StoryDocument => ({
        id,
        user: profile.username,
        author: toPerson(profile),
        caption,
        media: { ...facts, alt, files },
        created_at,
        expires_at,
        view_count: viewers.length,
        published_at: created_at,
        shards: 1,
      });
      world.document(paths.story(id), StoryDocument, document);
      world.document(paths.audience(`story_${id}_0`), StoryAudience, () => ({
        ...shownOf(document(), created_at),
        members,
        seen,
      }));
    }
  }
};
