import { plural, t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { ActionIcon, Button, Loader } from '@mantine/core';
import { type ReactNode, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import { DownIcon } from '../ui/icons.tsx';
import { Line, type LineActions } from './line.tsx';
import classes from './log.module.css';
import type { Row } from './rows.ts';
import { useBeginning } from './use-beginning.ts';
import { dayOf } from './when.ts';

/** Pixels from the end within which one is at the end, and from the start within which older ones are fetched. */
const NEAR_END = 60;
const NEAR_START = 1200;
const AT_START = 100;
/** Milliseconds until the rows of a conversation that was opened stand where they stay. */
const SETTLED = 300;
/** How long the day stays above what one scrolls through. */
const DAY_SHOWN = 1200;

interface Props {
  rows: readonly Row[];
  name: string;
  /** Whether there are older ones to fetch. */
  hasOlder: boolean;
  isLoadingOlder: boolean;
  olderFailed: boolean;
  onOlder: () => void;
  onAtEnd: (isAtEnd: boolean) => void;
  actions: LineActions;
  /** Above the first message there is. */
  start: ReactNode;
  /** Below the last one. */
  end: ReactNode;
}

const isNearEnd = ({ scrollTop, scrollHeight, clientHeight }: Element): boolean =>
  scrollHeight - scrollTop - clientHeight <= NEAR_END;

/** Whether rows were added before those that there were: then what is in view must stay where it is. */
function useIsPrepended(rows: readonly Row[]): boolean {
  const first = useRef<string | undefined>(undefined);
  const key = rows[0]?.key;
  const before = first.current;
  useLayoutEffect(() => {
    first.current = key;
  }, [key]);
  return before !== undefined && key !== before && rows.some((row) => row.key === before);
}

/** The messages of a conversation, of which only those in view are in the page. */
export function Log(props: Props) {
  const { rows, name, hasOlder, isLoadingOlder, olderFailed, onOlder, onAtEnd, actions, start, end } = props;
  const scroller = useRef<HTMLElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const isStuck = useRef(true);
  const seen = useRef({ scrollTop: 0, room: 0 });
  const [isAtEnd, setAtEnd] = useState(true);
  const [menu, setMenu] = useState<string | null>(null);
  /** The last one that was in view at the end. */
  const [lastSeen, setLastSeen] = useState<string | undefined>(rows.at(-1)?.key);
  const isPrepended = useIsPrepended(rows);
  const last = rows.at(-1);

  const pin = useCallback(() => {
    const element = scroller.current;
    if (element && isStuck.current) element.scrollTop = element.scrollHeight;
  }, []);
  const stick = useCallback(
    (stuck: boolean) => {
      isStuck.current = stuck;
      setAtEnd(stuck);
      onAtEnd(stuck);
    },
    [onAtEnd],
  );
  const day = useDay(list, rows);
  const isBeginning = useBeginning({
    ...{ scroller, list, rows },
    onStands: () => {
      if (scroller.current && isNearEnd(scroller.current)) stick(true);
    },
  });

  const onScroll = () => {
    const element = scroller.current;
    if (!element) return;
    const { scrollTop, scrollHeight, clientHeight } = element;
    const isNear = isNearEnd(element);
    const { scrollTop: before, room } = seen.current;
    const isUp = scrollTop < before;
    // Rows that turn out higher than was thought, or a field that grows, push the end away: nobody has left it then.
    const isMoved = room !== scrollHeight - clientHeight;
    seen.current = { scrollTop, room: scrollHeight - clientHeight };
    // Nobody has scrolled yet.
    if (isBeginning.current) return;
    if (isNear !== isStuck.current && (isNear || (isUp && !isMoved))) stick(isNear);
    if (isUp && hasOlder && !isLoadingOlder && !olderFailed && scrollTop < NEAR_START && !isStuck.current) onOlder();
    if (!isStuck.current) day.show(scrollTop);
  };

  // Rows have their heights when they have been drawn: until then they would be seen to move.
  const [isPlaced, setPlaced] = useState(false);
  useEffect(() => {
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => setPlaced(true));
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  // Where one begins: at what is new, or at the end.
  useLayoutEffect(() => {
    if (isBeginning.current) stick(false);
  }, [isBeginning, stick]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever comes last, and what stands below it.
  useLayoutEffect(() => {
    if (last?.pending) {
      isBeginning.current = false;
      stick(true);
    }
    pin();
  }, [last?.key, end !== null]);
  useEffect(() => {
    if (isAtEnd) setLastSeen(last?.key);
  }, [isAtEnd, last?.key]);
  // Rows get their heights, pictures come, the field below grows, a keyboard comes: the end stays in view.
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      pin();
      seen.current = { scrollTop: element.scrollTop, room: element.scrollHeight - element.clientHeight };
    });
    for (const each of [element, ...element.children]) observer.observe(each);
    return () => observer.disconnect();
  }, [pin]);
  // At the very start there is nothing to scroll to: what is new fills more than the newest page, or there is too little.
  useEffect(() => {
    if (rows.length === 0 || !hasOlder || isLoadingOlder || olderFailed) return;
    let timer: ReturnType<typeof setTimeout>;
    const look = () => {
      // On a slow machine one may still be on the way to what is new.
      if (isBeginning.current) timer = setTimeout(look, SETTLED);
      else if (scroller.current && scroller.current.scrollTop < AT_START) onOlder();
    };
    timer = setTimeout(look, SETTLED);
    return () => clearTimeout(timer);
  }, [rows.length, hasOlder, isLoadingOlder, olderFailed, onOlder, isBeginning]);

  const newestMine = useMemo(() => rows.findLast(({ isMine, message }) => isMine && message !== null)?.key, [rows]);
  const unseen = isAtEnd ? 0 : countAfter(rows, lastSeen);
  const today = new Date().toDateString();
  return (
    <div className={classes.frame}>
      {/* What comes in is told below: a row that scrolling brings into the page is no news. */}
      <section
        ref={scroller}
        className={classes.scroll}
        data-placed={isPlaced || undefined}
        role="log"
        aria-live="off"
        aria-label={t`Messages with ${name}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be focusable.
        tabIndex={0}
      >
        <div className={classes.space}>{rows.length === 0 && start}</div>
        <Virtualizer
          ref={list}
          data={rows}
          shift={isPrepended}
          scrollRef={scroller}
          bufferSize={400}
          onScroll={onScroll}
        >
          {(row, index) => (
            <div key={row.key}>
              {index === 0 && !hasOlder && start}
              <Line
                row={row}
                // Not above the oldest that is there: it would go when older ones come, and what is in view would move.
                hasDay={row.startsDay && (index > 0 || !hasOlder)}
                name={name}
                isNewestMine={row.key === newestMine}
                today={today}
                isMenuOpen={menu === row.key}
                onMenu={setMenu}
                actions={actions}
              />
            </div>
          )}
        </Virtualizer>
        <div className={classes.end}>{end}</div>
      </section>
      {day.shown && (
        <div className={classes.day} aria-hidden="true">
          {day.shown}
        </div>
      )}
      {isLoadingOlder && (
        <div className={classes.older} role="status" aria-label={t`Loading older messages`}>
          <Loader size="xs" />
        </div>
      )}
      {olderFailed && (
        <div className={classes.older} role="alert">
          <Trans>Older messages could not be loaded.</Trans>
          <Button size="compact-xs" variant="default" onClick={onOlder}>
            <Trans>Try again</Trans>
          </Button>
        </div>
      )}
      {!isAtEnd && (
        <ActionIcon
          variant="default"
          className={classes.jump}
          size={unseen > 0 ? 'auto' : 44}
          aria-label={
            unseen > 0 ? plural(unseen, { other: '# new. Go to the newest message' }) : t`Go to the newest message`
          }
          onClick={() => {
            isBeginning.current = false;
            stick(true);
            pin();
          }}
        >
          {unseen > 0 && (
            <span className={classes.count}>
              <Plural value={unseen} other="# new" />
            </span>
          )}
          <DownIcon size={20} />
        </ActionIcon>
      )}
    </div>
  );
}

/** How many of the other one's came after the last that was seen. */
function countAfter(rows: readonly Row[], key: string | undefined): number {
  const index = rows.findIndex((row) => row.key === key);
  return index < 0 ? 0 : rows.slice(index + 1).filter(({ isMine }) => !isMine).length;
}

/** The day of what is at the top, while one scrolls. */
function useDay(list: React.RefObject<VirtualizerHandle | null>, rows: readonly Row[]) {
  const [shown, setShown] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isFirst = useRef(true);
  useEffect(() => () => clearTimeout(timer.current), []);
  const show = (offset: number) => {
    // Being brought to where one begins is no scrolling.
    if (isFirst.current) {
      timer.current = setTimeout(() => {
        isFirst.current = false;
      }, DAY_SHOWN);
      return;
    }
    const row = rows[list.current?.findItemIndex(offset) ?? -1];
    if (!row) return;
    setShown(dayOf(row.time, Date.now()));
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setShown(null), DAY_SHOWN);
  };
  return { shown, show };
}
