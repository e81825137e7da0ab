import type { Faker } from '@faker-js/faker';
import sharp from 'sharp';
import { UPLOADS } from '../../functions/src/contract/limits.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { saveFile } from '../../functions/src/store/files.ts';
import { PICTURE_TYPE, type PictureFacts, previewOf } from '../../functions/src/store/images.ts';
import { StoryAudience, shownOf } from '../../functions/src/stories/audience.ts';
import { endOf, folderOf } from '../../functions/src/stories/policy.ts';
import { StoryDocument } from '../../functions/src/stories/schema.ts';
import { toPerson } from '../../functions/src/users/document.ts';
import type { Profile } from '../../functions/src/users/schema.ts';
import { connectedWith } from './connections.ts';
import { MOMENTS, type Moment } from './moments.ts';
import { WRITTEN_BY_HAND } from './people/people.ts';
import { render } from './pictures/render.ts';
import { illustration } from './pictures/scenes.ts';
import { characterOf, profileOf, profilesOf } from './users.ts';
import type { Make, World } from './world.ts';

const MINUTE = 60 * 1000;
const [WIDTH, HEIGHT] = [720, 1280];

/** How long ago the oldest was posted: the world is looked at for a while. */
const OLDEST_HOURS = 16;
/** How many of the people who aren't written by hand show something. */
const SHARE = 0.25;

/** @returns an id that tells its time, and follows from the seed */
function timedId(faker: Faker, ms: number): string {
  const time = ms.toString(16).padStart(12, '0');
  const hex = (length: number) => faker.string.hexadecimal({ length, casing: 'lower', prefix: '' });
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-8${hex(3)}-${hex(12)}`;
}

/** What a story shows, as it would be stored. */
interface Drawn {
  facts: PictureFacts;
  pictures: { name: string; data: Buffer }[];
}

async function draw({ picture }: Moment): Promise<Drawn> {
  const { variants } = UPLOADS.story;
  const widths = variants.map(({ w, h }) => Math.round(WIDTH * Math.min(w / WIDTH, h / HEIGHT)));
  const drawn = await render(illustration(picture, WIDTH, HEIGHT), widths);
  const pictures = variants.map(({ name }, i) => ({ name, data: drawn[i] ?? Buffer.alloc(0) }));
  const preview = await previewOf(sharp(pictures[0]?.data));
  const facts = { kind: 'image', state: 'ready', reason: null, type: PICTURE_TYPE, duration: null } as const;
  return { facts: { ...facts, width: WIDTH, height: HEIGHT, preview }, pictures };
}

/** Who shows what: what is written by hand, as far as its authors are in the world, and what goes with others' trades. */
function plan(world: World): { author: Profile; moment: Moment }[] {
  const { faker } = world;
  const written = MOMENTS.flatMap((moment) => {
    const author = profileOf(world, moment.by);
    return author ? [{ author, moment }] : [];
  });
  const others = profilesOf(world)
    .slice(WRITTEN_BY_HAND)
    .flatMap((author) => {
      const found = MOMENTS.filter(({ category }) => category === characterOf(world, author).category);
      if (found.length === 0 || !faker.datatype.boolean({ probability: SHARE })) return [];
      return [{ author, moment: faker.helpers.arrayElement(found) }];
    });
  return [...written, ...others];
}

/** Some of those who may see a story have. */
function viewsOf({ faker, now }: World, members: string[], made: number): Record<string, string> {
  const most = Math.floor(members.length * 0.7);
  const viewers = faker.helpers.arrayElements(members, { min: Math.min(most, 2), max: most });
  return Object.fromEntries(
    viewers.map((uid) => [uid, new Date(faker.number.int({ min: made, max: now })).toISOString()]),
  );
}

/** Posts a story, and shows it to the connections of its author. */
function add(world: World, { author, moment, made }: { author: Profile; moment: Moment; made: number }, drawn: Drawn) {
  const id = timedId(world.faker, made);
  const [created_at, expires_at] = [made, endOf(made)].map((ms) => new Date(ms).toISOString()) as [string, string];
  const files: Record<string, string> = {};
  for (const { name, data } of drawn.pictures) {
    const path = `${folderOf(author.id, id)}/${name}.webp` as const;
    files[name] = path;
    world.files.push({ path, save: () => saveFile(path, data, PICTURE_TYPE, 'private') });
  }
  const members = connectedWith(world, author.id);
  const seen = viewsOf(world, members, made);
  const story: StoryDocument = {
    id,
    user: author.username,
    author: toPerson(author),
    caption: moment.caption,
    media: { ...drawn.facts, alt: moment.alt, files },
    created_at,
    expires_at,
    view_count: Object.keys(seen).length,
    published_at: created_at,
    shards: 1,
  };
  world.document(paths.story(id), StoryDocument, () => story);
  const audience = { ...shownOf(story, created_at), members, seen };
  world.document(paths.audience(`story_${id}_0`), StoryAudience, () => audience);
}

export const make: Make = async (world) => {
  const { faker, now } = world;
  const planned = plan(world);
  const moments = [...new Set(planned.map(({ moment }) => moment))];
  const drawn = new Map(await Promise.all(moments.map(async (moment) => [moment, await draw(moment)] as const)));
  const latest = new Map<string, number>();
  for (const { author, moment } of planned) {
    // The second of somebody's comes after the first.
    const after = latest.get(author.id) ?? now - OLDEST_HOURS * 60 * MINUTE;
    const made = faker.number.int({ min: after + MINUTE, max: Math.max(after + MINUTE, now - 4 * MINUTE) });
    latest.set(author.id, made);
    const picture = drawn.get(moment);
    if (picture) add(world, { author, moment, made }, picture);
  }
};
