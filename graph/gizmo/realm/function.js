// Function.prototype and Reflect: arguments in an array of their own.
const FUNCTION = {
  apply(self, args) { return apply(callable(this, 'apply'), self, list(args, MAX_ARGS)); },
  call(self, ...args) { return apply(callable(this, 'call'), self, args); },
  bind(self, ...first) {
    const f = callable(this, 'bind');
    const bound = function (...rest) {
      const args = joinLists(first, rest);
      return new.target === undefined ? apply(f, self, args) : construct(f, args, new.target === bound ? f : new.target);
    };
    define(bound, HAS_INSTANCE, {__proto__: null, value: v => v instanceof f});
    return bound;
  },
};
const REFLECT = {
  apply(f, self, args) { return apply(callable(f, 'Reflect.apply'), self, list(args, MAX_ARGS)); },
  construct(f, args, ...target) { return target.length === 0 ? construct(f, list(args, MAX_ARGS)) : construct(f, list(args, MAX_ARGS), target[0]); },
};
