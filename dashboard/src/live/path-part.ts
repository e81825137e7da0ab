/**
 * Whether a text may stand between two slashes of an address of the API. What may not is nobody's name and no id; servers
 * on the way would take `../x` for another path, however it is written.
 */
export const isPathPart = (text: string): boolean => /^[\w.~:@-]+$/.test(text) && !/^\.+$/.test(text);
