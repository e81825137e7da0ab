import { type MouseEvent, type PointerEvent, useRef } from 'react';

/** Milliseconds that a finger stays, and pixels that it may move meanwhile. */
const LONG = 450;
const STILL = 10;

/** Tells of a finger that stays on something: it can't hover, and so doesn't find what hovering shows. */
export function useLongPress(onLong: () => void) {
  const press = useRef<{ timer: ReturnType<typeof setTimeout>; x: number; y: number } | null>(null);
  const end = () => {
    clearTimeout(press.current?.timer);
    press.current = null;
  };
  return {
    onPointerDown: ({ pointerType, clientX: x, clientY: y }: PointerEvent) => {
      end();
      if (pointerType !== 'touch') return;
      press.current = { timer: setTimeout(onLong, LONG), x, y };
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent) => {
      const { x = clientX, y = clientY } = press.current ?? {};
      if (Math.hypot(clientX - x, clientY - y) > STILL) end();
    },
    onPointerUp: end,
    onPointerCancel: end,
    // Android's own menu would come over ours.
    onContextMenu: (event: MouseEvent) => {
      if (press.current) event.preventDefault();
    },
  };
}
