import type { Category } from './people/categories.ts';
import type { Picture } from './pictures/scenes.ts';

/** What somebody shows for a day. */
export interface Moment {
  /** The author's username. */
  by: string;
  category: Category;
  picture: Picture;
  caption: string;
  alt: string;
}

/** Stories, an author's own in the order in which they are watched. */
export const MOMENTS: readonly Moment[] = [
  {
    by: 'alice',
    category: 'Travel',
    picture: ['skyline', 'dusk'],
    caption: 'Back home, bags not unpacked, already on the roof.',
    alt: 'Lit windows of a city at dusk, a string of lamps in front',
  },
  {
    by: 'alice',
    category: 'Travel',
    picture: ['gala', 'night'],
    caption: 'Venue visit for the gala. Nobody tell them about the chandelier, I want to see the faces.',
    alt: 'A chandelier above three glasses in a blue hall',
  },
  {
    by: 'bob',
    category: 'Food & Drink',
    picture: ['coffee', 'clay'],
    caption: 'Tuesday, first pour of the new Huila. Plum, cocoa, a bit of rain.',
    alt: 'A cup with a heart of milk on a wooden table, beans and a croissant beside it',
  },
  {
    by: 'bob',
    category: 'Food & Drink',
    picture: ['market', 'noon'],
    caption: 'At the farmers’ market till two. Come and say hello, we have samples.',
    alt: 'Stalls with striped awnings and bunting under a blue sky',
  },
  {
    by: 'erin',
    category: 'Technology',
    picture: ['desk', 'sage'],
    caption: 'Payouts now arrive the same day. Eleven months of work, one quiet Wednesday.',
    alt: 'A laptop with a rising curve on its screen',
  },
  {
    by: 'marta.silva',
    category: 'Travel',
    picture: ['beach', 'sea'],
    caption: 'Off season is the season. Water: 16 degrees. Regrets: none.',
    alt: 'A parasol and two towels on the sand, from above',
  },
  {
    by: 'marta.silva',
    category: 'Travel',
    picture: ['mountains', 'dusk'],
    caption: 'Last bus gone, so we walked. Best mistake of the week.',
    alt: 'Mountains behind a lake in purple evening light',
  },
  {
    by: 'kofi.frames',
    category: 'Photography',
    picture: ['camera', 'sea'],
    caption: 'Contact sheets are in. Three keepers out of 120, which is a good day.',
    alt: 'A camera among six prints on a turquoise table',
  },
  {
    by: 'yuki.eats',
    category: 'Food & Drink',
    picture: ['table', 'dawn'],
    caption: 'Staff lunch at my favourite counter. I washed up in return.',
    alt: 'A table laid for eight, from above',
  },
  {
    by: 'ines.laurent',
    category: 'Fashion',
    picture: ['rail', 'dawn'],
    caption: 'Six coats, one winter. Which one would you mend first?',
    alt: 'Coats and shirts on a rail in a bright room',
  },
  {
    by: 'jonas.outdoors',
    category: 'Travel',
    picture: ['campfire', 'night'],
    caption: 'Minus nine, no wind, cocoa.\nThe small ones are asleep.',
    alt: 'A fire before dark pines under the stars',
  },
  {
    by: 'trailhouse',
    category: 'Travel',
    picture: ['mountains', 'noon'],
    caption: 'Test week in the Sawatch. Two zips failed, so those zips are out.',
    alt: 'Green mountains with a snowy peak behind a lake',
  },
  {
    by: 'casa.cobalto',
    category: 'Home & Garden',
    picture: ['pottery', 'sea'],
    caption: 'Kiln opened at six. The blue came out the way Dona Lurdes said it would.',
    alt: 'Vases and bowls on shelves, some still white',
  },
  {
    by: 'noor.aftab',
    category: 'Beauty',
    picture: ['cosmetics', 'berry'],
    caption: 'Five things I stopped buying, and the one I’d buy again. Full list on my page.',
    alt: 'Bottles and jars on a plum-coloured table',
  },
  {
    by: 'elif.yilmaz',
    category: 'Art & Design',
    picture: ['gallery', 'dawn'],
    caption: 'Open Print Week, day three. Somebody’s grandmother made the best poster.',
    alt: 'Two people look at pictures on a pink wall',
  },
  {
    by: 'amara.diallo',
    category: 'Food & Drink',
    picture: ['table', 'clay'],
    caption: '62 lunches before one o’clock. New record, sore arms.',
    alt: 'Plates with salad and pasta on a checked cloth',
  },
  {
    by: 'olivia.chen',
    category: 'Technology',
    picture: ['talk', 'clay'],
    caption: 'Demo night. Our youngest founder is 16 and asked the best question.',
    alt: 'A speaker beside a screen with a chart, before an audience',
  },
  {
    by: 'tobi.adeyemi',
    category: 'Music',
    picture: ['vinyl', 'berry'],
    caption: 'Crate finds from Surulere. Guess the sample and the beat is yours.',
    alt: 'A record player and two sleeves on a plum-coloured table',
  },
  {
    by: 'stride.club',
    category: 'Fitness',
    picture: ['track', 'dawn'],
    caption: 'Lane four is for talkers. See you tonight.',
    alt: 'Somebody runs along a red track towards the sun',
  },
  {
    by: 'lumen.audio',
    category: 'Music',
    picture: ['microphone', 'dusk'],
    caption: 'New pocket mic, first recording. Headphones on.',
    alt: 'A microphone before the waves of a voice',
  },
  {
    by: 'haneul.plays',
    category: 'Gaming',
    picture: ['games', 'night'],
    caption: 'Live in an hour. 오늘은 낚시만 합니다. Fishing only today, promise.',
    alt: 'A controller before a setting sun on a screen',
  },
  {
    by: 'sam.okeefe',
    category: 'Home & Garden',
    picture: ['plants', 'noon'],
    caption: 'The fern lives. Against all odds and my watering.',
    alt: 'Potted plants on shelves by a window',
  },
  {
    by: 'aroha.ngata',
    category: 'Wellness',
    picture: ['yoga', 'dawn'],
    caption: 'Ata mārie. Ten slow breaths before the first message.',
    alt: 'Somebody sits on a hill before the rising sun',
  },
  {
    by: 'layan.reads',
    category: 'Education',
    picture: ['books', 'night'],
    caption: 'Chapter four, third coffee. لا تحرقوا النهاية: no spoilers!',
    alt: 'An open book on a table before full shelves',
  },
  {
    by: 'kwame.boateng',
    category: 'Music',
    picture: ['stage', 'night'],
    caption: 'Sound check. The horns are late, the horns are always late.',
    alt: 'A singer on a stage in blue light',
  },
  {
    by: 'verdecita',
    category: 'Sustainability',
    picture: ['market', 'noon'],
    caption: 'Sixth shop, open since nine. Bring jars!',
    alt: 'Market stalls with fruit under striped awnings',
  },
];
