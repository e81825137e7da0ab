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

const isSameDay = (a: number, b: number): boolean => new Date(a).toDateString() === new Date(b).toDateString();

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
    return line({
      key,
      message,
      pending: null,
      isMine,
      time: Date.parse(message.timestamp),
      startsNew: message.id === firstNew,
    });
  });
  const newest = rows.at(-1)?.time ?? 0;
  for (const each of pending) {
    if (arrived.has(each.client_id)) continue;
    const time = Math.max(each.written_at, newest);
    rows.push(line({ key: each.client_id, message: null, pending: each, isMine: true, time, startsNew: false }));
  }
  rows.forEach((row, index) => {
    const before = rows[index - 1];
    row.startsDay = !before || !isSameDay(before.time, row.time);
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
