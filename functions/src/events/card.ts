import { shortened } from '../contract/length.ts';
import { UPLOADS } from '../contract/limits.ts';
import { escaped } from '../http/html.ts';
import type { Event } from './schema.ts';

/** Characters of a description that cards have room for. */
const ROOM = 200;

/** @returns when an event begins, as its place's clocks show it */
const whenOf = ({ date, time_zone }: Event): string =>
  new Intl.DateTimeFormat('en-GB', {
    ...{ weekday: 'short', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
    ...{ timeZone: time_zone, timeZoneName: 'short' },
  }).format(new Date(date));

interface Picture {
  address: string;
  width: number;
  height: number;
  alt: string;
}

/** @returns the largest picture of the cover, or ours where there is none: programs make room for it before they have it */
function pictureOf({ cover, title }: Event, origin: string | null): Picture {
  const [largest] = UPLOADS.cover.variants
    .flatMap(({ name, w: width, h: height }) => {
      const address = cover?.sizes[name];
      return address ? [{ address, width, height, alt: `The cover of ${title}` }] : [];
    })
    .sort((a, b) => b.width - a.width);
  return largest ?? { address: `${origin ?? ''}/card.png`, width: 1200, height: 630, alt: 'Infloo' };
}

const meta = (name: 'name' | 'property', key: string, content: string): string =>
  `<meta ${name}="${key}" content="${escaped(content)}" />`;

/**
 * What chat apps and search engines show of an event that everybody may see: its title, time, place and cover.
 * @param origin where the dashboard is served: `https://…`; null where that can't be known
 * @returns the part of the page's head that says so
 */
export function cardOf(event: Event, origin: string | null): string {
  const place = event.location || (event.link ? 'Online' : '');
  const facts = [event.status === 'cancelled' ? 'Cancelled' : '', whenOf(event), place].filter(Boolean).join(' · ');
  const description = [facts, shortened(event.description.replace(/\s+/g, ' '), ROOM)].filter(Boolean).join(' — ');
  const picture = pictureOf(event, origin);
  return [
    `<title>${escaped(event.title)} · Infloo</title>`,
    meta('name', 'description', description),
    meta('property', 'og:site_name', 'Infloo'),
    meta('property', 'og:type', 'website'),
    meta('property', 'og:title', event.title),
    meta('property', 'og:description', description),
    ...(origin ? [meta('property', 'og:url', `${origin}/events/${event.id}`)] : []),
    meta('property', 'og:image', picture.address),
    meta('property', 'og:image:width', String(picture.width)),
    meta('property', 'og:image:height', String(picture.height)),
    meta('property', 'og:image:alt', picture.alt),
    meta('name', 'twitter:card', 'summary_large_image'),
  ].join('\n    ');
}
