// String.prototype.
const word = (v, name) => {
  if (v === null || v === undefined) throw new TypeError(`${name} called on ${v}`);
  return text(v);
};
const brief = s => { if (s.length > MAX >> 4) stop('a string to compare or normalize'); return s; };
const fits = (s, part) => { if (s.length * part.length > 1e9) stop('a search'); return part; };
const expand = (template, s, from, match, groups, named) => { // $1, $&, $<name> … of replace
  const parts = [];
  let size = 0, done = 0;
  const add = p => { size = size + p.length; long(size); put(parts, parts.length, p); };
  for (let i = apply(indexOf, template, ['$']); i >= 0; i = apply(indexOf, template, ['$', done])) {
    add(apply(substring, template, [done, i]));
    const c = template[i + 1];
    done = i + 2;
    if (c === '$') add('$');
    else if (c === '&') add(match);
    else if (c === '`') add(apply(substring, s, [0, from]));
    else if (c === "'") add(apply(substring, s, [min(from + match.length, s.length)]));
    else if (c >= '0' && c <= '9') {
      let n = +c;
      const d = template[i + 2];
      if (d >= '0' && d <= '9' && n * 10 + +d >= 1 && n * 10 + +d <= groups.length) { n = n * 10 + +d; done = i + 3; }
      if (n >= 1 && n <= groups.length) add(groups[n - 1] === undefined ? '' : groups[n - 1]);
      else add(apply(substring, template, [i, done]));
    } else if (c === '<' && named !== undefined) {
      const close = apply(indexOf, template, ['>', i]);
      if (close < 0) add('$<');
      else {
        const v = named[apply(substring, template, [i + 2, close])];
        add(v === undefined ? '' : text(v));
        done = close + 1;
      }
    } else { add('$'); done = i + 1; }
  }
  add(apply(substring, template, [done]));
  return joined(parts);
};
const replaceText = (self, what, by, all) => {
  const s = word(self, 'replace'), part = fits(s, text(what));
  const f = typeof by === 'function' ? by : undefined, template = f === undefined ? text(by) : '';
  const plain = apply(indexOf, template, ['$']) < 0, parts = [];
  let done = 0, size = 0;
  const add = p => { size = size + p.length; long(size); put(parts, parts.length, p); };
  for (let i = apply(indexOf, s, [part]); i >= 0; i = i + max(part.length, 1) > s.length ? -1 : apply(indexOf, s, [part, i + max(part.length, 1)])) {
    add(apply(substring, s, [done, i]));
    add(f !== undefined ? text(f(part, i, s)) : plain ? template : expand(template, s, i, part, [], undefined));
    done = i + part.length;
    if (!all) break;
  }
  add(apply(substring, s, [done]));
  return joined(parts);
};
const pattern = (v, flags) => { // what match and its kin make of an argument that is no regular expression
  if (v !== null && typeof v === 'object') return v;
  const p = v === undefined ? '(?:)' : text(v);
  if (p.length > MAX_PATTERN) throw new SyntaxError(`a regular expression of more than ${MAX_PATTERN} characters`);
  return new RegExp_(p, flags);
};
const delegated = (v, symbol) => {
  if (v === null || typeof v !== 'object') return undefined;
  const f = v[symbol];
  return f === null ? undefined : f;
};
const STRING = {
  concat(...items) { const parts = [word(this, 'concat')]; for (let i = 0; i < items.length; i++) put(parts, i + 1, text(items[i])); return joined(parts); },
  normalize(form) { const s = brief(word(this, 'normalize')); return apply(normalize, s, form === undefined ? [] : [text(form)]); },
  localeCompare(other) { const s = brief(word(this, 'localeCompare')); return apply(localeCompare, s, [brief(text(other))]); },
  repeat(n) { const s = word(this, 'repeat'); n = integer(n); if (s.length * n > MAX) stop('a string'); return apply(repeat, s, [n]); },
  padStart(n, by) { const s = word(this, 'padStart'); n = integer(n); if (n > s.length) long(n); return apply(padStart, s, by === undefined ? [n] : [n, text(by)]); },
  padEnd(n, by) { const s = word(this, 'padEnd'); n = integer(n); if (n > s.length) long(n); return apply(padEnd, s, by === undefined ? [n] : [n, text(by)]); },
  includes(part, from) {
    if (part !== null && typeof part === 'object' && part[MATCH] !== undefined) throw new TypeError('includes: a regular expression');
    const s = word(this, 'includes');
    return apply(includes, s, [fits(s, text(part)), integer(from)]);
  },
  indexOf(part, from) { const s = word(this, 'indexOf'); return apply(indexOf, s, [fits(s, text(part)), integer(from)]); },
  lastIndexOf(part, from) { const s = word(this, 'lastIndexOf'); return apply(lastIndexOf, s, [fits(s, text(part)), +from]); },
  split(by, limit) {
    const f = delegated(by, SPLIT);
    if (f !== undefined) return apply(f, by, [this, limit]);
    const s = word(this, 'split'), sep = by === undefined ? undefined : fits(s, text(by));
    long(s.length);
    return apply(split, s, [sep, limit]);
  },
  replace(what, by) { const f = delegated(what, REPLACE); return f !== undefined ? apply(f, what, [this, by]) : replaceText(this, what, by, false); },
  replaceAll(what, by) {
    const f = delegated(what, REPLACE);
    if (f === undefined) return replaceText(this, what, by, true);
    if (what[MATCH] !== undefined && apply(indexOf, text(what.flags), ['g']) < 0) throw new TypeError('replaceAll: the regular expression needs the flag g');
    return apply(f, what, [this, by]);
  },
  match(by) { const s = word(this, 'match'), p = pattern(by); return p[MATCH](s); },
  matchAll(by) {
    const s = word(this, 'matchAll'), p = pattern(by, 'g');
    if (p[MATCH] !== undefined && apply(indexOf, text(p.flags), ['g']) < 0) throw new TypeError('matchAll: the regular expression needs the flag g');
    return p[MATCHALL](s);
  },
  search(by) { const s = word(this, 'search'), p = pattern(by); return p[SEARCH](s); },
};
const STRING_STATIC = {
  raw(template, ...values) {
    const o = object(object(template, 'raw').raw, 'raw'), n = length(o), parts = [];
    let size = 0;
    for (let i = 0; i < n; i++) {
      const s = text(o[i]), v = i + 1 < n && i < values.length ? text(values[i]) : '';
      size = size + s.length + v.length;
      long(size);
      put(parts, parts.length, s);
      put(parts, parts.length, v);
    }
    return joined(parts);
  },
};
