// Express in the Functions Framework, with one route that touches no data.
import express from 'express';

export const health = express();
health.get('/api/v1/health', (_req, res) => {
  res.json({ status: 'ok' });
});
