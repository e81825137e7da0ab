import { type MouseEvent, type PointerEvent, type TouchEvent, useRef } from 'react';

/** Milliseconds that a finger stays, and pixels that it may move meanwhile. */
const LONG = 450;
const STILL = 10;

/** Tells of a finger that stays on something: it can't hover, and so doesn't find what hovering shows. */
export function useLongPress(onLong: () => void) {
  const press = useRef<{ timer: ReturnType<typeof setTimeout>; x: number; y: number } | null>(null);
  const wasLong = useRef(false);
  const end = () => {
    clearTimeout(press.current?.timer);
    press.current = null;
  };
  const tell = () => {
    wasLong.current = true;
    onLong();
  };
  return {
    onPointerDown: ({ pointerType, clientX: x, clientY: y }: PointerEvent) => {
      end();
      wasLong.current = false;
      if (pointerType === 'touch') press.current = { timer: setTimeout(tell, LONG), x, y };
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent) => {
      const { x = clientX, y = clientY } = press.current ?? {};
      if (Math.hypot(clientX - x, clientY - y) > STILL) end();
    },
    onPointerUp: end,
    onPointerCancel: end,
    // The press of a mouse that browsers make of a touch would close what has come up.
    onTouchEnd: (event: TouchEvent) => {
      if (wasLong.current) event.preventDefault();
    },
    // Android's own menu would come over ours.
    onContextMenu: (event: MouseEvent) => {
      if (press.current || wasLong.current) event.preventDefault();
    },
  };
}
