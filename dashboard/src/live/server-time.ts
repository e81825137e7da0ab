/** How much this machine's clock is behind the server's, in milliseconds. */
let behind = 0;

/** Told the `Date` of each answer, which says the second; where clocks are right, nothing changes. */
export function noteServerTime(date: string | null): void {
  const told = Date.parse(date ?? '');
  if (!Number.isFinite(told)) return;
  const difference = told - Date.now();
  // Within what the answer took to come, and what its second leaves open.
  behind = Math.abs(difference) < 2000 ? 0 : difference;
}

/** What the server's clock says now, as far as is known: for what rules compare with it. */
export const serverNow = (): number => Date.now() + behind;
