import { base, en, Faker } from '@faker-js/faker';
import { describe, expect, it } from 'vitest';
import { hasTick, soundsLikeInfloo } from '../../functions/src/contract/lookalikes.ts';
import { RESERVED_USERNAMES, usernameFault } from '../../functions/src/contract/usernames.ts';
import { routes } from '../../functions/src/routes.ts';
import { ProfilePatch, Username } from '../../functions/src/users/schema.ts';
import { makePeople } from '../../tools/demo/people/people.ts';

describe('a username', () => {
  it.each([
    ...['mia', 'mia.weiss', 'mia_weiss', '_mia', 'mia_', 'Mia77', '1234', 'alice.me', 'a_b.c'],
    ...['robot', 'helpful', 'staffan', 'systema', 'system_of_a_down', 'floor.guy', 'kevin.flooring', 'infloor_heat'],
  ])('can be %s', (name) => expect(usernameFault(name)).toBeNull());

  it.each([
    ...['infloo', 'infloo.support', 'infloo_official', 'teaminfloo', 'Infloo2026', 'lnfloo', '1nfl00', 'i_n_f_l_o_o'],
    ...[
      'support_',
      '_support',
      'Supp0rt',
      'support24',
      'suppOrt_team',
      'adMin.team',
      'the_staFf',
      'Support7Team',
      'the_real.support',
      'help.me',
      'helpdesk_team',
    ],
    ...['admin_', 'adm1n', 'adrnin', 'ADMIN.1', 'offlcial', 'root66', 'me_', 'pr0file', 'p.r.o.f.i.l.e', 'available'],
    ...['robots.txt', 'favicon.ico', 'index.html', 'anna.js', 'a.PNG', 'sitemap.xml', 'mia.php'],
  ])('can’t be %s', (name) => expect(usernameFault(name)).toBe('This username is not available.'));

  it.each(['.alice', 'alice.', '..', '...', '._.', 'a..b', 'a__b', 'a._b', '__x__'])(
    'is written otherwise than %s',
    (name) => {
      expect(usernameFault(name)).toMatch(/^At least|^No dot at either end/);
    },
  );

  it.each([...RESERVED_USERNAMES])('can’t be %s, in capitals or with a line at its end', (word) => {
    for (const name of [word, word.toUpperCase(), `${word}_`, `_${word}`]) expect(usernameFault(name)).not.toBeNull();
  });

  it('can’t be a path word of a route, nor look like one', () => {
    const words = routes.flatMap(({ path }) => /^\/users\/(\w+)/.exec(path)?.[1] ?? []);
    expect(words).toContain('available');
    for (const word of words)
      for (const name of [word, `${word}_`, `_${word}`]) expect(usernameFault(name)).not.toBeNull();
  });

  it.each([
    [' mia.weiss ', 'mia.weiss'],
    ['@mia', 'mia'],
    ['\u2068mia\u2069', 'mia'],
    ['ｍｉａ', 'mia'],
  ])('%j is taken as %s', (typed, name) => expect(Username.parse(typed)).toBe(name));
});

describe('a name that reads as Infloo', () => {
  it.each([
    ...[
      'Infloo',
      'INFLOO',
      'Infloo Support',
      'The Infloo Team',
      'InflooOfficial',
      'Infloo!',
      'Infloo™',
      '"Infloo"',
      'Team·Infloo',
    ],
    ...['lnfloo', '1nfloo', 'Infl00', '|nfloo', 'І n f l o o', 'In-Floo', 'inf.loo', 'Inﬂoo', 'Ínflöö', 'In\u0337floo'],
    ...[
      'Inflоо',
      'Ιnflοο',
      'ІИFLОО',
      'inſloo',
      'ɪɴꜰʟᴏᴏ',
      'ＩＮＦＬＯＯ',
      '𝐈𝐧𝐟𝐥𝐨𝐨',
      'ⓘⓝⓕⓛⓞⓞ',
      '🅸🅽🅵🅻🅾🅾',
      '🇮 🇳 🇫 🇱 🇴 🇴',
      'Infl⭕⭕',
    ],
  ])('%s', (name) => expect(soundsLikeInfloo(name)).toBe(true));

  it.each([
    ...[
      'Kevin Flooring',
      'Kevin Floo',
      'Flooring',
      'Infloor Heating',
      'In Flood Relief',
      'DarwinFloors',
      'Martin Floors',
    ],
    ...['Influencer', 'Inflow', 'Inflo', 'Anna', 'Müller & Söhne', '山田太郎', 'علی'],
  ])('isn’t %s', (name) => expect(soundsLikeInfloo(name)).toBe(false));
});

describe('a tick', () => {
  it.each(['✓', '✔', '✔️', '☑', '☑️', '✅', '🗸', '🗹', '√', 'ꪜ'])('%s could be taken for the badge', (tick) => {
    expect(hasTick(`Brand ${tick}`)).toBe(true);
  });
  it.each(['Brand', 'Brand ⭐', 'ꪀꪜ', '❤️', 'V', '№ 1'])('is not in %s', (name) => expect(hasTick(name)).toBe(false));
});

it('the demo world keeps to the rules', () => {
  const faker = new Faker({ locale: [en, base], seed: 7 });
  for (const { profile } of makePeople(faker, 2_000, Date.UTC(2026, 10, 1))) {
    const { username, display_name, bio, company_name, business_category, location, social_links } = profile;
    const fields = { display_name, bio, company_name, business_category, location, social_links };
    expect([usernameFault(username), ProfilePatch.safeParse(fields)]).toEqual([null, { success: true, data: fields }]);
  }
});
