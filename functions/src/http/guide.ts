import { ERROR_STATUS, type ErrorCode } from '../contract/errors.ts';
import { inbox } from '../contract/folders.ts';
import {
  type Accepted,
  ADDRESS_MINUTES,
  type Content,
  LIMITS,
  MULTIPART_FILE,
  UPLOADS,
  type UploadKind,
} from '../contract/limits.ts';
import type { Listener, Operation } from './describe.ts';
import { EXPLAINED } from './errors-explained.ts';
import { DAY, HOUR, type Limit, MINUTE } from './limit.ts';
import { ANONYMOUS, USER } from './rate-limit.ts';

/** Markdown tables end a cell at a bar. */
const table = (head: string[], rows: string[][]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');

const plural = (count: number, unit: string): string => (count === 1 ? unit : `${count} ${unit}s`);

function windowOf(seconds: number): string {
  if (seconds % DAY === 0) return plural(seconds / DAY, 'day');
  return seconds % HOUR === 0 ? plural(seconds / HOUR, 'hour') : plural(seconds / MINUTE, 'minute');
}

const WHOSE = {
  address: 'address',
  person: 'person',
  account: 'account',
  'account and address': 'account and address',
} as const;
const COUNTED = { every: 'requests', successes: 'successful requests', failures: 'wrong passwords' } as const;

function limitsTable(operations: readonly Operation[]): string {
  const routesOf = new Map<Limit<never>, string[]>([
    [ANONYMOUS, ['all, without a token']],
    [USER, ['all, with a token']],
  ]);
  for (const { route } of operations) {
    for (const limit of route.limits ?? []) {
      const name = `\`${route.method.toUpperCase()} ${route.path}\``;
      routesOf.set(limit, [...(routesOf.get(limit) ?? []), name]);
    }
  }
  const rows = [...routesOf].map(([{ name, by, seconds, max, counts, ofFiles }, routes]) => [
    `\`${name}\``,
    `${max.value()} ${ofFiles ? 'files' : COUNTED[counts]} a ${windowOf(seconds)}`.replace(/ a (\d)/, ' in $1'),
    `each ${typeof by === 'function' ? 'mailbox' : WHOSE[by]}`,
    routes.join(', '),
  ]);
  return table(['Name', 'At most', 'For', 'On'], rows);
}

const errorsTable = (): string =>
  table(
    ['Code', 'Status', 'When', 'What to do'],
    (Object.keys(EXPLAINED) as ErrorCode[]).map((code) => {
      const { when, remedy } = EXPLAINED[code];
      return [`\`${code}\``, String(ERROR_STATUS[code]), when, remedy];
    }),
  );

const queryText = ({ query }: Listener): string => {
  if (!query) return 'one document';
  const conditions = (query.where ?? []).map(([field, operator, value]) => `\`${field} ${operator} ${value}\``);
  return [...conditions, ...(query.newestFirst ? [`newest \`${query.newestFirst}\` first`] : [])].join(', ');
};

const listenersTable = (listeners: readonly Listener[]): string =>
  table(
    ['What', 'Path', 'Query'],
    listeners.map((listener) => [listener.about, `\`${listener.path}\``, queryText(listener)]),
  );

const WHAT_BECOMES = {
  image: 'made anew as WebP',
  video: 'written anew, not encoded anew',
  document: 'kept byte by byte',
} as const satisfies Record<Content, string>;

const nameOf = (type: string): string => type.replace(/^\w+\//, '').replace('quicktime', 'mov');

/** What becomes of a content of a kind: for pictures, in which sizes. */
function outcomeOf(kind: UploadKind, content: Content): string {
  const sizes = UPLOADS[kind].variants.map(({ w, h, fit }) => `${fit === 'inside' ? 'within ' : ''}${w} × ${h}`);
  return content === 'image' ? `${WHAT_BECOMES.image}: ${sizes.join(', ')}` : WHAT_BECOMES[content];
}

function uploadsTable(): string {
  const kinds = Object.keys(UPLOADS) as UploadKind[];
  const rows = kinds.flatMap((kind) => {
    const { field, slots, accepts, visibility } = UPLOADS[kind];
    const path = inbox('{uid}', kind, '{slot}');
    const contents = Object.entries(accepts) as [Content, Accepted & { seconds?: number }][];
    return contents.map(([content, { bytes, types, seconds }]) => [
      `\`${field}\``,
      `\`${path}\`, slots 0 to ${slots - 1}`,
      types.map(nameOf).join(', '),
      `${bytes / 1024 / 1024} MB${seconds ? `, ${seconds} seconds` : ''}`,
      outcomeOf(kind, content),
      visibility,
    ]);
  });
  return table(['Field of the form', 'Path for the SDK', 'Types', 'At most', 'What becomes of it', 'It is'], rows);
}

/** @returns what somebody must know beside the routes to write an app, as Markdown. Figures and paths come from the code. */
export const guide = (operations: readonly Operation[], listeners: readonly Listener[]): string => `
Infloo has two doors. This REST API is for everything that is written, and for lists. The Firebase SDK is for what an app
shows live. Both tell the same story: the objects are alike, and so is who may see them.

Bodies are JSON; names are \`snake_case\`; times are ISO 8601 in UTC. Unknown fields are refused. Examples on this page use
two shell variables:

\`\`\`sh
BASE=http://127.0.0.1:5000/api/v1   # npm start; in the cloud https://<project>.web.app/api/v1
TOKEN=…                             # the \`access\` of a login
\`\`\`

## Signing in

1. \`POST /users/auth/register\` makes an account. It answers the profile and no tokens, so log in next.
2. \`POST /users/auth/login\` takes the username or the e-mail address, and answers three tokens.
3. Send \`access\` with every request: \`Authorization: Bearer <access>\`.
4. A 401 \`invalid_token\` means that it has expired. \`POST /users/auth/refresh\` gives a new pair: keep both. Repeat the request once.
5. When refreshing answers 401, too, the session has ended: show the sign-in screen.

${table(
  ['Token', 'What for', 'How long'],
  [
    ['`access`', 'REST requests. It is a Firebase ID token.', 'one hour'],
    [
      '`refresh`',
      'New access tokens. Keep it in the keychain or keystore.',
      'until logout, a change of password, or the end of the account',
    ],
    [
      '`firebase_token`',
      'Signs the Firebase SDK in. Hand it over at once, and don’t keep it.',
      'one hour; the SDK’s session then renews itself',
    ],
  ],
)}

An app with the SDK needs no \`refresh\`: after \`signInWithCustomToken()\`, the ID token of the SDK is as good as \`access\`, and the SDK
renews it. \`POST /users/auth/logout\` ends the sessions of all devices, and so does a suspension: REST and writes within ten
seconds, listeners that are open with their ID token, within an hour.

## Live data

Listen instead of polling. Documents have the fields of the REST answers; only times are Firestore \`Timestamp\`s there. In
paths, \`{uid}\` is one’s own \`id\`. Other paths and other queries are refused. Use a \`limit\`: each document that a listener brings
is a billed read.

${listenersTable(listeners)}

JavaScript:

\`\`\`js
await signInWithCustomToken(getAuth(), firebase_token);
const unread = query(
  collection(getFirestore(), \`users/\${uid}/notifications\`),
  where('is_read', '==', false), orderBy('created_at', 'desc'), limit(20),
);
const stop = onSnapshot(unread, (snapshot) => show(snapshot.docs.map((doc) => doc.data())), onRefused);
\`\`\`

Kotlin:

\`\`\`kotlin
Firebase.auth.signInWithCustomToken(firebaseToken).await()
val listener = Firebase.firestore.collection("users/$uid/notifications")
    .whereEqualTo("is_read", false).orderBy("created_at", Query.Direction.DESCENDING).limit(20)
    .addSnapshotListener { snapshot, error -> snapshot?.let { show(it.toObjects<Notification>()) } }
\`\`\`

Swift:

\`\`\`swift
try await Auth.auth().signIn(withCustomToken: firebaseToken)
let listener = Firestore.firestore().collection("users/\\(uid)/notifications")
    .whereField("is_read", isEqualTo: false).order(by: "created_at", descending: true).limit(to: 20)
    .addSnapshotListener { snapshot, error in show(snapshot?.documents ?? []) }
\`\`\`

The SDK writes two things only: \`is_read\` of one’s own notifications, and files into one’s own inbox. Everything else goes over REST.

## Lists

A list is a JSON array. \`?limit=\` takes 1 to ${LIMITS.page.max}, and is ${LIMITS.page.default} without it. The next page is an address in
the header \`Link: <…>; rel="next"\`; the last page has none, and may be empty. Cursors are opaque, and belong to the filters that they
came with. There is no total.

## Retries

Give each POST an \`Idempotency-Key\`, such as a random UUID, and send the same key with each retry. However often it arrives within
24 hours, it has one effect and one answer; a repeated answer has \`Idempotency-Replayed: true\`. Only success is kept: after a
refusal the same key works again. The order of fields doesn’t matter, but another content under the same key is 422. Routes that
open or end a session ignore a key: login, refresh, logout, and those of passwords. GET, PUT and DELETE may be repeated as they are.

Repeat after 429, 503 and 409 \`in_progress\`, once \`Retry-After\` is over, and after a lost connection; wait twice as long each time.

## Limits

Every answer says in \`RateLimit\` what is left, the tightest limit first, and in \`RateLimit-Policy\` what the limits are. Past one, 429
says in \`Retry-After\` when to come back. Windows start at fixed moments. Only what the table counts uses a limit up.

${limitsTable(operations)}

## Uploads

There are two ways, and both end in the same place: multipart/form-data to the route; or the SDK puts the file into the inbox, and
a JSON request to the same route names its \`path\`. The second shows progress and survives a bad network. Slots are never
overwritten: after a 403 take the next one. Files that aren’t taken over within a day are removed. A form brings ${MULTIPART_FILE / 1024 / 1024} MB at most;
what is larger comes through the inbox.

The content decides about the type, not its name. Pictures are made upright, re-encoded, and lose all metadata; of an animated one the
first frame is kept. HEIC is refused, with what to do about it.

${uploadsTable()}

A public file has an address that lasts, and that caches keep. A private one has none: documents hold paths, and each answer of the API
gives out addresses that open that one file, until \`urls_expire_at\`. That is ${ADDRESS_MINUTES.least} to ${ADDRESS_MINUTES.most} minutes later, and never after what is shown has ended.
Whoever has such an address can open it, so don’t keep or share it. Where one has run out, ask the API anew. They answer ranges, so videos can be
moved through. Files that the table calls kept byte by byte have no address at all.

## Errors

An error is \`application/problem+json\`: programs go by \`code\`, people read \`detail\`.

\`\`\`json
{
  "detail": "Enter a valid email address.",
  "code": "invalid_request",
  "status": 400,
  "errors": [{ "field": "email", "message": "Enter a valid email address." }],
  "request_id": "7f3c2a0e-52b1-4c86-9a55-3a4f0a4f6a11"
}
\`\`\`

\`errors\` names at most 20 refused fields; a field inside another is \`social_links.website\`. Any route may answer 400, 429, 500 and 503;
each lists what else it answers. A wrong method (405) is the one error that no route lists.

${errorsTable()}

## Browsers

No other origin may call the API: it sends no CORS headers. Serve a web client from the same origin, through Firebase Hosting or a
proxy of your own.
`;
