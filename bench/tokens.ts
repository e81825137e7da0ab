import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const KEY_ID = 'bench';
/** A server that remembers tokens must not be measured with a single one. */
const SESSIONS = 200;

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export interface Signer {
  /** Tokens as Firebase Auth signs them, of as many sessions. */
  signed: string[];
  /** One as its emulator makes it: nobody vouches for it, and the Admin SDK asks Auth about it each time. */
  unsigned: string;
  keysPort: number;
  authPort: number;
  stop(): void;
}

async function serve(answer: (path: string) => object): Promise<{ server: Server; port: number }> {
  const server = createServer((req, res) => {
    req.resume();
    res.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'public, max-age=21600' });
    res.end(JSON.stringify(answer(req.url ?? '')));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

/**
 * Makes somebody's tokens, and serves what they are checked with: the public key, in Google's place
 * (`servers/preload.mjs`), and what the Auth emulator answers about an account.
 */
export async function startTokens(
  project: string,
  person: { id: string; email: string; username: string },
): Promise<Signer> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const seconds = Math.floor(Date.now() / 1000);
  const claimsOf = (session: number) => ({
    iss: `https://securetoken.google.com/${project}`,
    aud: project,
    auth_time: seconds - 60 - session,
    iat: seconds - 60,
    exp: seconds + 3500,
    user_id: person.id,
    sub: person.id,
    email: person.email,
    email_verified: true,
    firebase: { identities: { email: [person.email] }, sign_in_provider: 'password' },
    username: person.username,
    role: 'influencer',
    is_verified: true,
  });
  const signed = Array.from({ length: SESSIONS }, (_, session) => {
    const content = `${encode({ alg: 'RS256', kid: KEY_ID, typ: 'JWT' })}.${encode(claimsOf(session))}`;
    return `${content}.${sign('sha256', Buffer.from(content), privateKey).toString('base64url')}`;
  });
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const keys = await serve(() => ({ [KEY_ID]: pem }));
  const account = { localId: person.id, email: person.email, emailVerified: true };
  const auth = await serve(() => ({ kind: 'identitytoolkit#GetAccountInfoResponse', users: [account] }));
  return {
    signed,
    unsigned: `${encode({ alg: 'none', typ: 'JWT' })}.${encode(claimsOf(0))}.`,
    keysPort: keys.port,
    authPort: auth.port,
    stop: () => {
      for (const { server } of [keys, auth]) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}
