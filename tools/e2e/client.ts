/** Somebody whom this run has registered. */
export interface Actor {
  id: string;
  username: string;
  password: string;
  access: string;
  refresh: string;
}

export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: each step says by its checks what it expects of an answer
  body: any;
}

/** @returns a function that sends requests to the API at `base`, and throws with the problem when the status is another */
export function client(base: string) {
  return async (line: string, expected: number, options: { as?: Actor; body?: unknown } = {}): Promise<Answer> => {
    const [method = 'GET', path = '/'] = line.split(' ');
    const form = options.body instanceof FormData;
    const response = await fetch(`${base}/api/v1${path}`, {
      method,
      headers: {
        ...(options.as && { Authorization: `Bearer ${options.as.access}` }),
        ...(options.body !== undefined && !form && { 'Content-Type': 'application/json' }),
      },
      ...(options.body !== undefined && { body: form ? (options.body as FormData) : JSON.stringify(options.body) }),
      signal: AbortSignal.timeout(60_000),
    });
    const text = await response.text();
    const body: unknown = response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text;
    if (response.status !== expected)
      throw new Error(`${line} answered ${response.status}, not ${expected}: ${text.slice(0, 300)}`);
    return { status: response.status, body };
  };
}

/** @throws Error that says what was expected, unless `condition` holds */
export function expect(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Error(`Expected ${what}.`);
}

/** Asks `question` until it has an answer. @throws Error after `seconds` */
export async function eventually<T>(what: string, question: () => Promise<T | undefined>, seconds = 45): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (let wait = 50; Date.now() < end; wait = Math.min(1000, wait * 1.5)) {
    const answer = await question();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
  throw new Error(`Expected ${what} within ${seconds} s.`);
}
