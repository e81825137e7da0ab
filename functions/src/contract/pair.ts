// Without zod: the dashboard's first load needs these and not that.

/** @returns the id of the pair, the same whichever of the two comes first */
export const pairId = (a: string, b: string): string => (a < b ? `${a}_${b}` : `${b}_${a}`);

/** @returns the two uids of a pair id, sorted */
export function pairMembers(pair: string): [string, string] {
  const [a = '', b = ''] = pair.split('_');
  return [a, b];
}

/** @returns the member of `pair` who isn't `uid` */
export const otherMember = (pair: string, uid: string): string => {
  const [a, b] = pairMembers(pair);
  return a === uid ? b : a;
};
