// A Cloud Function as one writes it by hand: Express, the token, the Firestore calls, and nothing else.
import express from 'express';
import * as calls from './calls.mjs';

export const bare = express();
bare.use(async (req, res, next) => {
  try {
    res.locals.uid = await calls.uidOf(req.get('authorization'));
  } catch {
    return res.status(401).json({ detail: 'Sign in.' });
  }
  next();
});
bare.get('/api/v1/users/profile', async (_req, res) => {
  res.json(await calls.profile(res.locals.uid));
});
bare.get('/api/v1/notifications', async (_req, res) => {
  res.json(await calls.notifications(res.locals.uid));
});
bare.get('/api/v1/connections', async (_req, res) => {
  res.json(await calls.connections(res.locals.uid));
});
bare.patch('/api/v1/notifications/:id/read', async (req, res) => {
  res.json(await calls.markRead(res.locals.uid, req.params.id));
});
