/** Methods and functions of the types with their values; one row a line, see `rows()`. */
export const TYPES = `
  b'abc'.size() ⇒ 3
  b'abc'.toBase64() ⇒ "YWJj"
  b'a>?>'.toBase64() ⇒ "YT4_Pg=="
  b'é'.toHexString() ⇒ "C3A9"

  [1, 2].size() ⇒ 2
  ['a', 'b'].hasAll(['a']) ⇒ true
  ['a', 'b'].hasAll(['a', 'c']) ⇒ false
  ['a', 'b'].hasAny(['b', 'c']) ⇒ true
  ['a', 'b'].hasAny(['c']) ⇒ false
  ['a', 'b'].hasOnly(['a', 'c']) ⇒ false
  ['a', 'b'].hasOnly(['a', 'b', 'c']) ⇒ true
  ['a', 'a', 'b'].hasOnly(['a', 'b', 'b']) ⇒ true
  [1].hasAll([1.0]) ⇒ false
  [1].hasAll([1].toSet()) ⇒ error
  [1, 'a', 2.0, null, true].join('-') ⇒ "1-a-2.0-null-true"
  [[1]].join('-') ⇒ error
  [1].concat([2, 1]) ⇒ [1, 2, 1]
  [1, 2, 1, 3].removeAll([1]) ⇒ [2, 3]
  [1, 2, 1].toSet() ⇒ set[1, 2]
  ['a', 'b'].toSet().size() ⇒ 2
  ['a', 'b'].toSet().difference(['a', 'c'].toSet()) ⇒ set["b"]
  ['a', 'b'].toSet().intersection(['a', 'c'].toSet()) ⇒ set["a"]
  ['a', 'b'].toSet().union(['a', 'c'].toSet()) ⇒ set["a", "b", "c"]
  ['a'].toSet().union(['b']) ⇒ error
  ['d', 'e', 'f'].toSet().hasAll(['d', 'e']) ⇒ true
  ['a', 'b'].toSet().hasAll(['a', 'c']) ⇒ false
  ['a', 'b'].toSet().hasAny(['c', 'd'].toSet()) ⇒ false
  ['a', 'b'].toSet().hasAny(['a', 'c'].toSet()) ⇒ true
  ['a', 'b'].toSet().hasOnly(['a', 'c']) ⇒ false
  ['a', 'b'].toSet().hasOnly(['a', 'b', 'c']) ⇒ true
  ['a'].toSet().join(',') ⇒ error

  {'b': 1, 'a': 2}.keys() ⇒ ["a", "b"]
  {'b': 1, 'a': 2}.values() ⇒ [1, 2]
  {'a': 1}.size() ⇒ 1
  {'a': 1}.get('a', 2) ⇒ 1
  {'a': 1}.get('b', 2) ⇒ 2
  {'a': null}.get('a', 2) ⇒ null
  {'a': {'b': 1}}.get(['a', 'b'], 2) ⇒ 1
  {'a': {'b': 1}}.get(['a', 'c'], 2) ⇒ 2
  {'a': 1}.get(['a', 'c'], 2) ⇒ 2
  {'a': 1}.get(1, 2) ⇒ error
  {'a': 1}.get([1], 2) ⇒ error
  {'a': 1}.diff({}).addedKeys() ⇒ set["a"]
  {}.diff({'a': 1}).removedKeys() ⇒ set["a"]
  {'a': 0}.diff({'a': 1, 'b': 4}).changedKeys() ⇒ set["a"]
  {'a': 0, 'b': 1}.diff({'a': 0, 'b': 2}).unchangedKeys() ⇒ set["a"]
  {'a': 0, 'c': 0, 'u': 0}.diff({'r': 0, 'c': 1, 'u': 0}).affectedKeys() == ['a', 'r', 'c'].toSet() ⇒ true
  {'a': 1}.diff([]) ⇒ error

  request.time.year() ⇒ 2026
  request.time.month() ⇒ 11
  request.time.day() ⇒ 22
  request.time.hours() ⇒ 13
  request.time.minutes() ⇒ 14
  request.time.seconds() ⇒ 15
  request.time.nanos() ⇒ 678000000
  request.time.dayOfWeek() ⇒ 7
  timestamp.date(2026, 11, 23).dayOfWeek() ⇒ 1
  request.time.dayOfYear() ⇒ 326
  timestamp.date(2024, 12, 31).dayOfYear() ⇒ 366
  request.time.toMillis() ⇒ 1795353255678
  request.time.date() ⇒ 2026-11-22T00:00:00.000Z
  request.time.time() == duration.time(13, 14, 15, 678000000) ⇒ true
  request.time == timestamp.value(1795353255678) ⇒ true
  request.time > timestamp.date(2026, 11, 22) ⇒ true
  request.time < timestamp.date(2026, 11, 22) ⇒ false
  request.time < 5 ⇒ error
  timestamp.date(2026, 1, 31) + duration.value(1, 'd') ⇒ 2026-02-01T00:00:00.000Z
  duration.value(1, 'h') + timestamp.date(2026, 1, 31) ⇒ 2026-01-31T01:00:00.000Z
  timestamp.date(2026, 2, 1) - duration.value(1, 'w') ⇒ 2026-01-25T00:00:00.000Z
  timestamp.date(2026, 2, 1) - timestamp.date(2026, 1, 31) == duration.value(24, 'h') ⇒ true
  timestamp.date(2026, 2, 1) + timestamp.date(2026, 1, 31) ⇒ error
  timestamp.date(2026, 2, 1) + 1 ⇒ error
  timestamp.date(2026, 2, 30) ⇒ error
  timestamp.date(2026, 13, 1) ⇒ error
  timestamp.date(0, 1, 1) ⇒ error
  timestamp.date(1, 1, 1).year() ⇒ 1
  timestamp.value(-1).toMillis() ⇒ -1
  timestamp.value(-1).nanos() ⇒ 999000000
  timestamp.value(0) ⇒ 1970-01-01T00:00:00.000Z
  timestamp.value('2026-11-22T10:00:00.5+01:00') ⇒ 2026-11-22T09:00:00.500Z
  timestamp.value('yesterday') ⇒ error
  timestamp.value(999999999999999) ⇒ error

  duration.value(90, 'm') ⇒ 5400000000000ns
  duration.value(1, 'w') == duration.value(7, 'd') ⇒ true
  duration.value(5, 'ms').nanos() ⇒ 5000000
  duration.value(5, 'ns') ⇒ 5ns
  duration.value(1, 'y') ⇒ error
  duration.value(1.5, 's') ⇒ error
  duration.time(1, 1, 1, 5).seconds() ⇒ 3661
  duration.time(1, 1, 1, 5).nanos() ⇒ 5
  duration.abs(duration.value(-3, 's')) ⇒ 3000000000ns
  -duration.value(3, 's') ⇒ -3000000000ns
  duration.value(1, 's') + duration.value(1, 's') ⇒ 2000000000ns
  duration.value(1, 's') - duration.value(3, 's') ⇒ -2000000000ns
  duration.value(1, 's') < duration.value(1, 'm') ⇒ true
  duration.value(99999999, 'w') ⇒ error

  latlng.value(1.5, 2).latitude() ⇒ 1.5
  latlng.value(1.5, 2).longitude() ⇒ 2.0
  latlng.value(91, 0) ⇒ error
  latlng.value(0, 181) ⇒ error
  latlng.value(0, 0).distance(latlng.value(0, 0)) ⇒ 0.0
  math.round(latlng.value(0, 0).distance(latlng.value(0, 1))) ⇒ 111195

  math.abs(-3) ⇒ 3
  math.abs(-3.5) ⇒ 3.5
  math.ceil(1.2) ⇒ 2.0
  math.floor(-1.2) ⇒ -2.0
  math.round(2.5) ⇒ 3
  math.round(-2.5) ⇒ -2
  math.round(7) ⇒ 7
  math.sqrt(9) ⇒ 3.0
  math.pow(2, 10) ⇒ 1024.0
  math.isNaN(float('NaN')) ⇒ true
  math.isNaN(1) ⇒ false
  math.isInfinite(1.0 / 0) ⇒ true
  math.isInfinite(1) ⇒ false
  math.abs('a') ⇒ error

  hashing.md5('hello').toHexString() ⇒ "5D41402ABC4B2A76B9719D911017C592"
  hashing.sha256(b'').toHexString() ⇒ "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855"
  hashing.crc32('123456789').toHexString() ⇒ "2639F4CB"
  hashing.crc32c('123456789').toHexString() ⇒ "839206E3"
  hashing.md5(1) ⇒ error

  int('12') ⇒ 12
  int('-12') ⇒ -12
  int('1.5') ⇒ error
  int(2.9) ⇒ 2
  int(-2.9) ⇒ -2
  int('9223372036854775808') ⇒ error
  int(true) ⇒ error
  float('1.5') ⇒ 1.5
  float(2) ⇒ 2.0
  float('1e3') ⇒ 1000.0
  float('abc') ⇒ error
  float('') ⇒ error
  string(true) ⇒ "true"
  string(1) ⇒ "1"
  string(2.0) ⇒ "2.0"
  string(1.0 * 10000000) ⇒ "1.0E7"
  string(0.0001) ⇒ "1.0E-4"
  string(null) ⇒ "null"
  string(/a/b) ⇒ "/a/b"
  string([1]) ⇒ error
  bool('true') ⇒ true
  bool('false') ⇒ false
  bool('yes') ⇒ error
  bool(1) ⇒ error
  debug(5) + 1 ⇒ 5,6

  request.auth.uid == uid ⇒ true
  request.auth.token.level ⇒ 3
  request.auth.token.ratio ⇒ 0.5
  request.auth.token.missing ⇒ error
  request.auth.token.get('missing', 0) ⇒ 0
  request.path ⇒ /b/demo/o/avatars/u1/a.png
  request.params ⇒ error
  request.resource.size < 5 * 1024 * 1024 ⇒ true
  request.resource.contentEncoding ⇒ null
  request.resource.metadata.owner ⇒ "u1"
  request.resource.md5Hash ⇒ error
  resource ⇒ null
  resource.size ⇒ error
  resource == null || resource.size > 0 ⇒ true
  firestore.get(/users/u1) ⇒ error
  firestore.get('/databases/(default)/documents/users/u1') ⇒ error
  firestore.exists(/databases/(default)/documents/users) ⇒ error
  firestore.exists(/databases/(default)/documents/users/$('..')) ⇒ error
  firestore.exists(/databases/(default)/documents/users/$('a/b')) ⇒ error
  firestore.exists(/databases/(default)/documents/users/$('')) ⇒ error
`;
