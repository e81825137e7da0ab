// Express by itself; the bench bundles it.
import express from 'express';

const app = express();
app.get('/api/v1/health', (_req, res) => {
  res.json({ status: 'ok' });
});
app.listen(Number(process.env.PORT));
