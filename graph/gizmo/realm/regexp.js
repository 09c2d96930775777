// RegExp.prototype: exec is what all others call.
const REGEXP = {
  exec(s) {
    const from = call0(source, this), subject = text(s), sticky = call0(flagOf.y, this), moves = call0(flagOf.g, this) || sticky;
    const start = moves ? length({length: this.lastIndex}) : 0;
    let flags = sticky ? 'y' : '';
    if (call0(flagOf.i, this)) flags = flags + 'i';
    if (call0(flagOf.m, this)) flags = flags + 'm';
    if (call0(flagOf.s, this)) flags = flags + 's';
    if (call0(flagOf.u, this)) flags = flags + 'u';
    const at = start > subject.length ? null : find(from, flags, subject, start);
    if (at === null) {
      if (moves) this.lastIndex = 0;
      return null;
    }
    if (moves) this.lastIndex = at[1];
    const out = [], part = (a, b) => a < 0 ? undefined : apply(substring, subject, [a, b]);
    put(out, 0, part(at[0], at[1]));
    let groups;
    for (let i = 2; i < at.length; i = i + 3) {
      const g = part(at[i + 1], at[i + 2]);
      put(out, out.length, g);
      if (at[i] === '') continue;
      if (groups === undefined) groups = {__proto__: null};
      put(groups, at[i], g);
    }
    put(out, 'index', at[0]);
    put(out, 'input', subject);
    put(out, 'groups', groups);
    return out;
  },
  test(s) { const m = this.exec(text(s)); return m !== null && m !== undefined; },
  [REPLACE](subject, by) {
    if (this === null || typeof this !== 'object') throw new TypeError('replace called on no regular expression');
    const s = text(subject), f = typeof by === 'function' ? by : undefined, template = f === undefined ? text(by) : '';
    const flags = text(this.flags), global = apply(indexOf, flags, ['g']) >= 0, parts = [];
    if (global) this.lastIndex = 0;
    let done = 0, size = 0;
    const add = p => { size = size + p.length; long(size); put(parts, parts.length, p); };
    for (;;) {
      const m = this.exec(s);
      if (m === null || m === undefined) break;
      const match = text(m[0]), from = max(min(integer(m.index), s.length), 0), groups = [], n = min(length(m), MAX_ARGS);
      for (let i = 1; i < n; i++) put(groups, i - 1, m[i] === undefined ? undefined : text(m[i]));
      if (global && match === '') this.lastIndex = length({length: this.lastIndex}) + 1;
      let r;
      if (f === undefined) r = expand(template, s, from, match, groups, m.groups);
      else {
        const args = joinLists(joinLists([match], groups), [from, s]);
        if (m.groups !== undefined) put(args, args.length, m.groups);
        r = text(apply(f, undefined, args));
      }
      if (from >= done) {
        add(apply(substring, s, [done, from]));
        add(r);
        done = from + match.length;
      }
      if (!global) break;
    }
    add(apply(substring, s, [min(done, s.length)]));
    return joined(parts);
  },
};
