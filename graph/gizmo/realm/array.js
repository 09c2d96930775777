// Array.prototype, by the specification but for species: what makes an array
// makes a plain one.
const found = (self, f, back, name) => {
  const o = object(self, name), n = length(o);
  callable(f, name);
  return {o, n, from: back ? n - 1 : 0, to: back ? -1 : n, by: back ? -1 : 1};
};
const sameZero = (a, b) => a === b || a !== a && b !== b;
const order = compare => (a, b) => {
  if (a === undefined || b === undefined) return (a === undefined ? 1 : 0) - (b === undefined ? 1 : 0);
  if (compare !== undefined) { const c = +compare(a, b); return c !== c ? 0 : c; }
  const x = text(a), y = text(b);
  return x < y ? -1 : x > y ? 1 : 0;
};
const sorted = (a, compare) => { // a merge sort, stable
  let n = a.length, from = a, to = [];
  const less = order(compare);
  for (let width = 1; width < n; width = 2 * width) {
    for (let lo = 0; lo < n; lo = lo + 2 * width) {
      const mid = min(lo + width, n), hi = min(lo + 2 * width, n);
      let i = lo, j = mid;
      for (let k = lo; k < hi; k++) put(to, k, j >= hi || i < mid && less(from[i], from[j]) <= 0 ? from[i++] : from[j++]);
    }
    const t = from; from = to; to = t;
  }
  return from;
};
const joining = new Map_(); // arrays whose join is on its way: a loop among them is ''
const {set: mapSet, delete: mapDelete, has: mapHas, get: mapGet} = Map_.prototype;
const joinAll = (self, separator, each) => {
  const o = object(self, 'join');
  if (apply(mapHas, joining, [o])) return '';
  apply(mapSet, joining, [o, true]);
  try {
    const n = length(o), sep = separator === undefined ? ',' : text(separator), parts = [];
    let size = 0;
    for (let i = 0; i < n; i++) {
      const v = o[i], s = v === undefined || v === null ? '' : each(v);
      size = size + s.length + sep.length;
      long(size - sep.length);
      put(parts, i, s);
    }
    return apply(join, parts, [sep]);
  } finally {
    apply(mapDelete, joining, [o]);
  }
};
const flatten = (out, o, depth, f, self) => {
  const n = length(o);
  for (let i = 0; i < n; i++) {
    if (!(i in o)) continue;
    const v = f === undefined ? o[i] : apply(f, self, [o[i], i, o]);
    if (depth > 0 && isArray(v)) flatten(out, v, depth - 1);
    else put(out, out.length, v);
  }
  return out;
};
const range = (self, from, to) => {
  const o = object(self, 'slice'), n = length(o), b = end(to, n), out = [];
  let k = 0;
  for (let i = at(from, n); i < b; i++, k++) if (i in o) put(out, k, o[i]);
  out.length = k;
  return out;
};
const spliced = (o, n, from, count, items, out) => { // out gets all of o, changed
  for (let i = 0; i < from; i++) put(out, i, o[i]);
  for (let i = 0; i < items.length; i++) put(out, from + i, items[i]);
  for (let i = from + count, k = from + items.length; i < n; i++, k++) put(out, k, o[i]);
  return out;
};
const howMany = (argc, from, count, n) => argc === 0 ? 0 : argc === 1 ? n - from : min(max(integer(count), 0), n - from);
const shiftItems = (o, n, from, count, added) => { // makes room for added items where count were
  const by = added - count;
  if (by < 0) {
    for (let i = from + count; i < n; i++) if (i in o) o[i + by] = o[i]; else delete o[i + by];
    for (let i = n - 1; i >= n + by; i--) delete o[i];
  } else if (by > 0) {
    for (let i = n - 1; i >= from + count; i--) if (i in o) o[i + by] = o[i]; else delete o[i + by];
  }
};
const ARRAY = {
  concat(...items) {
    const out = [], all = joinLists([object(this, 'concat')], items);
    let n = 0;
    for (let i = 0; i < all.length; i++) {
      const v = all[i], spread = v !== null && typeof v === 'object' && (v[SPREADABLE] === undefined ? isArray(v) : v[SPREADABLE]);
      if (!spread) { put(out, n++, v); continue; }
      for (let j = 0, m = length(v); j < m; j++, n++) if (j in v) put(out, n, v[j]);
    }
    out.length = n;
    return out;
  },
  copyWithin(target, from, to) {
    const o = object(this, 'copyWithin'), n = length(o), copy = range(o, from, to);
    let t = at(target, n);
    for (let i = 0; i < copy.length && t < n; i++, t++) if (i in copy) o[t] = copy[i]; else delete o[t];
    return o;
  },
  fill(value, from, to) {
    const o = object(this, 'fill'), n = length(o), b = end(to, n);
    for (let i = at(from, n); i < b; i++) o[i] = value;
    return o;
  },
  every(f, self) { const {o, n} = found(this, f, false, 'every'); for (let i = 0; i < n; i++) if (i in o && !apply(f, self, [o[i], i, o])) return false; return true; },
  some(f, self) { const {o, n} = found(this, f, false, 'some'); for (let i = 0; i < n; i++) if (i in o && apply(f, self, [o[i], i, o])) return true; return false; },
  forEach(f, self) { const {o, n} = found(this, f, false, 'forEach'); for (let i = 0; i < n; i++) if (i in o) apply(f, self, [o[i], i, o]); },
  map(f, self) {
    const {o, n} = found(this, f, false, 'map'), out = [];
    for (let i = 0; i < n; i++) if (i in o) put(out, i, apply(f, self, [o[i], i, o]));
    out.length = n;
    return out;
  },
  filter(f, self) {
    const {o, n} = found(this, f, false, 'filter'), out = [];
    for (let i = 0; i < n; i++) { if (!(i in o)) continue; const v = o[i]; if (apply(f, self, [v, i, o])) put(out, out.length, v); }
    return out;
  },
  find(f, self) { const {o, n} = found(this, f, false, 'find'); for (let i = 0; i < n; i++) { const v = o[i]; if (apply(f, self, [v, i, o])) return v; } },
  findIndex(f, self) { const {o, n} = found(this, f, false, 'findIndex'); for (let i = 0; i < n; i++) if (apply(f, self, [o[i], i, o])) return i; return -1; },
  findLast(f, self) { const {o, n} = found(this, f, true, 'findLast'); for (let i = n - 1; i >= 0; i--) { const v = o[i]; if (apply(f, self, [v, i, o])) return v; } },
  findLastIndex(f, self) { const {o, n} = found(this, f, true, 'findLastIndex'); for (let i = n - 1; i >= 0; i--) if (apply(f, self, [o[i], i, o])) return i; return -1; },
  reduce(f, ...start) { return reduced(found(this, f, false, 'reduce'), f, start); },
  reduceRight(f, ...start) { return reduced(found(this, f, true, 'reduceRight'), f, start); },
  includes(v, from) { const o = object(this, 'includes'), n = length(o); for (let i = at(from, n); i < n; i++) if (sameZero(o[i], v)) return true; return false; },
  indexOf(v, from) { const o = object(this, 'indexOf'), n = length(o); for (let i = at(from, n); i < n; i++) if (i in o && o[i] === v) return i; return -1; },
  lastIndexOf(v, ...from) {
    const o = object(this, 'lastIndexOf'), n = length(o);
    const start = from.length === 0 ? n - 1 : integer(from[0]);
    for (let i = start < 0 ? n + start : min(start, n - 1); i >= 0; i--) if (i in o && o[i] === v) return i;
    return -1;
  },
  flat(depth) { return flatten([], object(this, 'flat'), depth === undefined ? 1 : integer(depth)); },
  flatMap(f, self) { return flatten([], object(this, 'flatMap'), 1, callable(f, 'flatMap'), self); },
  join(separator) { return joinAll(this, separator, text); },
  toLocaleString() { return joinAll(this, ',', v => text(v.toLocaleString())); },
  toString() { const o = object(this, 'toString'), f = o.join; return typeof f === 'function' ? call0(f, o) : '[object Array]'; },
  push(...items) {
    const o = object(this, 'push'); let n = length(o);
    for (let i = 0; i < items.length; i++) o[n++] = items[i];
    o.length = n;
    return n;
  },
  pop() {
    const o = object(this, 'pop'), n = length(o);
    if (n === 0) { o.length = 0; return undefined; }
    const v = o[n - 1];
    delete o[n - 1];
    o.length = n - 1;
    return v;
  },
  shift() {
    const o = object(this, 'shift'), n = length(o);
    if (n === 0) { o.length = 0; return undefined; }
    const v = o[0];
    shiftItems(o, n, 0, 1, 0);
    o.length = n - 1;
    return v;
  },
  unshift(...items) {
    const o = object(this, 'unshift'), n = length(o);
    shiftItems(o, n, 0, 0, items.length);
    for (let i = 0; i < items.length; i++) o[i] = items[i];
    return o.length = n + items.length;
  },
  reverse() {
    const o = object(this, 'reverse'), n = length(o);
    for (let i = 0, j = n - 1; i < j; i++, j--) {
      const a = i in o, b = j in o, x = o[i], y = o[j];
      if (b) o[i] = y; else if (a) delete o[i];
      if (a) o[j] = x; else if (b) delete o[j];
    }
    return o;
  },
  slice(from, to) { return range(this, from, to); },
  sort(compare) {
    if (compare !== undefined) callable(compare, 'sort');
    const o = object(this, 'sort'), n = length(o), all = [];
    for (let i = 0; i < n; i++) if (i in o) put(all, all.length, o[i]);
    const s = sorted(all, compare);
    for (let i = 0; i < s.length && i < all.length; i++) o[i] = s[i];
    for (let i = all.length; i < n; i++) delete o[i];
    return o;
  },
  splice(...args) {
    const o = object(this, 'splice'), n = length(o), from = at(args[0], n), count = howMany(args.length, from, args[1], n);
    const out = range(o, from, from + count), items = args.length > 2 ? range(args, 2) : [];
    shiftItems(o, n, from, count, items.length);
    for (let i = 0; i < items.length; i++) o[from + i] = items[i];
    o.length = n - count + items.length;
    return out;
  },
  toSpliced(...args) {
    const o = object(this, 'toSpliced'), n = length(o), from = at(args[0], n), count = howMany(args.length, from, args[1], n);
    return spliced(o, n, from, count, args.length > 2 ? range(args, 2) : [], []);
  },
  toReversed() { const o = object(this, 'toReversed'), n = length(o), out = []; for (let i = 0; i < n; i++) put(out, i, o[n - 1 - i]); return out; },
  toSorted(compare) {
    if (compare !== undefined) callable(compare, 'toSorted');
    const o = object(this, 'toSorted'), n = length(o), all = [];
    for (let i = 0; i < n; i++) put(all, i, o[i]);
    const s = sorted(all, compare);
    s.length = n;
    return s;
  },
  with(index, value) {
    const o = object(this, 'with'), n = length(o); let i = integer(index);
    if (i < 0) i = n + i;
    if (i < 0 || i >= n) throw new RangeError('with: no such index');
    return spliced(o, n, i, 1, [value], []);
  },
};
const reduced = ({o, n, from, to, by}, f, start) => {
  let i = from, acc = start[0];
  if (start.length === 0) {
    for (; i !== to && !(i in o); i = i + by);
    if (i === to) throw new TypeError('reduce: an empty array and no first value');
    acc = o[i]; i = i + by;
  }
  for (; i !== to; i = i + by) if (i in o) acc = apply(f, undefined, [acc, o[i], i, o]);
  return acc;
};
const ARRAY_STATIC = {
  from(items, f, self) {
    if (f !== undefined) callable(f, 'Array.from');
    const out = [], from = object(items, 'Array.from');
    let i = 0;
    if (from[ITERATOR] !== undefined && from[ITERATOR] !== null) {
      for (const v of from) { put(out, i, f === undefined ? v : apply(f, self, [v, i])); i++; }
      return out;
    }
    for (const n = length(from); i < n; i++) put(out, i, f === undefined ? from[i] : apply(f, self, [from[i], i]));
    return out;
  },
  of(...items) { return items; },
};
