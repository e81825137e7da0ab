import sharp from 'sharp';
import type { Tell } from './chapter.ts';
import { expect } from './client.ts';

const picture = async (caption: string): Promise<FormData> => {
  const bytes = await sharp({ create: { width: 1080, height: 1920, channels: 3, background: '#6f4e37' } })
    .jpeg()
    .toBuffer();
  const form = new FormData();
  form.append('caption', caption);
  form.append('content_file', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), 'coffee.jpg');
  return form;
};

const DAY_MS = 24 * 60 * 60 * 1000;

interface Shown {
  id: string;
  user: string;
  caption: string;
  created_at: string;
  expires_at: string;
  seen: boolean;
  media: { urls: Record<string, string> };
}

export const chapter: Tell = (stage) => {
  let id = '';
  const feed = async (): Promise<Shown[]> => (await stage.send('GET /stories', 200, { as: stage.bob })).body;
  return {
    steps: [
      [
        'Alice posts a photo: “Morning Coffee”',
        async () => {
          const body = await picture('Morning Coffee');
          const answer = await stage.send('POST /stories', 201, { as: stage.alice, body });
          id = answer.body.id;
          const lasts = Date.parse(answer.body.expires_at) - Date.parse(answer.body.created_at);
          expect(lasts === DAY_MS, 'an end after 24 hours');
        },
      ],
      [
        'Bob views the feed',
        async () => {
          const [story, ...more] = await feed();
          expect(story?.id === id && more.length === 0, 'the story alone');
          expect(
            story.user === stage.alice.username && story.caption === 'Morning Coffee',
            'whose it is, and its caption',
          );
          const image = await fetch(story.media.urls['1280'] ?? '');
          expect(image.ok && image.headers.get('content-type') === 'image/webp', 'the picture at its address');
        },
      ],
      [
        'Bob has seen it, and Alice sees that',
        async () => {
          for (let i = 0; i < 2; i++) await stage.send(`POST /stories/${id}/view`, 204, { as: stage.bob });
          expect((await feed())[0]?.seen, 'a story that Bob has seen');
          const viewers = await stage.send(`GET /stories/${id}/viewers`, 200, { as: stage.alice });
          expect(viewers.body.length === 1 && viewers.body[0].id === stage.bob.id, 'Bob alone');
          const mine = await stage.send('GET /stories/my_stories', 200, { as: stage.alice });
          expect(mine.body[0].id === id && mine.body[0].view_count === 1, 'one who has seen it');
        },
      ],
    ],
    farewell: [
      [
        'Alice takes the story back',
        async () => {
          await stage.send(`DELETE /stories/${id}`, 204, { as: stage.alice });
          expect((await feed()).length === 0, 'an empty feed');
        },
      ],
    ],
  };
};
