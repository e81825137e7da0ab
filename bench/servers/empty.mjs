// The least that answers over HTTP: subtracted from every start.
import { createServer } from 'node:http';

createServer((_req, res) => res.end('ok')).listen(Number(process.env.PORT));
