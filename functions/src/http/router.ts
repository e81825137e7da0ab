import type { AnyRoute } from './route.ts';

/** What a request asks for: a route and the values of its path, or the methods that its path has instead. */
export type Match = { route: AnyRoute; params: Record<string, string> } | { allow: string[] };

interface Path {
  /** Lower-case words; null where a value stands. */
  words: readonly (string | null)[];
  names: readonly string[];
  methods: Map<string, AnyRoute>;
}

const isValue = (word: string): boolean => word.startsWith('{');

function compile(path: string): Path {
  const words = path.split('/').slice(1);
  return {
    words: words.map((word) => (isValue(word) ? null : word.toLowerCase())),
    names: words.filter(isValue).map((word) => word.slice(1, -1)),
    methods: new Map(),
  };
}

/** @returns the values of the path, or null where it is another one, or can't be decoded: then it names nothing */
function valuesOf({ words, names }: Path, sent: readonly string[]): Record<string, string> | null {
  if (sent.length !== words.length) return null;
  const values: string[] = [];
  for (const [i, word] of words.entries()) {
    const text = sent[i] ?? '';
    if (word === null) {
      if (text === '') return null;
      values.push(text);
    } else if (word !== text.toLowerCase()) return null;
  }
  try {
    return Object.fromEntries(names.map((name, i) => [name, decodeURIComponent(values[i] ?? '')]));
  } catch {
    return null;
  }
}

const allowed = ({ methods }: Path): string[] => {
  const names = [...methods.keys()];
  if (methods.has('GET')) names.push('HEAD');
  return names.sort();
};

/**
 * @returns a function that finds the route of a method and a path below the base. Case doesn't matter, and neither does
 *   a slash at the end. `/users/profile` comes before `/users/{username}`, whatever the order of the list.
 */
export function createRouter(routes: readonly AnyRoute[]): (method: string, path: string) => Match | null {
  const fixed = new Map<string, Path>();
  const open = new Map<string, Path>();
  for (const route of routes) {
    const paths = route.path.includes('{') ? open : fixed;
    const key = route.path.toLowerCase();
    const path = paths.get(key) ?? compile(route.path);
    path.methods.set(route.method.toUpperCase(), route);
    paths.set(key, path);
  }
  const opened = [...open.values()];
  return (method, path) => {
    const verb = method === 'HEAD' ? 'GET' : method;
    const plain = path.endsWith('/') ? path.slice(0, -1) : path;
    const word = fixed.get(plain.toLowerCase());
    const exact = word?.methods.get(verb);
    if (exact) return { route: exact, params: {} };
    const sent = plain.split('/').slice(1);
    let other = word;
    for (const candidate of opened) {
      const params = valuesOf(candidate, sent);
      if (!params) continue;
      const route = candidate.methods.get(verb);
      if (route) return { route, params };
      other ??= candidate;
    }
    return other ? { allow: allowed(other) } : null;
  };
}
