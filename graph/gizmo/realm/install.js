// All of it put in place.

// Built-ins that list what an object holds: what they are given must not be huge.
const LISTING = {__proto__: null, keys: true, values: true, entries: true, getOwnPropertyNames: true, getOwnPropertyDescriptors: true,
  assign: true, freeze: true, seal: true, isFrozen: true, isSealed: true, preventExtensions: true, defineProperties: true, create: true,
  ownKeys: true};

const replaced = new Map_();
const note = (was, now) => { apply(mapSet, replaced, [was, now]); };
const hide = (o, k, value) => define(o, k, {__proto__: null, value, writable: true, enumerable: false, configurable: true});
const install = (o, table) => {
  const ks = ownKeys(table);
  for (let i = 0; i < ks.length; i++) {
    const d = descriptor(o, ks[i]);
    if (d === undefined) continue;
    note(d.value, table[ks[i]]);
    hide(o, ks[i], table[ks[i]]);
    note(table[ks[i]], table[ks[i]]);
  }
};
const notLong = v => { if (typeof v === 'string') long(v.length); return v; };
const framed = (f, check) => check
  ? {m(...args) { for (let i = 0; i < args.length; i++) notHuge(args[i]); return apply(f, this, args); }}.m
  : {m(...args) { return notLong(apply(f, this, args)); }}.m;
const wrap = (f, check) => {
  let w = apply(mapGet, replaced, [f]);
  if (w === undefined) {
    w = framed(f, check);
    hideName(w, f);
    note(f, w);
    note(w, w);
  }
  return w;
};
const hideName = (w, f) => define(w, 'name', {__proto__: null, value: f.name, writable: false, enumerable: false, configurable: true});
const wrapAll = o => {
  const ks = ownKeys(o), lists = o === Object_ || o === Reflect;
  for (let i = 0; i < ks.length; i++) {
    const k = ks[i], d = descriptor(o, k);
    if (k === 'constructor' || !d.configurable) continue;
    if (typeof d.value === 'function') {
      define(o, k, {__proto__: null, value: wrap(d.value, lists && LISTING[k] === true)});
    } else if (d.get !== undefined || d.set !== undefined) {
      define(o, k, {__proto__: null, get: d.get && wrap(d.get), set: d.set && wrap(d.set)});
    }
  }
};

install(Array.prototype, ARRAY);
install(Array, ARRAY_STATIC);
install(S, STRING);
install(String, STRING_STATIC);
install(R, REGEXP);
install(JSON, JSON_STATIC);
install(Function.prototype, FUNCTION);
install(Reflect, REFLECT);

const refused = (name, why) => function () { throw new TypeError(`${name} is not offered in a Gizmo program${why}`); };
const GONE = ['Proxy', 'BigInt', 'eval', 'ArrayBuffer', 'SharedArrayBuffer', 'DataView', 'Int8Array', 'Uint8Array', 'Uint8ClampedArray',
  'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array'];
for (let i = 0; i < GONE.length; i++) hide(globalThis, GONE[i], refused(GONE[i], ''));
const noFunction = refused('Function', ': write the function out');
const functions = [function () {}, function* () {}, async function () {}];
for (let i = 0; i < functions.length; i++) {
  const proto = getPrototypeOf(functions[i]);
  define(proto, 'constructor', {__proto__: null, value: noFunction, writable: false, configurable: false, enumerable: false});
  wrapAll(proto);
}
define(noFunction, 'prototype', {__proto__: null, value: Function.prototype, writable: false});
hide(globalThis, 'Function', noFunction);

// Iterators and generators, which no name leads to.
const hidden = [[][ITERATOR](), ''[ITERATOR](), new Map_()[ITERATOR](), new Set()[ITERATOR](), 'a'.matchAll(/a/g), (function* () {})()];
for (let i = 0; i < hidden.length; i++) {
  for (let p = getPrototypeOf(hidden[i]); p !== null && p !== Object_.prototype; p = getPrototypeOf(p)) wrapAll(p);
}

// Constructors, each with what it holds; inheritance and instanceof stay.
const CHECKS = {
  __proto__: null,
  Array: args => { if (args.length === 1 && typeof args[0] === 'number' && args[0] > MAX_LIST) stop('a list'); },
  RegExp: args => { if (typeof args[0] === 'string' && args[0].length > MAX_PATTERN) throw new SyntaxError(`a regular expression of more than ${MAX_PATTERN} characters`); },
};
const CONSTRUCTORS = ['Object', 'Array', 'String', 'Number', 'Boolean', 'RegExp', 'Date', 'Symbol', 'Map', 'Set', 'WeakMap', 'WeakSet', 'Promise',
  'Error', 'AggregateError', 'TypeError', 'ReferenceError', 'SyntaxError', 'RangeError', 'EvalError', 'URIError', 'GoError'];
const wrapped = new Map_();
for (let i = 0; i < CONSTRUCTORS.length; i++) {
  const name = CONSTRUCTORS[i], C = globalThis[name];
  if (C === undefined) continue;
  const check = CHECKS[name];
  const W = function (...args) {
    if (check !== undefined) check(args);
    return new.target === undefined ? apply(C, this, args) : construct(C, args, new.target === W ? C : new.target);
  };
  wrapAll(C);
  wrapAll(C.prototype);
  const ks = ownKeys(C);
  for (let j = 0; j < ks.length; j++) {
    if (ks[j] === 'prototype') define(W, 'prototype', {__proto__: null, value: C.prototype, writable: false});
    else if (ks[j] !== 'caller' && ks[j] !== 'arguments') define(W, ks[j], descriptor(C, ks[j]));
  }
  apply(mapSet, wrapped, [C, W]);
  const parent = apply(mapGet, wrapped, [getPrototypeOf(C)]);
  if (parent !== undefined) Object_.setPrototypeOf(W, parent);
  hide(C.prototype, 'constructor', W);
  hide(globalThis, name, W);
}
const SPACES = [Math, JSON, Reflect];
for (let i = 0; i < SPACES.length; i++) wrapAll(SPACES[i]);
const GLOBAL = ['isNaN', 'parseInt', 'parseFloat', 'isFinite', 'decodeURI', 'decodeURIComponent', 'encodeURI', 'encodeURIComponent', 'escape', 'unescape'];
for (let i = 0; i < GLOBAL.length; i++) hide(globalThis, GLOBAL[i], wrap(globalThis[GLOBAL[i]]));
