import { Router } from 'express';
import type { Listener, Operation } from './describe.ts';

/** What there is to document. */
export interface Documented {
  operations: readonly Operation[];
  listeners: readonly Listener[];
}

/** No script, and nothing from elsewhere. */
const CSP =
  "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const CACHE = { 'Cache-Control': 'public, max-age=300' };

/**
 * @param load tells what to document. It is asked, and all that makes documents is loaded, when somebody wants to read:
 *   most instances never do.
 * @returns the router of the API's own description: `openapi.json`, and `docs`, a page for people
 */
export function docs(load: () => Promise<Documented>): Router {
  const router = Router();
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
  router.get('/openapi.json', async (_req, res) => {
    const { document } = await ready();
    res.set(CACHE).json(document);
  });
  router.get('/docs', async (req, res) => {
    // Relative addresses need the page to be a file, not a folder.
    if (req.path.endsWith('/')) return res.redirect(308, '../docs');
    const { page } = await ready();
    return res
      .set({ ...CACHE, 'Content-Security-Policy': CSP })
      .type('html')
      .send(page);
  });
  router.get('/docs/style.css', async (_req, res) => {
    const { style } = await ready();
    res.set(CACHE).type('css').send(style);
  });
  return router;
}
