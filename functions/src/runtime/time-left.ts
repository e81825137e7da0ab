/** @returns what tells whether `ms` milliseconds from now aren't over yet */
export function timeFor(ms: number): () => boolean {
  const until = performance.now() + ms;
  return () => performance.now() < until;
}
