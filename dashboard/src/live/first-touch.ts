const TOUCHES = ['pointerdown', 'keydown', 'focusin'] as const;
/** Milliseconds after which a browser that is never idle, or can't say so, counts as idle. */
const AT_LAST = 3000;

/** Resolves when the browser has nothing else to do, or when somebody begins to do something on the page. */
export function idleOrTouched(): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      for (const touch of TOUCHES) removeEventListener(touch, done);
      resolve();
    };
    for (const touch of TOUCHES) addEventListener(touch, done);
    // Safari has no idle callback.
    if (typeof requestIdleCallback === 'undefined') setTimeout(done, AT_LAST);
    else requestIdleCallback(done, { timeout: AT_LAST });
  });
}
