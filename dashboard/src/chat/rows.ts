import type { Known, Pending } from './types.ts';

/** Messages of one person within so many minutes stand together. */
const TOGETHER = 5 * 60_000;

/** A line of the conversation: a message that is there, or one on its way. */
export interface Row {
  /** The same before and after it has arrived, so that nothing moves then. */
  key: string;
  message: Known | null;
  pending: Pending | null;
  isMine: boolean;
  time: number;
  /** Whether a day begins with it. */
  startsDay: boolean;
  /** Whether it is the first and the last of those that stand together. */
  isFirst: boolean;
  isLast: boolean;
  /** Whether what is new begins with it. */
  startsNew: boolean;
  /** Whether the other one has read it, and nothing of mine after it. */
  isReadMark: boolean;
}

interface Input {
  messages: readonly Known[];
  pending: readonly Pending[];
  uid: string;
  /** The first that was unread when the conversation was opened. */
  firstNew: string | null;
  /** When the other one has last read. */
  readAt: string | null;
}

/** Since when, and until when, it is the same day here. */
interface Day {
  from: number;
  to: number;
}

/** There are thousands of messages and few days: a time is only made a date of where another day begins. */
function dayWith(time: number): Day {
  const date = new Date(time);
  const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate()];
  return { from: new Date(year, month, day).getTime(), to: new Date(year, month, day + 1).getTime() };
}

/** Kept, because a conversation has thousands, and all are looked at whenever one comes. */
const times = new WeakMap<Known, number>();

function timeOf(message: Known): number {
  const time = times.get(message) ?? Date.parse(message.timestamp);
  times.set(message, time);
  return time;
}

/**
 * What a message is known by on the screen: mine by what I called it, before the server has named it. What the other one
 * calls theirs may be what I call mine.
 */
const keyOf = ({ id, client_id }: Known, isMine: boolean): string => (isMine && client_id) || id;

/** @returns the lines of a conversation, oldest first; what is on its way comes last, whatever its clock says */
export function rowsOf({ messages, pending, uid, firstNew, readAt }: Input): Row[] {
  const arrived = new Set<string>();
  const rows: Row[] = messages.map((message) => {
    const isMine = message.sender === uid;
    const key = keyOf(message, isMine);
    if (isMine) arrived.add(key);
    return line({ key, message, pending: null, isMine, time: timeOf(message), startsNew: message.id === firstNew });
  });
  const newest = rows.at(-1)?.time ?? 0;
  for (const each of pending) {
    if (arrived.has(each.client_id)) continue;
    const time = Math.max(each.written_at, newest);
    rows.push(line({ key: each.client_id, message: null, pending: each, isMine: true, time, startsNew: false }));
  }
  let day: Day = { from: 0, to: 0 };
  rows.forEach((row, index) => {
    const before = rows[index - 1];
    row.startsDay = row.time < day.from || row.time >= day.to;
    if (row.startsDay) day = dayWith(row.time);
    const goesOn =
      before && !row.startsDay && !row.startsNew && before.isMine === row.isMine && row.time - before.time < TOGETHER;
    row.isFirst = !goesOn;
    row.isLast = true;
    if (before && goesOn) before.isLast = false;
  });
  const read =
    readAt === null
      ? undefined
      : rows.findLast(({ message, isMine }) => isMine && message !== null && message.timestamp <= readAt);
  if (read) read.isReadMark = true;
  return rows;
}

type Given = Pick<Row, 'key' | 'message' | 'pending' | 'isMine' | 'time' | 'startsNew'>;
const line = (given: Given): Row => ({ ...given, startsDay: false, isFirst: true, isLast: true, isReadMark: false });
