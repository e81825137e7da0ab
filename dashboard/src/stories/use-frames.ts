import { useEffect, useRef } from 'react';

/** Calls `onFrame` before each frame while `running`, with the milliseconds since the one before. */
export function useFrames(running: boolean, onFrame: (passed: number) => void): void {
  const latest = useRef(onFrame);
  latest.current = onFrame;
  useEffect(() => {
    if (!running) return;
    let last = performance.now();
    let frame = 0;
    const tick = () => {
      const now = performance.now();
      const passed = now - last;
      last = now;
      frame = requestAnimationFrame(tick);
      latest.current(passed);
    };
    frame = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(frame);
  }, [running]);
}
