import { describe, expect, it } from 'vitest';
import { rowsOf } from '../../dashboard/src/chat/rows.ts';
import { isOnlyEmoji, partsOf } from '../../dashboard/src/chat/text-parts.ts';
import { type Thread, withChanged, withNewest, withOlder } from '../../dashboard/src/chat/thread-data.ts';
import type { Known, Pending } from '../../dashboard/src/chat/types.ts';
import { dayOf, shortTime } from '../../dashboard/src/chat/when.ts';

const BASE = Date.parse('2026-11-25T10:00:00.000Z');

const message = (n: number, over: Partial<Known> = {}): Known =>
  ({
    ...{ id: `pair_${String(n).padStart(4, '0')}`, sender: 'bob', receiver: 'me', content: `${n}`, attachment: null },
    ...{ timestamp: new Date(BASE + n * 1000).toISOString(), deleted_at: null, client_id: null },
    ...over,
  }) as Known;
const range = (from: number, to: number): Known[] => Array.from({ length: to - from }, (_, i) => message(from + i));
const idsOf = (thread: Thread | undefined): string[] => (thread?.messages ?? []).map(({ content }) => content);
const numbers = (from: number, to: number): string[] => Array.from({ length: to - from }, (_, i) => `${from + i}`);

describe('what is led to from a message', () => {
  const links = (text: string) =>
    partsOf(text).flatMap((part) => (part.kind === 'link' ? [[part.text, part.href]] : []));

  it.each([
    ['see https://a.example/b?c=d#e.', 'https://a.example/b?c=d#e', 'https://a.example/b?c=d#e'],
    ['(https://a.example/x_(y))', 'https://a.example/x_(y)', 'https://a.example/x_(y)'],
    ['www.a.example, or so', 'www.a.example', 'https://www.a.example/'],
    ['HTTP://A.EXAMPLE!', 'HTTP://A.EXAMPLE', 'http://a.example/'],
    ['„https://a.example“', 'https://a.example', 'https://a.example/'],
  ])('%s', (text, shown, href) => {
    expect(links(text)).toEqual([[shown, href]]);
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://a.example',
    'https://infloo.app@evil.example/',
    'www.',
    'a@b.example',
  ])('nothing in %s', (text) => {
    expect(partsOf(text)).toEqual([{ kind: 'words', text }]);
  });

  it('are people who are named, and not the @ of an address', () => {
    const named = partsOf('Hi @anna.w, write to me@b.example or (@ben_1).').filter(({ kind }) => kind === 'person');
    expect(named.map(({ text }) => text)).toEqual(['@anna.w', '@ben_1']);
  });

  it('leaves every letter where it is', () => {
    const text = 'a https://x.example/?q=ü, @anna и http://[bad www.y.example)) z';
    expect(
      partsOf(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });

  it.each([
    ['👍', true],
    ['👩‍👩‍👧 🇵🇹', true],
    ['👍👍👍👍', false],
    ['ok 👍', false],
    ['1', false],
    ['', false],
  ])('%s is large: %s', (text, large) => {
    expect(isOnlyEmoji(text)).toBe(large);
  });
});

describe('what is known of a conversation', () => {
  const newest = withNewest(undefined, range(70, 100).reverse(), 30);

  it('is in order, and grows at both ends', () => {
    expect(newest).toMatchObject({ isWhole: false, cursor: undefined });
    const longer = withNewest(newest, range(72, 102), 30);
    expect(idsOf(longer)).toEqual(numbers(70, 102));
    const older = withOlder(longer, range(40, 75), 'next');
    expect(idsOf(older)).toEqual(numbers(40, 102));
    expect(older).toMatchObject({ cursor: 'next', isWhole: false });
    expect(withOlder(older, range(0, 40), null)).toMatchObject({ isWhole: true });
  });

  it('has no gap: after more than the newest page was missed, it begins anew', () => {
    const later = withNewest(newest, range(130, 160), 30);
    expect(idsOf(later)).toEqual(numbers(130, 160));
    expect(later).toMatchObject({ cursor: undefined, isWhole: false });
  });

  it('has none either where I have sent something meanwhile', () => {
    const mine = { ...newest, messages: [...newest.messages, message(150)] };
    expect(idsOf(withNewest(mine, range(121, 151), 30))).toEqual(numbers(121, 151));
    // Heard of in time, what I have sent stays although the listener doesn't have it yet.
    const early = { ...newest, messages: [...newest.messages, message(101)] };
    expect(idsOf(withNewest(early, range(71, 101), 30))).toEqual(numbers(70, 102));
  });

  it('takes over what was deleted, and nothing that isn’t shown', () => {
    const deleted_at = new Date(BASE).toISOString();
    const changed = withChanged(newest, [message(3, { deleted_at }), message(80, { deleted_at, content: '' })]);
    expect(changed?.messages).toHaveLength(30);
    expect(changed?.messages.find(({ deleted_at: at }) => at !== null)?.id).toBe('pair_0080');
  });
});

describe('the lines of a conversation', () => {
  const pending = (client_id: string, written_at: number): Pending => ({
    ...{ client_id, to: 'bob', content: 'on its way', attachment: null, path: null, written_at, refused: null },
    ...{ share: null, waits: false },
  });
  const rows = (messages: Known[], waiting: Pending[] = [], readAt: string | null = null) =>
    rowsOf({ messages, pending: waiting, uid: 'me', firstNew: null, readAt });

  it('ends with what is on its way, however wrong the clock is; and nothing moves when it has arrived', () => {
    const before = rows(range(0, 3), [pending('c1', BASE - 60 * 60_000)]);
    expect(before.map(({ key }) => key)).toEqual(['pair_0000', 'pair_0001', 'pair_0002', 'c1']);
    const sent = message(3, { sender: 'me', client_id: 'c1' });
    const after = rows([...range(0, 3), sent], [pending('c1', BASE - 60 * 60_000)]);
    expect(after.map(({ key }) => key)).toEqual(before.map(({ key }) => key));
    expect(after.at(-1)).toMatchObject({ message: sent, pending: null });
  });

  it('takes nothing of theirs for mine, whatever they call it', () => {
    const mine = message(0, { sender: 'me', client_id: 'c1' });
    const shown = rows([mine, message(1, { client_id: 'c1' }), message(2, { client_id: 'c2' })], [pending('c2', BASE)]);
    expect(shown.map(({ key }) => key)).toEqual(['c1', 'pair_0001', 'pair_0002', 'c2']);
  });

  it('puts together what one person writes within minutes, and begins each day anew', () => {
    const hour = 3600;
    const shown = rows([
      message(0),
      message(10),
      message(20, { sender: 'me' }),
      message(20 + hour, { sender: 'me' }),
      message(20 + 48 * hour, { sender: 'me' }),
    ]);
    expect(shown.map(({ isFirst, isLast }) => [isFirst, isLast])).toEqual([
      [true, false],
      [false, true],
      [true, true],
      [true, true],
      [true, true],
    ]);
    expect(shown.map(({ startsDay }) => startsDay)).toEqual([true, false, false, false, true]);
  });

  it('says at the newest of mine that was read that it was', () => {
    const mine = range(0, 4).map((each) => ({ ...each, sender: 'me' }));
    const shown = rows(mine, [], mine[2]?.timestamp ?? null);
    expect(shown.map(({ isReadMark }) => isReadMark)).toEqual([false, false, true, false]);
  });
});

describe('when a message was', () => {
  const now = new Date(2026, 10, 25, 1).getTime();
  it.each([
    ['Today', new Date(2026, 10, 25, 0, 30)],
    ['Today', new Date(2026, 10, 25, 2)],
    ['Yesterday', new Date(2026, 10, 24, 23)],
    ['Saturday', new Date(2026, 10, 21, 12)],
  ])('%s', (words, time) => {
    expect(dayOf(time.getTime(), now)).toBe(words);
  });
  it('is a date from a week on, with its year where that is another', () => {
    expect(dayOf(new Date(2026, 10, 2).getTime(), now)).toMatch(/2/);
    expect(dayOf(new Date(2025, 10, 2).getTime(), now)).toMatch(/2025/);
    expect(shortTime(new Date(2026, 10, 24).getTime(), now)).toBe('Yesterday');
  });
});
