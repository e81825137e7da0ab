/** Where what the palette has found lies in the query cache. */
export const paletteKeys = {
  people: (search: string) => ['palette', 'people', search],
  events: (search: string) => ['palette', 'events', search],
  event: (id: string) => ['palette', 'event', id],
} as const;
