import type { Tell } from './chapter.ts';
import { eventually, expect } from './client.ts';

export const chapter: Tell = (stage) => {
  let event = '';
  const title = 'Summer Gala';
  return {
    steps: [
      [
        'Alice hosts a Summer Gala',
        async () => {
          const date = `${new Date().getUTCFullYear() + 1}-06-01T10:00:00Z`;
          const body = { title, date, location: 'NYC' };
          event = (await stage.send('POST /events', 201, { as: stage.alice, body })).body.id;
        },
      ],
      [
        'Bob is told',
        async () =>
          void (await stage.told(stage.bob, 'event', `${stage.alice.username} is hosting a new event: ${title}`)),
      ],
      [
        'Everybody finds it, signed in or not',
        async () => {
          const found = async (options = {}) =>
            (await stage.send('GET /events?when=upcoming&search=summer+gala&limit=100', 200, options)).body as {
              id: string;
            }[];
          for (const options of [{}, { as: stage.bob }]) {
            expect(
              (await found(options)).some(({ id }) => id === event),
              'the gala among the events',
            );
          }
        },
      ],
      [
        'Bob is going',
        async () => {
          const body = { status: 'going' };
          const answer = await stage.send(`POST /events/${event}/join`, 200, { as: stage.bob, body });
          expect(answer.body.status === 'going', 'going');
        },
      ],
      [
        'Alice is told, and the event says so',
        async () => {
          await stage.told(stage.alice, 'event', `${stage.bob.username} is going to ${title}`);
          await eventually('one who is going', async () => {
            const { body } = await stage.send(`GET /events/${event}`, 200);
            return body.counts.going === 1 || undefined;
          });
        },
      ],
      [
        'Alice sees who is in it, and Bob can’t',
        async () => {
          const { body } = await stage.send(`GET /events/${event}/attendees`, 200, { as: stage.alice });
          expect(body.length === 1 && body[0].id === stage.bob.id, 'Bob alone');
          await stage.send(`GET /events/${event}/attendees`, 403, { as: stage.bob });
        },
      ],
    ],
    farewell: [
      [
        'Alice can’t remove it, so she cancels it',
        async () => {
          await stage.send(`DELETE /events/${event}`, 409, { as: stage.alice });
          const body = { message: 'The rooftop is closed.' };
          await stage.send(`POST /events/${event}/cancel`, 200, { as: stage.alice, body });
        },
      ],
      [
        'Bob is told, and takes his answer back',
        async () => {
          await stage.told(stage.bob, 'event', `${title} has been cancelled: The rooftop is closed.`);
          await stage.send(`DELETE /events/${event}/join`, 204, { as: stage.bob });
        },
      ],
    ],
  };
};
