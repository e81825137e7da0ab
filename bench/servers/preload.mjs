// Loaded before every server of the bench, ours and the others alike. The keys that tokens are signed with come from
// the bench instead of Google, and nothing listens beyond this machine. No server knows of it.
import http from 'node:http';
import https from 'node:https';
import { Server } from 'node:net';

const { request } = https;
https.request = (options, ...rest) =>
  options.host === 'www.googleapis.com' || options.hostname === 'www.googleapis.com'
    ? http.request({ host: '127.0.0.1', port: process.env.BENCH_KEYS_PORT, path: options.path }, ...rest)
    : request(options, ...rest);

const { listen } = Server.prototype;
Server.prototype.listen = function local(port, ...rest) {
  const bare = ['number', 'string'].includes(typeof port) && typeof rest[0] !== 'string';
  return bare ? listen.call(this, Number(port), '127.0.0.1', ...rest) : listen.call(this, port, ...rest);
};
