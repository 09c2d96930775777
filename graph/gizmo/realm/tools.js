// What the other parts of the realm work with: the built-ins as they were, and
// the conversions of the specification.
const {apply, construct, ownKeys, getPrototypeOf} = Reflect;
const {defineProperty: define, getOwnPropertyDescriptor: descriptor, keys: keysOf} = Object;
const {isArray} = Array, {min, max, trunc} = Math;
const {iterator: ITERATOR, match: MATCH, replace: REPLACE, search: SEARCH, split: SPLIT, matchAll: MATCHALL,
  isConcatSpreadable: SPREADABLE, hasInstance: HAS_INSTANCE} = Symbol;
const MAX_LIST = 1000000, MAX_ARGS = 50000, MAX_PATTERN = 10000;
const S = String.prototype, R = RegExp.prototype;
const {indexOf, substring, repeat, padStart, padEnd, lastIndexOf, includes, split, normalize, localeCompare} = S;
const join = Array.prototype.join;
const RegExp_ = RegExp, Map_ = Map, Object_ = Object;
const getter = k => descriptor(R, k).get;
const source = getter('source'), flagOf = {__proto__: null, g: getter('global'), i: getter('ignoreCase'), m: getter('multiline'),
  s: getter('dotAll'), u: getter('unicode'), y: getter('sticky')};
const stringify1 = JSON.stringify, parse = JSON.parse;
const numberValue = Number.prototype.valueOf, stringValue = S.valueOf, booleanValue = Boolean.prototype.valueOf;
const call0 = (f, self) => apply(f, self, []);

// Conversions of the specification.
const text = v => {
  if (typeof v === 'symbol') throw new TypeError('a symbol is no string');
  return `${v}`;
};
const integer = v => { v = +v; return v !== v ? 0 : trunc(v); };
const length = o => min(max(integer(o.length), 0), 9007199254740991);
const object = (v, name) => {
  if (v === null || v === undefined) throw new TypeError(`${name} called on ${v}`);
  return Object_(v);
};
const at = (v, n) => { v = integer(v); return v < 0 ? max(n + v, 0) : min(v, n); };
const end = (v, n) => v === undefined ? n : at(v, n);
const callable = (f, name) => {
  if (typeof f !== 'function') throw new TypeError(`${name}: expected a function`);
  return f;
};
const long = n => { if (n > MAX) stop('a string'); };
// put makes an own property, whatever setters the prototypes have got.
const put = (o, k, value) => {
  define(o, k, {__proto__: null, value, writable: true, enumerable: true, configurable: true});
};
const joined = parts => { // of an array of strings, made here
  let n = 0;
  for (let i = 0; i < parts.length; i++) n = n + parts[i].length;
  long(n);
  return apply(join, parts, ['']);
};

// list is an array-like as an array that nobody else holds.
const list = (a, most) => {
  if (a === null || a === undefined) return [];
  if (typeof a !== 'object' && typeof a !== 'function') throw new TypeError('expected a list of arguments');
  const n = length(a), out = [];
  if (n > most) throw new RangeError(`more than ${most} arguments`);
  for (let i = 0; i < n; i++) put(out, i, a[i]);
  return out;
};
const joinLists = (a, b) => {
  const out = [];
  for (let i = 0; i < a.length; i++) put(out, i, a[i]);
  for (let i = 0; i < b.length; i++) put(out, a.length + i, b[i]);
  return out;
};
const notHuge = v => {
  if (typeof v === 'string' ? v.length > MAX_LIST : isArray(v) && v.length > MAX_LIST) stop('a list');
};
