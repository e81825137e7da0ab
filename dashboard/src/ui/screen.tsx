import { type ComponentType, use } from 'react';

type Load<P> = () => Promise<{ default: ComponentType<P> }>;

/** Of screens whose file could not be had: what makes them ask for it again. */
const failed = new Set<() => void>();

/** The next showing of a screen that could not be loaded asks for its file again. */
export function forgetFailures(): void {
  for (const forget of failed) forget();
  failed.clear();
}

/**
 * A screen in a file of its own, as `lazy()` makes it, with two differences: a failure isn't for ever, and `preload()`
 * fetches the file before it is needed, and says whether it is there.
 */
export function screen<P extends object>(load: Load<P>): ComponentType<P> & { preload(): Promise<boolean> } {
  let loading: Promise<ComponentType<P>> | undefined;
  const get = () => {
    loading ??= load().then(
      (module) => module.default,
      (error: unknown) => {
        failed.add(() => {
          loading = undefined;
        });
        throw error;
      },
    );
    return loading;
  };
  const Screen = (props: P) => {
    const Loaded = use(get());
    return <Loaded {...props} />;
  };
  const preload = async () => {
    try {
      await get();
      return true;
    } catch {
      // Nobody has asked for it yet; it is tried again when somebody does.
      loading = undefined;
      return false;
    }
  };
  return Object.assign(Screen, { preload });
}

/** Does something once there is nothing more urgent. @returns what calls it off */
export function whenIdle(work: () => void): () => void {
  // Safari has no idle callback.
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(work, 2000);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(work, { timeout: 5000 });
  return () => cancelIdleCallback(handle);
}

/** Fetches screens one after the other while there is nothing else to do, unless the reader saves data. */
export function preloadWhenIdle(screens: { preload(): Promise<unknown> }[]): () => void {
  const saves = (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
  if (saves) return () => {};
  const start = async () => {
    for (const each of screens) await each.preload();
  };
  return whenIdle(() => void start());
}
