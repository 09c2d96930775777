// JSON.parse, which recurses in Go, and JSON.stringify, in steps.
const JSON_STATIC = {
  parse(s, reviver) { s = text(s); flat(s); return apply(parse, JSON, [s, reviver]); },
  stringify(value, replacer, space) {
    let indent = '';
    if (typeof space === 'object' && space !== null) space = space.valueOf();
    if (typeof space === 'number') indent = apply(repeat, ' ', [max(min(integer(space), 10), 0)]);
    else if (typeof space === 'string') indent = apply(substring, space, [0, 10]);
    const change = typeof replacer === 'function' ? replacer : undefined;
    let only;
    if (change === undefined && isArray(replacer)) {
      only = [];
      for (let i = 0, n = length(replacer); i < n; i++) {
        const k = replacer[i];
        if (typeof k === 'string' || typeof k === 'number') put(only, only.length, text(k));
      }
    }
    const parts = [], above = new Map_();
    let size = 0;
    const add = p => { size = size + p.length; long(size); put(parts, parts.length, p); };
    const line = depth => { if (indent !== '') add(`\n${apply(repeat, indent, [depth])}`); };
    const write = (holder, key, depth, before) => {
      let v = holder[key];
      if (v !== null && v !== undefined && typeof v !== 'string' && typeof v !== 'boolean' && typeof v.toJSON === 'function') v = apply(v.toJSON, v, [key]);
      if (change !== undefined) v = apply(change, holder, [key, v]);
      if (v !== null && typeof v === 'object') {
        const c = unboxed(v);
        if (c !== undefined) v = c;
      }
      switch (typeof v) {
        case 'string': before(); long(size + v.length); add(stringify1(v)); return true;
        case 'number': before(); add(v - v === 0 ? `${v}` : 'null'); return true;
        case 'boolean': before(); add(v ? 'true' : 'false'); return true;
        case 'object': break;
        default: return false;
      }
      before();
      if (v === null) { add('null'); return true; }
      if (apply(mapHas, above, [v])) throw new TypeError('JSON.stringify: an object that contains itself');
      apply(mapSet, above, [v, true]);
      let some = false;
      const comma = () => { add(some ? ',' : ''); some = true; line(depth + 1); };
      if (isArray(v)) {
        add('[');
        for (let i = 0, n = length(v); i < n; i++) {
          if (!write(v, text(i), depth + 1, comma)) { comma(); add('null'); }
        }
        if (some) line(depth);
        add(']');
      } else {
        const ks = only === undefined ? keysOf(v) : only;
        add('{');
        for (let i = 0; i < ks.length; i++) {
          const k = ks[i];
          write(v, k, depth + 1, () => { comma(); add(stringify1(k)); add(indent === '' ? ':' : ': '); });
        }
        if (some) line(depth);
        add('}');
      }
      apply(mapDelete, above, [v]);
      return true;
    };
    return write({'': value}, '', 0, () => {}) ? joined(parts) : undefined;
  },
};
const unboxed = v => {
  for (let i = 0; i < 3; i++) {
    try { return apply([numberValue, stringValue, booleanValue][i], v, []); } catch (e) { /* not of this kind */ }
  }
  return undefined;
};
