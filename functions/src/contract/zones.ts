/**
 * Local times and instants, for the API and for the forms of the dashboard: by the zones that `Intl` knows, and nothing
 * else to load. A local time is `2026-11-23T10:00`, without an offset.
 */

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one takes long, and a page of events needs the same few again and again. */
function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(zone, format);
  }
  return format;
}

/** @returns whether `name` is a zone of the IANA database, as `Europe/Berlin` or `UTC`; an offset is none */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(name)) return false;
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

const spelled = new Map<string, string>();

/** @returns a zone as the IANA spells it, where only its case differs: `europe/berlin` is `Europe/Berlin` */
export function zoneSpelled(name: string): string {
  if (spelled.size === 0) for (const zone of Intl.supportedValuesOf('timeZone')) spelled.set(zone.toLowerCase(), zone);
  return spelled.get(name.toLowerCase()) ?? name;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** @returns what clocks in `zone` show at `instant`, as milliseconds that would show the same in UTC */
function shownAt(instant: number, zone: string): number {
  const parts: Record<string, string> = {};
  for (const { type, value } of formatOf(zone).formatToParts(instant)) parts[type] = value;
  const part = (name: string) => Number(parts[name]);
  const year = parts.era?.startsWith('B') ? 1 - part('year') : part('year');
  return (
    new Date(0).setUTCFullYear(year, part('month') - 1, part('day')) +
    ((part('hour') * 60 + part('minute')) * 60 + part('second')) * 1000
  );
}

/** @returns how far clocks in `zone` are ahead of UTC at `instant`, in milliseconds */
export const offsetAt = (instant: number, zone: string): number =>
  shownAt(Math.floor(instant / 1000) * 1000, zone) - Math.floor(instant / 1000) * 1000;

/** @returns an offset as ISO 8601 writes it: +01:00 */
export function offsetText(offset: number): string {
  const minutes = Math.round(Math.abs(offset) / MINUTE);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** @returns what clocks in `zone` show at `instant`: `2026-11-23T10:00` */
export const localAt = (instant: number, zone: string): string =>
  new Date(shownAt(instant, zone)).toISOString().slice(0, 16);

/** What a local time means: one moment, none because clocks were put forward, or two because they were put back. */
export type Meaning =
  | { is: 'one'; instant: number }
  | { is: 'skipped'; nearest: [before: number, after: number] }
  | { is: 'twice'; instants: [first: number, second: number] };

const LOCAL = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?$/;

/** @returns a local time as milliseconds that would show it in UTC; null for one that is on no calendar */
function parseLocal(local: string): number | null {
  const found = LOCAL.exec(local);
  if (!found) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1)
    .map((digits) => Number(digits ?? 0));
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  const same = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && date.getUTCHours() === hour;
  return same && minute < 60 && second < 60 ? date.getTime() : null;
}

/** @returns what `local` means in `zone`; null for what is no local time */
export function meaningOf(local: string, zone: string): Meaning | null {
  const shown = parseLocal(local);
  if (shown === null) return null;
  // No zone changes its clocks twice within two days, and none is further than 24 hours from UTC.
  const [before, after] = [shown - DAY, shown + DAY].map((instant) => offsetAt(instant, zone)) as [number, number];
  const candidates = [...new Set([before, after])].map((offset) => shown - offset);
  const instants = candidates.filter((instant) => shownAt(instant, zone) === shown).sort((a, b) => a - b);
  const [first, second] = instants;
  if (first === undefined) {
    const [earlier = shown, later = shown] = candidates.sort((a, b) => a - b);
    return { is: 'skipped', nearest: [earlier, later] };
  }
  return second === undefined ? { is: 'one', instant: first } : { is: 'twice', instants: [first, second] };
}
