/** @returns a part of an address as it was meant; '' where it is none: "50%" is no code for a letter */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
