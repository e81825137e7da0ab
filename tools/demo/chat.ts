import sharp from 'sharp';
import { folderOf } from '../../functions/src/chat/attachments.ts';
import { placesOf } from '../../functions/src/chat/policy.ts';
import { type AttachmentDocument, ConversationDocument, MessageDocument } from '../../functions/src/chat/schema.ts';
import { pairId } from '../../functions/src/contract/pair.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { saveFile } from '../../functions/src/store/files.ts';
import { PICTURE_TYPE, pictureMedia } from '../../functions/src/store/images.ts';
import { inBody } from '../../functions/src/store/incoming.ts';
import { toPerson } from '../../functions/src/users/document.ts';
import type { Profile } from '../../functions/src/users/schema.ts';
import { tiesOf } from './connections.ts';
import { profilesOf } from './users.ts';
import type { Make, World } from './world.ts';

/** `a` begins; a line that was deleted is told by null, one with a picture by what is to be seen on it. */
type Line = readonly [who: 'a' | 'b', text: string | null, picture?: string];

/** What people write to each other: about work, plans and small things. */
const TALKS: readonly (readonly Line[])[] = [
  [
    ['a', 'Hey! Your espresso at the fair was the best thing all day ☕️'],
    ['b', 'That makes ours! Thank you for stopping by'],
    ['b', 'Are you still looking for a partner for the autumn series?'],
    ['a', 'Yes!! Three videos, one of them at a roastery. Would Tuesday work for you? You roast on Tuesdays, right'],
    ['b', 'We do, from six in the morning 😅 Come at eight, then the first batch is cooling'],
    ['a', 'Eight it is. I’ll bring one person with a camera and no tripod, promised'],
    ['b', null],
    ['b', 'This is the corner with the good light', 'A roastery in the morning'],
    ['a', 'Oh that window. Perfect'],
    [
      'a',
      'Could you send me two lines about the Huila lot? Altitude, farm, what you taste. Then I get the names right',
    ],
    ['b', 'Finca El Mirador, 1,780 m, washed. We taste red apple, caramel and a little orange'],
    ['a', 'Love it. Contract went to your office address this morning'],
    ['b', 'Got it, signing tomorrow. One question: can we use the clips in our shop for a year?'],
    ['a', 'A year is fine, with my name next to it'],
    ['b', 'Deal 🤝 See you Tuesday!'],
  ],
  [
    ['a', 'Did you get in for the pitch night? I’m on the waiting list, number 4'],
    ['b', 'Yes, just now! Somebody must have dropped out. Fingers crossed for you'],
    ['a', 'Can I show you my deck before? Ten slides, no animations'],
    ['b', 'Sure. Tonight after seven?'],
    ['a', 'You’re a star'],
  ],
  [
    ['a', 'I watched your story from Lisbon. Is that the bakery behind the station?'],
    ['b', 'It is! Get the one with almonds, not the one everybody photographs'],
    ['a', 'Noted 😄'],
    ['a', 'https://lisbon-by-tram.example/bakeries has them at number two, by the way'],
    ['b', 'They have never been there at seven in the morning'],
  ],
  [
    ['a', 'Quick one: what do you charge for a short and two stories?'],
    ['b', 'Depends on the usage. Organic only, 900. With ads for three months, 1,400'],
    ['a', 'Organic to start with. Can you hold the week of the 12th?'],
    ['b', 'Held until Friday'],
  ],
  [
    ['a', 'مرحبا! هل ما زال المكان متاحًا يوم السبت؟'],
    ['b', 'نعم، من الساعة العاشرة 🙌'],
    ['a', 'ممتاز، شكرًا'],
  ],
  [
    ['a', 'Thanks for connecting! I saw that we both know half of Berlin'],
    ['b', 'Ha, the other half owes me an answer'],
  ],
  [
    ['a', 'Your app crashed when I uploaded the cover, 15 MB PNG. Want the log?'],
    ['b', 'Please! And sorry. It shouldn’t, we resize before sending'],
    ['a', 'It says “payload too large”. With 8 MB it works'],
    ['b', 'Found it, we counted in megabits. Facepalm. Fixed in tomorrow’s build'],
  ],
];

/** What strangers write first, and who, by username; the last one is written to. Small worlds lack some of them. */
const FIRST_LINES = [
  [
    'tidewater.swim',
    'Hi! We make swimwear from old fishing nets. Your readers would like it, we think. May we send you a set?',
  ],
  [
    'theo.papadakis',
    'Hello, I run a podcast about one object each Sunday. Would you bring one from a journey, in spring?',
  ],
  ['mateo.rutas', 'Hey, are you the one with the yellow bike? I think we met at the fair'],
  ['daria.kovalenko', 'I’m in Warsaw for one afternoon and need a portrait on film. Would you have time?'],
] as const;

const MINUTE = 60_000;
const WIDTH = 1280;
const HEIGHT = 960;

const drawn = () =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"><defs><linearGradient id="l" x2="1" y2="1">` +
        '<stop stop-color="#f6d9a8"/><stop offset="1" stop-color="#8a5a34"/></linearGradient></defs>' +
        `<rect width="${WIDTH}" height="${HEIGHT}" fill="#3b2a20"/><path d="M120 90h460v620H120z" fill="url(#l)"/>` +
        '<path d="M340 90v620M120 400h460" stroke="#3b2a20" stroke-width="14"/>' +
        '<circle cx="930" cy="560" r="190" fill="#5b4334"/><circle cx="930" cy="520" r="150" fill="#7a5a45"/></svg>',
    ),
  )
    .jpeg({ quality: 90 })
    .toBuffer();

/** Two people, what they write, and how it stands between them. */
interface Plan {
  a: Profile;
  b: Profile;
  lines: readonly Line[];
  state: ConversationDocument['state'];
  /** Whether what was written last has been read. What somebody has answered they have read in any case. */
  isRead: boolean;
  /** When the last one was written. */
  last: number;
}

type Drawn = Awaited<ReturnType<typeof pictureMedia>>;

function pictureOf(
  world: World,
  { facts, pictures }: Drawn,
  sender: Profile,
  pair: string,
  alt: string,
): AttachmentDocument {
  const folder = `${folderOf(sender.id, pair)}/demo` as const;
  const files: Record<string, string> = {};
  for (const { name, data } of pictures) {
    const path = `${folder}/${name}.webp` as const;
    files[name] = path;
    world.files.push({ path, save: () => saveFile(path, data, PICTURE_TYPE, 'private') });
  }
  return { ...facts, alt, files, name: null, bytes: 214_530 };
}

function converse(world: World, plan: Plan, picture: Drawn): void {
  const { faker } = world;
  const { a, b, lines, state, isRead, last } = plan;
  const pair = pairId(a.id, b.id);
  const sent: MessageDocument[] = [];
  let at = last;
  for (const [who, text, alt] of lines.toReversed()) {
    const [sender, receiver] = who === 'a' ? [a, b] : [b, a];
    const timestamp = new Date(at).toISOString();
    sent.unshift({
      id: `${pair}_${faker.string.alphanumeric(22)}`,
      sender: sender.id,
      receiver: receiver.id,
      content: text ?? '',
      timestamp,
      deleted_at: text === null ? new Date(at + MINUTE).toISOString() : null,
      client_id: null,
      attachment: alt === undefined ? null : pictureOf(world, picture, sender, pair, alt),
    });
    at -= faker.number.int({ min: 1, max: 50 }) * MINUTE;
  }
  const receivedIn = (messages: MessageDocument[], { id }: Profile) =>
    messages.filter((one) => one.receiver === id && one.deleted_at === null);
  const sinceOwn = ({ id }: Profile) => sent.slice(sent.findLastIndex(({ sender }) => sender === id) + 1);
  const unreadOf = (who: Profile) => (isRead ? 0 : receivedIn(sinceOwn(who), who).length);
  const unread = { [a.id]: unreadOf(a), [b.id]: unreadOf(b) };
  const readOf = (who: Profile) => receivedIn(sent, who).at(-1 - (unread[who.id] ?? 0))?.timestamp;
  const read_at = Object.fromEntries([a, b].flatMap((who) => (readOf(who) ? [[who.id, readOf(who) ?? '']] : [])));
  const members = [a.id, b.id].sort();
  const last_message = sent.at(-1);
  if (!last_message) return;
  const standing = { members, state, requested_by: a.id, blocked: false, withheld: [] };
  // People's pictures, for one, may still change until it is written.
  world.document(paths.conversation(pair), ConversationDocument, () => ({
    id: pair,
    ...standing,
    ...placesOf(standing),
    people: { [a.id]: toPerson(a), [b.id]: toPerson(b) },
    last_message,
    unread,
    read_at,
    updated_at: last_message.timestamp,
  }));
  for (const message of sent) world.document(paths.message(pair, message.id), MessageDocument, () => message);
}

/** How many conversations the others have among them. */
const OTHERS = 12;

/** Conversations of people who are connected, and first messages of strangers; the first of the cast has all kinds. */
export const make: Make = async (world) => {
  const { faker, now } = world;
  const profiles = profilesOf(world);
  const ties = tiesOf(world);
  const byId = new Map(profiles.map((profile) => [profile.id, profile]));
  const picture = await pictureMedia(inBody(await drawn()), 'attachment');
  const [first] = profiles;
  const connected = ties.filter(({ status }) => status === 'accepted').map(({ members }) => members);
  // Each talk once: the same words to two people would seem odd.
  const ofFirst = connected.filter((members) => first && members.includes(first.id)).slice(0, TALKS.length);
  const others = connected.filter((members) => !first || !members.includes(first.id));
  const talking = [...ofFirst, ...others.slice(0, OTHERS)];
  for (const [i, members] of talking.entries()) {
    const [a, b] = members.map((id) => byId.get(id));
    if (!a || !b || !first) continue;
    const mine = i < ofFirst.length;
    const other = a.id === first.id ? b : a;
    const last = now - (mine ? (i * i * 97 + 6) * MINUTE : faker.number.int({ min: 10, max: 20_000 }) * MINUTE);
    converse(
      world,
      {
        // The first of them begins, or answers.
        ...(mine && i % 2 === 0 ? { a: first, b: other } : mine ? { a: other, b: first } : { a, b }),
        lines: TALKS[i % TALKS.length] ?? [],
        state: 'open',
        isRead: !mine || i % 3 !== 0,
        last,
      },
      picture,
    );
  }
  const tied = (id: string) => ties.some(({ members }) => first && members.includes(first.id) && members.includes(id));
  const strangers = profiles.filter(({ id }) => id !== first?.id && !tied(id));
  const unnamed = strangers.filter(({ username }) => FIRST_LINES.every(([named]) => named !== username));
  for (const [i, [username, text]] of FIRST_LINES.entries()) {
    const stranger = strangers.find((one) => one.username === username) ?? unnamed[i];
    if (!first || !stranger) continue;
    // Two wait for an answer, one was declined, and one of her own waits.
    const [a, b] = i === 3 ? [first, stranger] : [stranger, first];
    const state = i === 2 ? 'declined' : 'request';
    const isRead = state === 'declined';
    converse(world, { a, b, lines: [['a', text]], state, isRead, last: now - (i * 7 + 1) * 47 * MINUTE }, picture);
  }
};
