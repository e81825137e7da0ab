import { beforeAll, expect, it } from 'vitest';
import { db } from '../../functions/src/firebase.ts';
import { expectProblem, get, newPerson, type Person, patch, useApi } from '../support/api.ts';

useApi();

const change = (social_links: unknown, who: Person) => patch('/users/profile', { social_links }, who);

let me: Person;
beforeAll(async () => {
  me = await newPerson();
});

it.each([
  ['instagram', '@anna', 'https://www.instagram.com/anna'],
  ['instagram', 'anna', 'https://www.instagram.com/anna'],
  ['instagram', ' anna.weiss\u00a0', 'https://www.instagram.com/anna.weiss'],
  ['instagram', 'instagram.com/anna', 'https://www.instagram.com/anna'],
  ['instagram', 'http://www.instagram.com/anna?igsh=MzRlODBiNWFlZA==', 'https://www.instagram.com/anna'],
  ['instagram', 'https://instagram.com/alice', 'https://www.instagram.com/alice'],
  ['instagram', 'https://www.instagram.com/alice/?hl=en', 'https://www.instagram.com/alice'],
  ['instagram', 'https://www.instagram.com/p/Cx1?igsh=1', 'https://www.instagram.com/p/Cx1'],
  ['tiktok', '@alice', 'https://www.tiktok.com/@alice'],
  ['tiktok', 'https://www.tiktok.com/@alice?_t=8abc&_r=1', 'https://www.tiktok.com/@alice'],
  ['tiktok', 'https://vm.tiktok.com/ZGe1/', 'https://vm.tiktok.com/ZGe1/'],
  ['youtube', '@alice', 'https://www.youtube.com/@alice'],
  ['youtube', 'https://youtu.be/abc?si=track', 'https://youtu.be/abc'],
  ['youtube', 'https://m.youtube.com/@alice', 'https://www.youtube.com/@alice'],
  ['youtube', 'https://www.youtube.com/watch?v=abc&si=track', 'https://www.youtube.com/watch?v=abc'],
  ['youtube', 'youtube.com/channel/UC123', 'https://www.youtube.com/channel/UC123'],
  ['x', '@alice', 'https://x.com/alice'],
  ['x', 'https://twitter.com/alice?s=20', 'https://x.com/alice'],
  ['x', 'HTTPS://X.com/alice', 'https://x.com/alice'],
  ['linkedin', 'anna-weiss', 'https://www.linkedin.com/in/anna-weiss'],
  ['linkedin', 'https://de.linkedin.com/in/alice/?trk=x', 'https://www.linkedin.com/in/alice'],
  ['linkedin', 'https://www.linkedin.com/company/acme/', 'https://www.linkedin.com/company/acme/'],
  ['facebook', 'https://fb.com/alice', 'https://www.facebook.com/alice'],
  ['facebook', 'https://www.facebook.com/profile.php?id=1&ref=x', 'https://www.facebook.com/profile.php?id=1'],
  ['website', 'https://alice.example/path?q=1#top', 'https://alice.example/path?q=1#top'],
  ['website', 'https://münchen.example', 'https://xn--mnchen-3ya.example/'],
  ['website', 'https://\u0430pple.example', 'https://xn--pple-43d.example/'],
  ['website', 'a.example', 'https://a.example/'],
  ['website', 'a.example:8443/x', 'https://a.example:8443/x'],
  ['website', ' https://A.example ', 'https://a.example/'],
  ['website', '\u202ahttps://a.example\u202c', 'https://a.example/'],
  ['website', 'https://a.example/../b', 'https://a.example/b'],
])('%s %j is stored as %s, and that stays', async (network, typed, stored) => {
  const link = { [network]: stored };
  expect((await change({ [network]: typed }, me)).body.social_links).toEqual(link);
  expect((await change(link, me)).body.social_links).toEqual(link);
  expect((await get('/users/profile', me)).body.social_links).toEqual(link);
});

it.each([
  ['instagram', 'https://facebook.com/alice', 'another network'],
  ['instagram', 'facebook.com', 'another network'],
  ['instagram', 'https://www.instagram.com/', 'nobody there'],
  ['instagram', '@', 'nobody'],
  ['instagram', '..', 'nobody'],
  ['instagram', 'anna weiss', 'a space'],
  ['instagram', 'https://www.instagram.com:8443/anna', 'another server'],
  ['instagram', 'javascript:alert(1)//instagram.com', 'a script'],
  ['website', 'java\nscript:alert(1)//a.example', 'a split script'],
  ['website', 'data:text/html,<script>alert(1)</script>', 'data'],
  ['website', 'blob:https://a.example/x', 'a blob'],
  ['website', 'ftp://a.example', 'another scheme'],
  ['website', 'http://a.example', 'no TLS'],
  ['website', '//a.example', 'half a scheme'],
  ['website', 'https://localhost/', 'this machine'],
  ['website', 'https://a.localhost/', 'this machine'],
  ['website', 'https://127.0.0.1/', 'an address in numbers'],
  ['website', 'https://2130706433/', 'an address in numbers'],
  ['website', 'https://[::1]/', 'an address in numbers'],
  ['website', 'https://user:pass@a.example', 'credentials'],
  ['website', 'https://user@a.example', 'a name'],
  ['website', 'https://@a.example', 'an empty name'],
  ['website', 'anna@a.example', 'a mail address'],
  ['website', 'mailto:anna@a.example', 'a mail address'],
  ['website', 'https:\\\\a.example', 'backslashes'],
  ['website', 'https://a.example\\@b.example', 'a backslash'],
  ['website', 'https:a.example', 'half a scheme'],
  ['instagram', 'https://instagram.com@evil.example/', 'a name that looks like the host'],
  ['instagram', 'https://instagram.com.evil.example/', 'the host as a part'],
  ['instagram', 'https://evilinstagram.com/', 'the host as an ending'],
  ['instagram', 'https://evil.example/instagram.com', 'the host as a path'],
  ['instagram', 'https://evil.example/?https://instagram.com', 'the host as a query'],
  ['instagram', 'https://instagr\u0430m.com/alice', 'a Cyrillic letter'],
  ['x', 'https://\u0445.com/alice', 'a Cyrillic letter'],
  ['instagram', 'https://instagram.com:x/', 'a broken port'],
  ['website', 'https://', 'nothing'],
  ['website', '', 'nothing'],
  ['website', 'https://a.example/\nSet-Cookie:x', 'a line break'],
  ['website', 'https://a.exam\u00adple/', 'an unseen hyphen'],
  ['website', `https://a.example/${'x'.repeat(200)}`, 'too long'],
  ['website', `https://a.example/${'ü'.repeat(100)}`, 'too long once parsed'],
  ['website', null, 'null'],
  ['myspace', 'https://myspace.com/alice', 'an unknown network'],
  ['__proto__', 'https://a.example', 'no network'],
])('%s %j is refused: %s', async (network, address, _) => {
  // Parsed, so that __proto__ is a key like any other.
  const refused = await change(JSON.parse(`{"${network}":${JSON.stringify(address)}}`), me);
  expectProblem(refused, 400, 'invalid_request');
  expect(refused.body.errors.map(({ field }: { field: string }) => field)).toEqual([`social_links.${network}`]);
});

it('is still shown as it was where it is older than the rules', async () => {
  const link = { x: 'https://twitter.com/alice?s=20' };
  await db().doc(`users/${me.id}`).update({ social_links: link });
  expect((await get('/users/profile', me)).body.social_links).toEqual(link);
});
