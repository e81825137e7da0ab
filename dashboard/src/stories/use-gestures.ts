import { type PointerEvent, useRef, useState } from 'react';
import { inline } from '../ui/direction.ts';

/** Milliseconds from which a touch holds the story rather than taps it. */
const HOLD = 200;
/** Pixels from which a move is a swipe, and until which it is a tap. */
const SWIPE = 60;
const STILL = 10;

interface Gestures {
  /** By how many authors: to the left is on, or to the right where one reads from there. */
  onSwipe: (step: 1 | -1) => void;
  onSwipeDown: () => void;
}

/**
 * Holding, swiping and tapping on one surface.
 * @returns whether it is held, what listens, and whether the click that follows was none
 */
export function useGestures({ onSwipe, onSwipeDown }: Gestures) {
  const [held, setHeld] = useState(false);
  const touch = useRef<{ x: number; y: number; timer: ReturnType<typeof setTimeout> } | null>(null);
  const spent = useRef(false);
  const end = () => {
    clearTimeout(touch.current?.timer);
    touch.current = null;
    setHeld(false);
  };
  return {
    held,
    /** Whether a click is the end of a hold or of a swipe. */
    isSpent: () => spent.current,
    surface: {
      onPointerDown: ({ isPrimary, button, target, clientX: x, clientY: y }: PointerEvent) => {
        if (!isPrimary || button !== 0 || !(target instanceof Element) || !target.closest('[data-steps]')) return;
        spent.current = false;
        const timer = setTimeout(() => {
          spent.current = true;
          setHeld(true);
        }, HOLD);
        touch.current = { x, y, timer };
      },
      onPointerUp: ({ clientX, clientY }: PointerEvent) => {
        const start = touch.current;
        const wasHeld = held;
        end();
        if (!start) return;
        const [dx, dy] = [clientX - start.x, clientY - start.y];
        if (Math.max(Math.abs(dx), Math.abs(dy)) > STILL) spent.current = true;
        if (wasHeld) return;
        if (Math.abs(dx) > SWIPE && Math.abs(dx) > Math.abs(dy)) onSwipe(inline(dx) < 0 ? 1 : -1);
        else if (dy > SWIPE) onSwipeDown();
      },
      onPointerCancel: end,
      onPointerLeave: end,
    },
  };
}
