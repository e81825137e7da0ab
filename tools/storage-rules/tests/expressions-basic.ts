/** Literals and operators with their values; one row a line, see `rows()`. */
export const BASIC = String.raw`
  1 ⇒ 1
  -1 ⇒ -1
  1.5 ⇒ 1.5
  -0.5 ⇒ -0.5
  9223372036854775807 ⇒ 9223372036854775807
  -9223372036854775808 ⇒ -9223372036854775808
  true ⇒ true
  false ⇒ false
  null ⇒ null
  'a' ⇒ "a"
  "a" ⇒ "a"
  'it\'s' ⇒ "it's"
  "a\"b\\\n\t" ⇒ "a\"b\\\n\t"
  '\x41\u00e9\101' ⇒ "AéA"
  b'abc' ⇒ 616263
  b'é' ⇒ c3a9
  [] ⇒ []
  [1, 'a', [null],] ⇒ [1, "a", [null]]
  {} ⇒ {}
  {'a': 1, 'b': {'c': [2]}} ⇒ {"a": 1, "b": {"c": [2]}}
  {1: 2} ⇒ error
  1 /* a comment */ + 2 ⇒ 3

  1 + 2 ⇒ 3
  1 + 2.0 ⇒ 3.0
  0.5 + 0.5 ⇒ 1.0
  7 - 10 ⇒ -3
  1.5 - 1 ⇒ 0.5
  6 * 7 ⇒ 42
  1.5 * 2 ⇒ 3.0
  7 / 2 ⇒ 3
  -7 / 2 ⇒ -3
  7.0 / 2 ⇒ 3.5
  1 / 0 ⇒ error
  1 % 0 ⇒ error
  1.0 / 0 ⇒ Infinity
  7 % 3 ⇒ 1
  -7 % 3 ⇒ -1
  7.5 % 2 ⇒ 1.5
  9223372036854775807 + 1 ⇒ error
  -9223372036854775808 - 1 ⇒ error
  9223372036854775807 * 2 ⇒ error
  1 + 2 * 3 ⇒ 7
  (1 + 2) * 3 ⇒ 9
  10 - 3 - 2 ⇒ 5
  100 / 5 / 2 ⇒ 10
  -(1 + 2) ⇒ -3
  -'a' ⇒ error
  'a' + 'b' ⇒ "ab"
  'a' + 1 ⇒ error
  1 + 'a' ⇒ error
  [1] + [2] ⇒ error
  'a' * 2 ⇒ error
  null + 1 ⇒ error
  true + true ⇒ error

  1 == 1 ⇒ true
  1 == 2 ⇒ false
  1 == 1.0 ⇒ true
  1.5 == 1.5 ⇒ true
  1 == '1' ⇒ false
  1 != '1' ⇒ true
  null == null ⇒ true
  null == false ⇒ false
  null != 1 ⇒ true
  'a' == 'a' ⇒ true
  'a' == 'A' ⇒ false
  true == true ⇒ true
  [1, 2] == [1, 2] ⇒ true
  [1, 2] == [2, 1] ⇒ false
  [1] == [1.0] ⇒ false
  [1] == [1, 1] ⇒ false
  {'a': 1} == {'a': 1} ⇒ true
  {'a': 1, 'b': 2} == {'b': 2, 'a': 1} ⇒ true
  {'a': 1} == {'a': 2} ⇒ false
  {'a': 1} == {'b': 1} ⇒ false
  [1, 2].toSet() == [2, 1, 1].toSet() ⇒ true
  [1].toSet() == [1.0].toSet() ⇒ true
  [1].toSet() == [2].toSet() ⇒ false
  [1].toSet() == [1] ⇒ false
  b'a' == b'a' ⇒ true
  b'a' == b'b' ⇒ false
  /a/b == /a/b ⇒ true
  /a/b == /a/c ⇒ false
  /a/b == '/a/b' ⇒ false
  latlng.value(1, 2) == latlng.value(1.0, 2.0) ⇒ true
  latlng.value(1, 2) == latlng.value(1, 3) ⇒ false
  1 < 2 ⇒ true
  2 < 2 ⇒ false
  2 <= 2 ⇒ true
  1 < 1.5 ⇒ true
  2 > 1.5 ⇒ true
  2 >= 3 ⇒ false
  'a' < 'b' ⇒ true
  'b' <= 'a' ⇒ false
  b'a' < b'b' ⇒ true
  1 < 'a' ⇒ error
  'a' > 1 ⇒ error
  null < 1 ⇒ error
  true < false ⇒ error
  [1] < [2] ⇒ error
  float('NaN') == float('NaN') ⇒ false
  float('NaN') < 1 ⇒ false

  true && true ⇒ true
  true && false ⇒ false
  false || true ⇒ true
  false || false ⇒ false
  true || 1 / 0 == 1 ⇒ true
  1 / 0 == 1 || true ⇒ true
  false || 1 / 0 == 1 ⇒ error
  1 / 0 == 1 || false ⇒ error
  false && 1 / 0 == 1 ⇒ false
  1 / 0 == 1 && false ⇒ false
  true && 1 / 0 == 1 ⇒ error
  1 / 0 == 1 && true ⇒ error
  1 || true ⇒ true
  true || 1 ⇒ true
  false || 1 ⇒ error
  0 || false ⇒ error
  'a' && false ⇒ false
  true && null ⇒ error
  true || false && false ⇒ true
  (true || false) && false ⇒ false
  !true ⇒ false
  !!true ⇒ true
  !1 ⇒ error
  !null ⇒ error
  !false && false ⇒ false
  true ? 1 : 2 ⇒ 1
  false ? 1 : 2 ⇒ 2
  true ? 1 : 1 / 0 ⇒ 1
  1 ? 2 : 3 ⇒ error
  null ? 2 : 3 ⇒ error
  false ? 1 : true ? 2 : 3 ⇒ 2
  1 < 2 && 2 < 3 ? 'y' : 'n' ⇒ "y"

  1 in [1, 2] ⇒ true
  3 in [1, 2] ⇒ false
  1.0 in [1] ⇒ false
  1.0 in [1].toSet() ⇒ true
  'a' in {'a': 1} ⇒ true
  'b' in {'a': 1} ⇒ false
  1 in {'a': 1} ⇒ error
  'a' in ['a'].toSet() ⇒ true
  'a' in 'abc' ⇒ error
  1 in null ⇒ error
  !('b' in {'a': 1}) ⇒ true

  true is bool ⇒ true
  1 is int ⇒ true
  1 is float ⇒ false
  1 is number ⇒ true
  1.0 is float ⇒ true
  1.0 is int ⇒ false
  1.0 is number ⇒ true
  'a' is number ⇒ false
  'a' is string ⇒ true
  null is string ⇒ false
  [] is list ⇒ true
  [] is map ⇒ false
  {} is map ⇒ true
  [].toSet() is list ⇒ false
  [].toSet() is set ⇒ false
  b'' is bytes ⇒ true
  /a is path ⇒ true
  'a' is path ⇒ false
  request.time is timestamp ⇒ true
  duration.value(1, 's') is duration ⇒ true
  latlng.value(0, 0) is latlng ⇒ true
  1 / 0 is int ⇒ error

  [10, 20, 30][0] ⇒ 10
  [10, 20, 30][2] ⇒ 30
  [10, 20, 30][3] ⇒ error
  [10, 20, 30][-1] ⇒ error
  [10][1.0] ⇒ error
  'abc'[1] ⇒ "b"
  'abc'[3] ⇒ error
  {'a': 1}['a'] ⇒ 1
  {'a': 1}['b'] ⇒ error
  {'a': {'b': 2}}.a.b ⇒ 2
  {'a': 1}.b ⇒ error
  {'a': null}.a ⇒ null
  null.a ⇒ error
  'abc'.a ⇒ error
  1[0] ⇒ error
  [1, 2, 3][0:2] ⇒ [1, 2]
  [1, 2, 3][1:3] ⇒ [2, 3]
  [1, 2, 3][1:1] ⇒ []
  [1, 2, 3][0:4] ⇒ error
  [1, 2, 3][2:1] ⇒ error
  [1, 2, 3][-1:2] ⇒ error
  'abcdef'[0:3] ⇒ "abc"
  'abcdef'[4:6] ⇒ "ef"
  'abcdef'[4:7] ⇒ error
  'abc'['a':2] ⇒ error
  (/a/b/c)[1] ⇒ "b"
  (/a/b/c)[3] ⇒ error
  (/a/b/c)[1:3] ⇒ /b/c

  /databases/(default)/documents/users/$(request.auth.uid) ⇒ /databases/(default)/documents/users/u1
  /a/$(1 + 1)/$(true) ⇒ /a/2/true
  /$('a')/b ⇒ /a/b
  /a/$(/b/c)/d ⇒ /a/b/c/d
  /a/$([1]) ⇒ error
  path('a/b') ⇒ /a/b
  path('/a/b') == /a/b ⇒ true
  path('a//b') ⇒ error
  path('') ⇒ error
  path(1) ⇒ error
  /a/$(path('b/c')) ⇒ /a/b/c
  rest ⇒ /a.png
  rest[0] ⇒ "a.png"
  uid ⇒ "u1"
  bucket ⇒ "demo.appspot.com"

  ''.size() ⇒ 0
  'aé😀'.size() ⇒ 4
  'ABC'.lower() ⇒ "abc"
  'abcÉ'.upper() ⇒ "ABCÉ"
  'É'.lower() ⇒ "É"
  '  a b\n'.trim() ⇒ "a b"
  'é'.toUtf8() ⇒ c3a9
  'a,b,c'.split(',') ⇒ ["a", "b", "c"]
  'a,b,,'.split(',') ⇒ ["a", "b"]
  ',a'.split(',') ⇒ ["", "a"]
  ','.split(',') ⇒ [""]
  'a1b22c'.split('[0-9]+') ⇒ ["a", "b", "c"]
  'a.b'.split('.') ⇒ [""]
  'a.b'.split('[.]') ⇒ ["a", "b"]
  'a1b'.split('([0-9])') ⇒ ["a", "b"]
  'banana'.replace('a', 'o') ⇒ "bonono"
  'a.b'.replace('[.]', '-') ⇒ "a-b"
  'john smith'.replace('(\\w+) (\\w+)', '$2 $1') ⇒ "smith john"
  'a'.replace('a', '\\$1') ⇒ "$1"
  'a'.replace('a', '$1') ⇒ error
  'a'.matches('a') ⇒ true
  'ab'.matches('a') ⇒ false
  'ba'.matches('a') ⇒ false
  'ab'.matches('a|b') ⇒ false
  'user@domain.com'.matches('.*@domain[.]com') ⇒ true
  'image/png'.matches('image/.*') ⇒ true
  'text/image/png'.matches('image/.*') ⇒ false
  'a\nb'.matches('a.b') ⇒ false
  'a\nb'.matches('(?s)a.b') ⇒ true
  'a\rb'.matches('a.b') ⇒ true
  'a\n'.matches('a$') ⇒ false
  'ABC'.matches('(?i)abc') ⇒ true
  'aBC'.matches('a(?i:bc)') ⇒ true
  'ABC'.matches('a(?i:bc)') ⇒ false
  '😀'.matches('.') ⇒ true
  'é'.matches('\\w') ⇒ false
  'é'.matches('\\pL') ⇒ true
  'α'.matches('\\p{Greek}') ⇒ true
  'a'.matches('\\p{Greek}') ⇒ false
  '\u00a0'.matches('\\s') ⇒ false
  'a_1'.matches('[[:word:]]+') ⇒ true
  'a-1'.matches('[[:word:]]+') ⇒ false
  'a-b.c'.matches('[\\w-.]+') ⇒ true
  'a]b'.matches('[]ab]+') ⇒ true
  'a[b'.matches('[a[b]+') ⇒ true
  'a{b}'.matches('a{b}') ⇒ true
  'aaa'.matches('a{2,3}') ⇒ true
  'a'.matches('a{2,3}') ⇒ false
  'a-b'.matches('a\\-b') ⇒ true
  'é'.matches('\\x{e9}') ⇒ true
  'ab'.matches('\\Aab\\z') ⇒ true
  'ab'.matches('(?P<x>a)b') ⇒ true
  'ab'.matches('a' + '(?=b)b') ⇒ error
  'aa'.matches('(a)' + '\\1') ⇒ error
  'a'.matches('a' + ')|(b') ⇒ error
  'a'.matches('a' + '**') ⇒ error
  'a'.matches('\\Q' + 'a') ⇒ error
  'a'.matches('(?' + 'm)a') ⇒ error
  'a'.matches('[' + 'a') ⇒ error
  'a'.matches(1) ⇒ error
  1.matches('a') ⇒ error
  null.matches('a') ⇒ error
`;
