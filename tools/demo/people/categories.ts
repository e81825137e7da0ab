import type { Role } from '../../../functions/src/contract/roles.ts';

/** What people beyond those written by hand say of themselves, by what they are. `{city}` is where they live. */
interface Lines extends Record<Role, readonly string[]> {
  /** What companies call themselves after a family or a word. */
  companies: readonly string[];
}

const CATEGORIES = {
  'Food & Drink': {
    influencer: ['Where to eat in {city} for less than a cinema ticket.', 'Home cook. One pot, one pan, no drama.'],
    brand: ['Made by hand in {city}, in batches small enough to taste.', 'Sauces, spreads and the occasional cake.'],
    entrepreneur: ['Opening a bakery in {city}. Follow along for the flour bills.', 'I help kitchens waste less.'],
    companies: ['Bakery', 'Kitchen', 'Provisions', 'Tea House'],
  },
  Travel: {
    influencer: ['Weekends away from {city} by train.', 'I travel with two children and one suitcase.'],
    brand: ['Walking tours of {city}, led by people who grew up there.', 'Bags for short trips.'],
    entrepreneur: ['Building a guide to {city} that locals would recognise.', 'Night trains should be easy to book.'],
    companies: ['Journeys', 'Luggage', 'Walks', 'Guesthouse'],
  },
  Fashion: {
    influencer: ['Second-hand first. {city} street style, with prices.', 'Sewing my own wardrobe, slowly.'],
    brand: ['Everyday clothes, cut and sewn in {city}.', 'Shoes that can be resoled.'],
    entrepreneur: ['Renting out occasion wear in {city}.', 'A marketplace for tailors.'],
    companies: ['Atelier', 'Tailors', 'Shoes', 'Textiles'],
  },
  Beauty: {
    influencer: ['Make-up for glasses wearers.', 'Skin care on a budget; I buy everything myself.'],
    brand: ['Soap and balm from {city}, with a list you can read.', 'Colour for brows and lashes.'],
    entrepreneur: [
      'Opening a salon in {city} where every texture is welcome.',
      'Refills for what is in your bathroom.',
    ],
    companies: ['Apothecary', 'Skincare', 'Studio', 'Soap'],
  },
  Fitness: {
    influencer: ['Marathon number six is in training. Based in {city}.', 'Mobility in ten minutes a day.'],
    brand: ['Climbing holds and chalk, made in {city}.', 'Yoga mats that survive.'],
    entrepreneur: ['A gym in {city} without mirrors.', 'Physiotherapy by video.'],
    companies: ['Athletics', 'Movement', 'Climbing', 'Gym'],
  },
  Technology: {
    influencer: ['Code, explained with drawings.', 'Reviews of tools I have used for a year.'],
    brand: ['Software for small shops, from {city}.', 'Keyboards for people who write.'],
    entrepreneur: ['Making scheduling less of a chore.', 'Engineer turned founder in {city}.'],
    companies: ['Labs', 'Software', 'Systems', 'Works'],
  },
  Music: {
    influencer: ['Bass covers and honest gear talk.', 'Small venues of {city}, one a week.'],
    brand: ['Records pressed in {city}.', 'Guitar straps and pedals.'],
    entrepreneur: ['Booking fair gigs in {city}.', 'Royalties that people can follow.'],
    companies: ['Records', 'Audio', 'Instruments', 'Sessions'],
  },
  'Art & Design': {
    influencer: ['Sketching {city} from café tables.', 'Type, posters, mistakes.'],
    brand: ['Prints and frames from a shop in {city}.', 'Pens for left-handed people.'],
    entrepreneur: ['Running a shared studio in {city}.', 'Helping illustrators to price their work.'],
    companies: ['Press', 'Editions', 'Paper', 'Design'],
  },
  Photography: {
    influencer: ['Black-and-white {city}, before breakfast.', 'Film for beginners.'],
    brand: ['Camera straps, stitched in {city}.', 'A darkroom by the hour.'],
    entrepreneur: ['Fair contracts for photographers.', 'A print lab in {city} that answers the phone.'],
    companies: ['Photo', 'Film Lab', 'Darkroom', 'Frames'],
  },
  Education: {
    influencer: ['Maths teacher, {city}. No question is silly.', 'Languages in five minutes.'],
    brand: ['Workbooks that children finish.', 'Evening classes in {city}.'],
    entrepreneur: ['Libraries deserve better software.', 'Mentoring first-generation students in {city}.'],
    companies: ['Books', 'Academy', 'Learning', 'Press'],
  },
  Sustainability: {
    influencer: ['Mending, sharing, borrowing in {city}.', 'One year without buying new.'],
    brand: ['Refills delivered by bicycle in {city}.', 'Lamps from old bottles.'],
    entrepreneur: ['Compost for whole streets of {city}.', 'Repair as a subscription.'],
    companies: ['Refill', 'Repair', 'Renewables', 'Gardens'],
  },
  Gaming: {
    influencer: ['Retro consoles and gentle speedruns.', 'Board game nights in {city}.'],
    brand: ['A small studio in {city}.', 'Dice, trays and table mats.'],
    entrepreneur: ['A games café in {city}.', 'Tools for indie developers.'],
    companies: ['Games', 'Studio', 'Arcade', 'Interactive'],
  },
  'Home & Garden': {
    influencer: ['Forty square metres in {city}, well used.', 'Vegetables on a balcony.'],
    brand: ['Oak furniture from {city}, delivered flat.', 'Seeds that suit your weather.'],
    entrepreneur: ['Borrow a drill from your neighbour.', 'Making lamps in a garage in {city}.'],
    companies: ['Home', 'Ceramics', 'Furniture', 'Plants'],
  },
  Wellness: {
    influencer: ['Sleep, walks, tea. {city}.', 'Therapist in training, talking about boundaries.'],
    brand: ['Herbal teas blended in {city}.', 'Blankets with a little weight.'],
    entrepreneur: ['A quiet room in the middle of {city}.', 'Better breaks for shift workers.'],
    companies: ['Rituals', 'Botanics', 'Bathhouse', 'Retreats'],
  },
} as const satisfies Record<string, Lines>;

export type Category = keyof typeof CATEGORIES;
export const ALL_CATEGORIES = Object.keys(CATEGORIES) as Category[];
export const linesOf = (category: Category): Lines => CATEGORIES[category];

/** Which go together: people of one often know people of the other. */
export const NEAR: Record<Category, readonly Category[]> = {
  'Food & Drink': ['Travel', 'Home & Garden'],
  Travel: ['Food & Drink', 'Photography'],
  Fashion: ['Beauty', 'Art & Design'],
  Beauty: ['Fashion', 'Wellness'],
  Fitness: ['Wellness', 'Sustainability'],
  Technology: ['Education', 'Gaming'],
  Music: ['Photography', 'Art & Design'],
  'Art & Design': ['Photography', 'Home & Garden'],
  Photography: ['Travel', 'Art & Design'],
  Education: ['Technology', 'Art & Design'],
  Sustainability: ['Home & Garden', 'Food & Drink'],
  Gaming: ['Technology', 'Music'],
  'Home & Garden': ['Art & Design', 'Sustainability'],
  Wellness: ['Fitness', 'Beauty'],
};
