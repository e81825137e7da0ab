// The same without any framework: the floor that Node and the Firestore SDK set.
import { createServer } from 'node:http';
import * as calls from './calls.mjs';

const PREFIX = '/api/v1';

function answer(req, uid) {
  const [, first, second] = req.url.slice(PREFIX.length).split('/');
  if (first === 'users') return calls.profile(uid);
  if (first === 'connections') return calls.connections(uid);
  return second === undefined ? calls.notifications(uid) : calls.markRead(uid, second);
}

createServer(async (req, res) => {
  try {
    const body = JSON.stringify(await answer(req, await calls.uidOf(req.headers.authorization)));
    res.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) });
    res.end(body);
  } catch (error) {
    console.error(error);
    res.writeHead(500).end();
  }
}).listen(Number(process.env.PORT));
