const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** How the keys that open the search are called on this machine. */
export const SEARCH_KEYS = isMac ? '⌘ K' : 'Ctrl K';
