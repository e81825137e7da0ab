import { beforeAll, describe, expect, it } from 'vitest';
import { get, newPerson, type Person, patch, useApi } from '../support/api.ts';

useApi();

const WORLD = {
  rafal: { display_name: 'Rafał Łuk' },
  soren: { display_name: 'Søren Æbelø', location: 'Malmö' },
  dorde: { display_name: 'Đorđe Đurić' },
  isik: { display_name: 'Işık İnce' },
  kostas: { display_name: 'Κώστας Παπαδάς' },
  gross: { display_name: 'Jan Groß', location: 'São Paulo, BR' },
  thor: { display_name: 'Þór Œuvrard' },
  alena: { display_name: 'Алёна Йовович' },
  ahmad: { display_name: 'أَحْمَد الرّضـــا', location: 'القاهرة' },
  reza: { display_name: 'علی\u200cرضا کریمی' },
  shalom: { display_name: 'שָׁלוֹם כֹּהֵן' },
  taro: { display_name: '山田太郎', company_name: 'ヤマダ' },
  minsu: { display_name: '김민수' },
  sita: { display_name: 'सीता शर्मा' },
  wide: { display_name: 'Ｆｕｌｌｗｉｄｔｈ', company_name: 'ﬁne arts' },
  bobs: { display_name: 'Bob’s Roastery', location: 'Portland, US' },
  obrien: { display_name: "Conan O'Brien" },
  alice: { display_name: 'Alice Moreau', business_category: 'Travel', location: 'New York, US' },
  ana: { display_name: 'Ana Maria Silva', company_name: 'YouTube Friends' },
  annLeeLong: { display_name: 'Somebody' },
  jean_luc: { display_name: 'Jean-Luc', company_name: 'U.S.A. Films' },
};

let me: Person;
beforeAll(async () => {
  for (const [username, profile] of Object.entries(WORLD)) {
    const person = await newPerson({ username });
    expect((await patch('/users/profile', profile, person)).status).toBe(200);
    if (username === 'alice') me = person;
  }
});

describe('a search finds', () => {
  it.each<[string, string[], string[]]>([
    ['letters that don’t decompose', ['rafal', 'luk', 'Łuk', 'RAFAŁ'], ['rafal']],
    ['Danish letters', ['soren', 'søren', 'aebelo', 'ÆBELØ'], ['soren']],
    ['Serbian letters and an Icelandic one', ['dorde', 'đorđe', 'duric', 'ÐURIĆ'], ['dorde']],
    ['letters spelled out', ['soeren', 'aebeloe', 'soeren aebel'], ['soren']],
    ['another language’s letters spelled out', ['djordje', 'Djuric'], ['dorde']],
    ['Turkish letters', ['ışık', 'isik', 'ISIK', 'IŞIK', 'Işık', 'ince', 'İNCE'], ['isik']],
    ['a final sigma', ['ΚΩΣ', 'κωστας', 'ΚΩΣΤΑΣ', 'παπαδας'], ['kostas']],
    ['a sharp s', ['gross', 'GROẞ', 'groß'], ['gross']],
    ['ligatures', ['thor', 'oeuvrard', 'Œuv'], ['thor']],
    ['Cyrillic with dots or without', ['алена', 'Алёна', 'АЛЁНА', 'йовович'], ['alena']],
    ['Arabic in any spelling', ['احمد', 'أحمد', 'الرضا', 'القاهره'], ['ahmad']],
    ['Persian, its joiner typed or not', ['علی\u200cرضا', 'علیرضا', 'على رضا', 'كريمي'], ['reza']],
    ['Hebrew without vowels, and a final letter', ['שלום', 'שלומ', 'כהן'], ['shalom']],
    ['a given name that no space parts', ['太郎', '山田', 'やまだ', 'ﾔﾏﾀﾞ'], ['taro']],
    ['Korean syllables as they are typed', ['김', '김미', '민수'], ['minsu']],
    ['Indic vowels', ['सीता', 'शर्मा'], ['sita']],
    ['full width, and ligatures of type', ['fullwidth', 'Ｆｕｌｌ', 'fine'], ['wide']],
    ['an apostrophe, typed or not', ['bobs', 'bob’s', "bob's", 'bob'], ['bobs']],
    ['a part behind an apostrophe', ['brien', 'obrien', "O'Brien"], ['obrien']],
    ['two words in any order', ['moreau alice', 'alice moreau', 'Moreau, Al'], ['alice']],
    ['the family name first', ['silva ana maria', 'ana maria silva', 'silva ana', 'ana silva'], ['ana']],
    ['a place', ['portland', 'PORTLAND, us'], ['bobs']],
    ['a place without its accents', ['malmo', 'Malmö'], ['soren']],
    ['a place of two words', ['Sao Paulo', 'são paulo', 'paulo sao'], ['gross']],
    ['a name and a place or a trade', ['alice york', 'york alice', 'travel moreau'], ['alice']],
    ['words within a word', ['annleelong', 'lee', 'AnnLee', 'youtube'], []],
    ['what a sign parts, together too', ['jeanluc', 'jean luc', 'luc', 'jean-luc', 'usa'], ['jean_luc']],
    ['a username with its sign', ['@alice'], ['alice']],
  ])('%s', async (_, searches, usernames) => {
    for (const search of searches) {
      const reply = await get(`/users?search=${encodeURIComponent(search)}`, me);
      const found = reply.body.map(({ username }: { username: string }) => username);
      if (usernames.length > 0) expect([search, found]).toEqual([search, usernames]);
      else expect([search, found.length]).toEqual([search, 1]);
      // What is shown, and who is hidden from whom.
      expect(reply.cost).toEqual({ reads: found.length + 1, writes: 0, deletes: 0, trips: 1 });
    }
  });

  it.each(['moreau bob', 'alice portland', 'silva york'])('nobody for words of two people: %s', async (search) => {
    expect((await get(`/users?search=${encodeURIComponent(search)}`, me)).body).toEqual([]);
  });

  it('the one who asks, too: what others see of oneself is worth a look', async () => {
    expect((await get('/users?search=alice', me)).body).toMatchObject([{ id: me.id }]);
  });

  it('takes no notice of spaces around, and refuses what is too long', async () => {
    expect((await get(`/users?search=${encodeURIComponent(` alice${' '.repeat(60)}`)}`, me)).body).toHaveLength(1);
    expect((await get(`/users?search=${'x'.repeat(51)}`, me)).status).toBe(400);
    expect((await get(`/users?search=${encodeURIComponent('é'.normalize('NFD').repeat(50))}`, me)).status).toBe(200);
  });
});
