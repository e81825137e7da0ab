/** Sizes and counts that the API, the security rules and the screens share. Lengths are characters, sizes bytes. */
const MB = 1024 * 1024;

export const LIMITS = {
  username: { min: 3, max: 30 },
  password: { min: 8, max: 128 },
  email: 254,
  display_name: 50,
  bio: 500,
  company_name: 100,
  business_category: 50,
  location: 100,
  phone: 20,
  url: 200,
  search: 50,
  /** Entries of the audit log a file: who needs more asks for an earlier time, and the file says from when. */
  audit_file: 2_000,
  notification_message: 300,
  json_body: 1 * MB,
  /** The longest body that any route takes, with the parts beside its file. */
  body: 11 * MB,
  page: { default: 20, max: 100 },
  /** People whom somebody can have blocked. */
  blocks: 1_000,
  /** People in one document of those who have blocked somebody. */
  blockers_per_shard: 5_000,
  caption: 2_200,
  /** Stories that somebody can have at a time. */
  stories: 30,
  /** People in one document of an audience. */
  audience_members: 2_000,
  /** What describes a picture to those who don't see it. */
  alt: 1_000,
  /** What staff write to somebody whose document they turn down. */
  review_note: 500,
  /** People, and events, that somebody can have muted. */
  mutes: 200,
  /** Phones that somebody is told on. */
  devices: 10,
  suggestions: { default: 10, max: 20 },
  events_of_connections: { default: 5, max: 10 },
  event_title: 100,
  event_description: 2_000,
  event_location: 200,
  suspension_reason: 500,
  report_note: 1000,
  cancel_message: 300,
  capacity: 100_000,
  /** Events for connections that somebody finds at once who has just become one. */
  closed_events: 50,
  /** People whom a host can invite in one request. */
  invitations: 100,
  /** Ids of accepted connections in one edge document. */
  edges_per_shard: 5_000,
  idempotency_key: 255,
  /** A message: as people count, and as it is stored. Emoji of many parts take up to 25 bytes. */
  message: { characters: 4_000, bytes: 16_000 },
  /** What a client calls a message that it sends, until it knows that it has arrived. */
  client_id: 64,
  file_name: 100,
} as const;

/** How long a request may run; the platform ends it then. */
export const REQUEST_SECONDS = 60;

/** How long a rejected sender waits before asking the same person again. */
export const REQUEST_AGAIN_AFTER_DAYS = 7;
/**
 * How long one who has withdrawn a request waits, and how often they may ask the same person before: taking back what
 * was pressed by mistake must be free, and asking and withdrawing must make no stream of alerts.
 */
export const REQUEST_AGAIN_AFTER_HOURS = 24;
export const REQUESTS_BEFORE_WAITING = 2;

/** How often somebody may ask to be verified within how many days, and how long a decided request keeps its file. */
export const VERIFICATION = { tries: 5, within_days: 30, file_days: 30 } as const;
/** How long a deleted account can be brought back, where it wasn't to be gone at once. */
export const GRACE_DAYS = 7;
/** How long a copy of somebody's data can be fetched. */
export const EXPORT_HOURS = 24;
/** How far ahead an event may be, and how long it may last. */
export const EVENT_YEARS_AHEAD = 5;
export const EVENT_DAYS = 30;
/** How long lists still show an event for connections that is over; its host and those in it find it for ever. */
export const EVENT_LISTED_DAYS = 30;
/** How long an event lasts whose host doesn't say. */
export const EVENT_HOURS = 3;

/** What is no picture, and sent as it is. */
export const FILE_TYPES = ['application/pdf'] as const;
/** The image formats that are accepted; never SVG or HTML, which can carry script. */
export const IMAGE_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif'] as const;
/** The containers of videos. What is in them must be H.264, VP8, VP9 or AV1, which every browser plays. */
export const VIDEO_TYPES = ['video/mp4', 'video/webm', 'video/quicktime'] as const;
/** Papers: kept byte by byte, never changed, and never shown inline without a sandbox. */
export const DOCUMENT_TYPES = ['application/pdf', ...IMAGE_TYPES] as const;

/** The largest file of a multipart body; what may be larger comes through the inbox. */
export const MULTIPART_FILE = 10 * MB;
/** How long a story is shown. */
export const STORY_HOURS = 24;
/** How long a video of a story may last. */
export const STORY_SECONDS = 60;

/** How long a video in a message may last. */
export const ATTACHMENT_SECONDS = 5 * 60;
/** How far ahead somebody may say that they are typing: then it ends, unless they say it again. */
export const TYPING_SECONDS = 10;

/** How long an address of a private file opens it, from when it is given out: less only where what is shown ends before. */
export const ADDRESS_MINUTES = { least: 10, most: 15 } as const;

/** A picture that is made of an upload: `cover` fills the frame and cuts off the rest, `inside` keeps all of it. */
export interface Variant {
  name: string;
  w: number;
  h: number;
  fit: 'cover' | 'inside';
}

/** What a file is, as far as it decides what becomes of it. */
export type Content = 'image' | 'video' | 'document';

/** What may be sent of one kind of content. */
export interface Accepted {
  bytes: number;
  types: readonly string[];
}

/** Everything that is to be said of one kind of upload. */
export interface UploadRules {
  /** The field of the multipart body, and of the errors that speak of the file. */
  field: string;
  /** Public: everybody may fetch it, and caches may keep it. Private: no address lasts, and nothing caches it. */
  visibility: 'public' | 'private';
  /** Whether a multipart body must hold the file. */
  required: boolean;
  /** How many of somebody's files may wait in the inbox: they are called 0, 1, 2, … */
  slots: number;
  accepts: { image?: Accepted; video?: Accepted & { seconds: number }; document?: Accepted };
  /** What is made of a picture. */
  variants: readonly Variant[];
}

/** A picture as a whole, in two sizes. */
const INSIDE = [
  { name: '320', w: 320, h: 320, fit: 'inside' },
  { name: '1280', w: 1280, h: 1280, fit: 'inside' },
] as const satisfies readonly Variant[];

/**
 * Uploads by kind. Routes, `storage.rules`, the dashboard and the docs take their figures from here; the rules have to
 * repeat them, and a test compares.
 */
export const UPLOADS = {
  avatar: {
    field: 'avatar',
    visibility: 'public',
    required: true,
    slots: 8,
    accepts: { image: { bytes: 5 * MB, types: IMAGE_TYPES } },
    variants: [
      { name: '320', w: 320, h: 320, fit: 'cover' },
      { name: '1280', w: 1280, h: 1280, fit: 'cover' },
    ],
  },
  story: {
    field: 'content_file',
    visibility: 'private',
    required: true,
    slots: 8,
    accepts: {
      image: { bytes: 10 * MB, types: IMAGE_TYPES },
      video: { bytes: 100 * MB, types: VIDEO_TYPES, seconds: STORY_SECONDS },
    },
    variants: INSIDE,
  },
  document: {
    field: 'file',
    visibility: 'private',
    required: true,
    slots: 8,
    accepts: { document: { bytes: 10 * MB, types: DOCUMENT_TYPES } },
    variants: [],
  },
  cover: {
    field: 'cover',
    visibility: 'public',
    required: true,
    slots: 8,
    accepts: { image: { bytes: 10 * MB, types: IMAGE_TYPES } },
    variants: [
      { name: '640', w: 640, h: 360, fit: 'cover' },
      { name: '1600', w: 1600, h: 900, fit: 'cover' },
    ],
  },
  attachment: {
    field: 'attachment',
    visibility: 'private',
    required: false,
    slots: 8,
    accepts: {
      image: { bytes: 10 * MB, types: IMAGE_TYPES },
      video: { bytes: 100 * MB, types: VIDEO_TYPES, seconds: ATTACHMENT_SECONDS },
      document: { bytes: 10 * MB, types: FILE_TYPES },
    },
    variants: INSIDE,
  },
} as const satisfies Record<string, UploadRules>;
export type UploadKind = keyof typeof UPLOADS;
/** The kinds that take pictures and make variants of them. */
export type PictureKind = {
  [K in UploadKind]: (typeof UPLOADS)[K]['accepts'] extends { image: Accepted } ? K : never;
}[UploadKind];

/** @returns all that a kind accepts: the types, and the bytes of the largest */
export function acceptedBy(kind: UploadKind): Accepted {
  const accepted: Accepted[] = Object.values(UPLOADS[kind].accepts);
  return {
    bytes: Math.max(...accepted.map(({ bytes }) => bytes)),
    types: accepted.flatMap(({ types }) => types),
  };
}

/** Pixels that a picture may have: those of a phone's best camera. */
export const MAX_PIXELS = 70_000_000;
