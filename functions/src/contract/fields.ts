import { z } from 'zod';
import { bytesOf, lengthOf } from './length.ts';
import { LIMITS } from './limits.ts';
import {
  fits,
  isEmail,
  lineFault,
  linesFault,
  messageFault,
  normalPassword,
  tidyEmail,
  tidyLine,
  tidyLines,
  unitsFor,
} from './text.ts';

/**
 * Fields for what people type, in whatever slice: each puts its text in order before it looks at it. The schemas say
 * lengths and plain ASCII patterns; what needs Unicode is looked at by functions, because a pattern with `\p{…}` in the
 * API's description is one that other languages can't read.
 */
const atMost = (max: number): string => `At most ${max} characters.`;

/** Text that is put in order by `tidy` before anything looks at it, and refused unread where it is far too long. */
export const typed = (max: number, tidy: (text: string) => string) =>
  z
    .string()
    // Room for spaces around it.
    .max(unitsFor(max) + 100, { error: atMost(max), abort: true })
    .overwrite(tidy);

const saying = (fault: (text: string) => string | null) => ({
  error: ({ input }: { input?: unknown }) => fault(String(input)) ?? undefined,
});

/** Text that has no fault, as `fault` says. */
export const faultless = (max: number, tidy: (text: string) => string, fault: (text: string) => string | null) =>
  typed(max, tidy).refine((text) => fault(text) === null, saying(fault));

/** One line of at most `max` characters that reads the same everywhere. */
export const line = (max: number) =>
  faultless(max, tidyLine, lineFault)
    .refine((text) => fits(text, max), atMost(max))
    .meta({ description: atMost(max), maxLength: unitsFor(max) });

/** Text of several lines, of at most `max` characters. */
export const lines = (max: number) =>
  faultless(max, tidyLines, linesFault)
    .refine((text) => fits(text, max), atMost(max))
    .meta({ description: atMost(max), maxLength: unitsFor(max) });

/**
 * What somebody writes to somebody else: kept as it was typed, of at most so many characters, and bytes.
 * @param max as people count, and as it is stored
 */
export const message = (max: { characters: number; bytes: number }) => {
  const tooLong = `At most ${max.characters} characters.`;
  return (
    z
      .string()
      // A UTF-16 unit takes a byte at least.
      .max(max.bytes, { error: tooLong, abort: true })
      .refine((text) => messageFault(text) === null, saying(messageFault))
      .refine((text) => bytesOf(text) <= max.bytes, `At most ${max.bytes} bytes in UTF-8.`)
      .refine((text) => text.length <= max.characters || lengthOf(text) <= max.characters, tooLong)
      .meta({ description: `Kept as it is typed. ${tooLong}`, maxLength: max.bytes })
  );
};

/** How a text field is shown once it is stored. */
export const shown = (max: number) => z.string().max(unitsFor(max)).describe(atMost(max));

/** A few words to look something up by, never refused for their characters. */
export const lookup = (max: number, tidy: (text: string) => string) =>
  typed(max, tidy)
    .refine((text) => fits(text, max), atMost(max))
    .meta({ description: atMost(max), maxLength: unitsFor(max) });

export const Email = typed(LIMITS.email, tidyEmail)
  .refine((text) => isEmail(text) && text.length <= LIMITS.email, 'Enter a valid email address.')
  .meta({
    format: 'email',
    maxLength: LIMITS.email,
    example: 'alice@example.com',
    description: 'Stored in lower case, an international domain in its ASCII form',
  });

/** A password that is being chosen. */
export const NewPassword = typed(LIMITS.password.max, normalPassword)
  .refine((text) => lengthOf(text) >= LIMITS.password.min, `At least ${LIMITS.password.min} characters.`)
  .refine((text) => text.length <= LIMITS.password.max, atMost(LIMITS.password.max))
  .meta({
    format: 'password',
    minLength: LIMITS.password.min,
    maxLength: LIMITS.password.max,
    description: `${LIMITS.password.min} to ${LIMITS.password.max} characters, kept in Unicode’s form NFKC`,
  });

/** A password that was chosen before, as it is typed now. */
export const TypedPassword = z
  .string()
  .min(1, 'Enter a password.')
  .max(unitsFor(LIMITS.password.max))
  .meta({ format: 'password' });
