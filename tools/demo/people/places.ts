/** Where people live and events take place: what it is called, the clocks there, and whose names are common. */
const PLACES = {
  accra: ['Accra, GH', 'Africa/Accra', 'ghanaian'],
  amman: ['Amman, JO', 'Asia/Amman', 'arabic'],
  amsterdam: ['Amsterdam, NL', 'Europe/Amsterdam', 'dutch'],
  athens: ['Athens, GR', 'Europe/Athens', 'greek'],
  atlanta: ['Atlanta, US', 'America/New_York', 'english'],
  auckland: ['Auckland, NZ', 'Pacific/Auckland', 'english'],
  beirut: ['Beirut, LB', 'Asia/Beirut', 'arabic'],
  belgrade: ['Belgrade, RS', 'Europe/Belgrade', 'slavic'],
  bengaluru: ['Bengaluru, IN', 'Asia/Kolkata', 'indian'],
  berlin: ['Berlin, DE', 'Europe/Berlin', 'german'],
  bogota: ['Bogotá, CO', 'America/Bogota', 'spanish'],
  cairo: ['Cairo, EG', 'Africa/Cairo', 'arabic'],
  casablanca: ['Casablanca, MA', 'Africa/Casablanca', 'arabic'],
  copenhagen: ['Copenhagen, DK', 'Europe/Copenhagen', 'nordic'],
  dakar: ['Dakar, SN', 'Africa/Dakar', 'senegalese'],
  denver: ['Denver, US', 'America/Denver', 'english'],
  dubai: ['Dubai, AE', 'Asia/Dubai', 'arabic'],
  dublin: ['Dublin, IE', 'Europe/Dublin', 'english'],
  honolulu: ['Honolulu, US', 'Pacific/Honolulu', 'english'],
  istanbul: ['Istanbul, TR', 'Europe/Istanbul', 'turkish'],
  jakarta: ['Jakarta, ID', 'Asia/Jakarta', 'indonesian'],
  johannesburg: ['Johannesburg, ZA', 'Africa/Johannesburg', 'southAfrican'],
  kyoto: ['Kyoto, JP', 'Asia/Tokyo', 'japanese'],
  lagos: ['Lagos, NG', 'Africa/Lagos', 'nigerian'],
  lisbon: ['Lisbon, PT', 'Europe/Lisbon', 'portuguese'],
  london: ['London, GB', 'Europe/London', 'english'],
  mexicoCity: ['Mexico City, MX', 'America/Mexico_City', 'spanish'],
  mumbai: ['Mumbai, IN', 'Asia/Kolkata', 'indian'],
  nairobi: ['Nairobi, KE', 'Africa/Nairobi', 'kenyan'],
  newYork: ['New York, US', 'America/New_York', 'english'],
  oslo: ['Oslo, NO', 'Europe/Oslo', 'nordic'],
  paris: ['Paris, FR', 'Europe/Paris', 'french'],
  portland: ['Portland, US', 'America/Los_Angeles', 'english'],
  prague: ['Prague, CZ', 'Europe/Prague', 'slavic'],
  saigon: ['Ho Chi Minh City, VN', 'Asia/Ho_Chi_Minh', 'vietnamese'],
  sanFrancisco: ['San Francisco, US', 'America/Los_Angeles', 'english'],
  santiago: ['Santiago, CL', 'America/Santiago', 'spanish'],
  saoPaulo: ['São Paulo, BR', 'America/Sao_Paulo', 'portuguese'],
  seoul: ['Seoul, KR', 'Asia/Seoul', 'korean'],
  singapore: ['Singapore, SG', 'Asia/Singapore', 'chinese'],
  stockholm: ['Stockholm, SE', 'Europe/Stockholm', 'nordic'],
  sydney: ['Sydney, AU', 'Australia/Sydney', 'english'],
  taipei: ['Taipei, TW', 'Asia/Taipei', 'chinese'],
  telAviv: ['Tel Aviv, IL', 'Asia/Jerusalem', 'hebrew'],
  tokyo: ['Tokyo, JP', 'Asia/Tokyo', 'japanese'],
  toronto: ['Toronto, CA', 'America/Toronto', 'english'],
  vancouver: ['Vancouver, CA', 'America/Vancouver', 'english'],
  vienna: ['Vienna, AT', 'Europe/Vienna', 'german'],
  warsaw: ['Warsaw, PL', 'Europe/Warsaw', 'slavic'],
  zurich: ['Zürich, CH', 'Europe/Zurich', 'german'],
} as const;

export type Place = keyof typeof PLACES;
export type Culture = (typeof PLACES)[Place][2];

export const ALL_PLACES = Object.keys(PLACES) as Place[];

/** @returns the place as profiles show it */
export const locationOf = (place: Place): string => PLACES[place][0];
/** @returns the city alone */
export const cityOf = (place: Place): string => PLACES[place][0].replace(/, ..$/, '');
/** @returns the clocks there, as the IANA calls them */
export const zoneOf = (place: Place): string => PLACES[place][1];
export const cultureOf = (place: Place): Culture => PLACES[place][2];
