import type { Listener, Operation } from './describe.ts';
import type { Answer } from './response.ts';

/** What there is to document. */
export interface Documented {
  operations: readonly Operation[];
  listeners: readonly Listener[];
}

/** No script, and nothing from elsewhere. */
const CSP =
  "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const CACHE = { 'Cache-Control': 'public, max-age=300' };

const file = (data: string, type: string, headers: Record<string, string> = {}): Answer => ({
  status: 200,
  body: undefined,
  headers: { ...CACHE, ...headers },
  file: { data, type },
});

/**
 * @param load tells what to document. It is asked, and all that makes documents is loaded, when somebody wants to read:
 *   most instances never do.
 * @returns a function that answers for the API's own description: `openapi.json`, and `docs`, a page for people; null
 *   for any other path
 */
export function docs(load: () => Promise<Documented>): (path: string) => Promise<Answer | null> {
  let made: Promise<{ document: object; page: string; style: string }> | undefined;
  const make = async () => {
    const [{ operations, listeners }, { guide }, { openApi }, { docsPage }, { STYLE }] = await Promise.all([
      load(),
      import('./guide.ts'),
      import('./openapi.ts'),
      import('./docs-page.ts'),
      import('./docs-style.ts'),
    ]);
    const document = openApi(operations, guide(operations, listeners));
    return { document, page: docsPage(document), style: STYLE };
  };
  const ready = () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
  return async (path) => {
    switch (path) {
      case '/openapi.json':
        return { status: 200, body: (await ready()).document, headers: CACHE };
      case '/docs':
        return file((await ready()).page, 'text/html', { 'Content-Security-Policy': CSP });
      // Relative addresses need the page to be a file, not a folder.
      case '/docs/':
        return { status: 308, body: undefined, headers: { Location: '../docs' } };
      case '/docs/style.css':
        return file((await ready()).style, 'text/css');
      default:
        return null;
    }
  };
}
