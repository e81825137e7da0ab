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
  notification_message: 300,
  json_body: 1 * MB,
  page: { default: 20, max: 100 },
  suggestions: { default: 10, max: 20 },
  /** Ids of accepted connections in one edge document. */
  edges_per_shard: 5_000,
  idempotency_key: 255,
  /** What Cloud Functions accepts as a whole request. */
  request: 32 * MB,
} as const;

/** How long a rejected sender waits before asking the same person again. */
export const REQUEST_AGAIN_AFTER_DAYS = 7;

/** The image formats that are accepted; never SVG or HTML, which can carry script. */
export const IMAGE_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif'] as const;

/** What may be uploaded where. `storage.rules` repeats these figures; a test compares the two. */
export const UPLOADS = {
  avatars: { bytes: 5 * MB, types: IMAGE_TYPES },
} as const;

/**
 * Pixels that a picture may have. AVIF and GIF can't be decoded piece by piece: a file of a kilobyte would take a
 * gigabyte of memory.
 */
export const MAX_PIXELS = { default: 50_000_000, 'image/avif': 16_000_000, 'image/gif': 16_000_000 } as const;

/** Edge lengths, in pixels, of the squares that an avatar is stored as. */
export const AVATAR_SIZES = [320, 1280] as const;
