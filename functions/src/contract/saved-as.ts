/**
 * @param name as what a file is offered for saving
 * @returns the `Content-Disposition` of it (RFC 6266): the exact name for those who read it, a plain one for the others
 */
export function savedAs(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\]/g, '_');
  const exact = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${exact}`;
}
