type Step = (...args: unknown[]) => Promise<unknown>;
/** What leaves the process, as a method of the object that all calls of it go by. */
export type Place = readonly [object: Record<string, Step>, method: string];

/** Neither Firestore nor our own code tries again for this one. */
export const fault = (): Error => Object.assign(new Error('A fault that was put there.'), { code: 7 });

/**
 * Lets calls at these places fail, `before` they do anything or `after` they have.
 * @param fails which of them, by the method and what it is called on
 * @returns what mends it
 */
export function failWhere(
  places: readonly Place[],
  fails: (method: string, on: { name?: string }) => boolean,
  when: 'before' | 'after',
): () => void {
  const undo = places.map(([object, method]) => {
    const original = object[method];
    if (!original) throw new Error(`There is no ${method}.`);
    object[method] = async function step(this: { name?: string }, ...args: unknown[]) {
      const isIt = fails(method, this);
      if (isIt && when === 'before') throw fault();
      const answer = await original.apply(this, args);
      if (isIt) throw fault();
      return answer;
    };
    return () => {
      object[method] = original;
    };
  });
  return () => {
    for (const mend of undo) mend();
  };
}
