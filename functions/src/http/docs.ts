import { fileURLToPath } from 'node:url';
import express, { Router } from 'express';
import { openApi } from './openapi.ts';
import type { AnyRoute } from './route.ts';

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Infloo API</title>
<link rel="stylesheet" href="docs/assets/swagger-ui.css">
</head>
<body>
<div id="docs"></div>
<script src="docs/assets/swagger-ui-bundle.js"></script>
<script src="docs/init.js"></script>
</body>
</html>
`;
const INIT = `SwaggerUIBundle({ url: 'openapi.json', dom_id: '#docs', deepLinking: true, persistAuthorization: false });\n`;
/** Swagger UI styles its elements inline; its scripts come from here alone. */
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'";

/** @returns the router of the API's own description: `openapi.json`, and `docs`, a page without any foreign origin */
export function docs(routes: readonly AnyRoute[]): Router {
  const router = Router();
  let document: object | undefined;
  router.get('/openapi.json', (_req, res) => {
    document ??= openApi(routes);
    res.set('Cache-Control', 'public, max-age=300').json(document);
  });
  router.get('/docs', (req, res) => {
    // Relative addresses need the page to be a file, not a folder.
    if (req.path.endsWith('/')) return res.redirect(308, '../docs');
    return res.set({ 'Content-Security-Policy': CSP, 'Cache-Control': 'public, max-age=300' }).type('html').send(PAGE);
  });
  router.get('/docs/init.js', (_req, res) => {
    res.set('Cache-Control', 'public, max-age=300').type('js').send(INIT);
  });
  // The build copies Swagger UI's two files beside the bundle.
  const assets = fileURLToPath(new URL('./docs', import.meta.url));
  router.use(
    '/docs/assets',
    express.static(assets, {
      index: false,
      maxAge: '1d',
      setHeaders: (res) => res.removeHeader('Content-Security-Policy'),
    }),
  );
  return router;
}
