import fc from 'fast-check';
import { expect, it } from 'vitest';
import { linkOf, SOCIAL_NETWORKS, type SocialNetwork } from '../../functions/src/contract/links.ts';

const NETWORKS = Object.keys(SOCIAL_NETWORKS) as SocialNetwork[];

/** What looks like an address, rather than any text: pieces that parsers disagree about. */
const typed = fc
  .array(
    fc.constantFrom(
      ...[
        'https://',
        'http://',
        'HTTPS:',
        '//',
        '/',
        '\\',
        '@',
        ':',
        '.',
        '..',
        '?',
        '#',
        '%2f',
        '%00',
        '%zz',
        ' ',
        '\t',
        '\u200b',
      ],
      ...[
        'www.',
        'instagram.com',
        'x.com',
        'youtube.com',
        'evil.example',
        'anna',
        'in/',
        'watch?v=1',
        '&si=2',
        'ü',
        '中',
        '8443',
      ],
      ...['\u3002', '\uff0f', '\u2044', '\ud83d\ude00', '127.0.0.1', '[::1]', 'javascript:', 'user:pass@'],
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

it('is https at a public host of the network, reads the same to every parser, and stays when it is saved again', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...NETWORKS),
      fc.oneof(typed, fc.webUrl(), fc.string({ unit: 'grapheme' })),
      (network, text) => {
        const link = linkOf(network, text);
        if (link === null) return;
        const url = new URL(link);
        expect(url.href).toBe(link);
        expect(link).toMatch(/^https:\/\/[a-z0-9.:_-]+\/[!-~]*$/);
        expect(link).not.toMatch(/[\\<>"]|^https:\/\/[^/]*@/);
        expect([url.protocol, url.username, url.password]).toEqual(['https:', '', '']);
        const hosts = SOCIAL_NETWORKS[network]?.hosts as readonly string[] | undefined;
        if (hosts) expect(hosts.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`))).toBe(true);
        expect(linkOf(network, link)).toBe(link);
      },
    ),
    { numRuns: 20_000, seed: 42 },
  );
});

it('needs no URL.parse, which phones before 2024 lack', () => {
  const { parse } = URL;
  try {
    Reflect.deleteProperty(URL, 'parse');
    expect(linkOf('website', 'a.example')).toBe('https://a.example/');
    expect(linkOf('website', 'https://')).toBeNull();
  } finally {
    URL.parse = parse;
  }
});
