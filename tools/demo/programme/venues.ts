/** Rooms that any town could have, for hosts who aren't in the programme. */
export const VENUES = [
  'The Old Printworks',
  'Canal House',
  'Studio Twelve',
  'The Glasshouse',
  'Garden Terrace',
  'Corner Library',
  'The Boathouse',
  'Courtyard Café',
] as const;
