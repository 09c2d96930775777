package gizmo

import (
	"strconv"
	"strings"
	"testing"

	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/dop251/goja"
)

// TestRealmAgrees: what realm puts in place of the interpreter's built-ins
// answers as they do. Each line is an expression; a thrown error counts by its
// name.
func TestRealmAgrees(t *testing.T) {
	const show = `(function(f) {
		const show = (v, d) => {
			if (d > 4) return "…";
			if (v === undefined) return "undefined";
			if (Object.is(v, -0)) return "-0";
			if (typeof v === "function") return "function";
			if (typeof v === "symbol") return "symbol";
			if (v instanceof Date) return "Date " + v.getTime();
			if (Array.isArray(v)) { const out = []; for (let i = 0; i < v.length; i++) out.push(i in v ? show(v[i], d + 1) : "hole"); for (const k of Object.keys(v).sort()) if (!(+k >= 0)) out.push(k + "=" + show(v[k], d + 1)); return "[" + out.join(", ") + "]"; }
			if (v instanceof Map || v instanceof Set) return show([...v], d);
			if (v !== null && typeof v === "object") return "{" + Object.keys(v).map(k => k + ": " + show(v[k], d + 1)).join(", ") + "}";
			return typeof v + " " + String(v);
		};
		try { return show(f(), 0) } catch (e) { return "throws " + e.name }
	})`
	for x := range strings.SplitSeq(agreeing, "\n") {
		if x = strings.TrimSpace(x); x == "" {
			continue
		}
		program := show + "(() => " + x + ")"
		v, err := goja.New().RunString(program)
		if err != nil {
			t.Fatalf("%s: %v", x, err)
		}
		r, err := Run(t.Context(), memstore.New(), "g.emit("+program+")", Options{})
		if err != nil {
			t.Errorf("%s: %v", x, err)
		} else if got := r.Rows[0][0].Text; got != v.String() {
			t.Errorf("%s\ngot  %s\nwant %s", x, got, v.String())
		}
	}
}

const agreeing = `
[1, 2].concat(3, [4, [5]], {length: 1, 0: 6})
[1, , 3].concat([, 2])
[].concat({length: 2, 0: 1, [Symbol.isConcatSpreadable]: true})
[1, 2, 3, 4, 5].copyWithin(0, 3)
[1, 2, 3, 4, 5].copyWithin(1, 0, 3)
[1, , 3].copyWithin(0, 1)
[1, 2, 3].fill(0, 1)
Array(3).fill(7, -2, -1)
[[1, 2, 3].every(x => x > 0), [].every(x => false), [1, , 3].every(x => x)]
[[1, 2, 3].some(x => x > 2), [].some(x => true)]
[1, , 3].map((x, i, a) => [x, i, a.length])
[1, , 3, 4].filter(x => x !== 3)
[[1, 2].find(x => x > 1), [1].find(x => x > 1), [1, 2].findIndex(x => x > 1), [1].findIndex(x => x > 1)]
[[1, 2].findLast(x => x), [1, 2].findLastIndex(x => x < 2), [].findLast(x => x)]
[1, 2, 3].reduce((a, b) => a + b)
[1, 2, 3].reduce((a, b) => a + b, "")
[1, 2, 3].reduceRight((a, b) => a + b, "")
[[, 1, , 2].reduce((a, b) => a + b), [1, ,].reduceRight((a, b) => a + b)]
[].reduce((a, b) => a)
[].reduce((a, b) => a, undefined)
[[NaN].includes(NaN), [NaN].indexOf(NaN), [1, 2, 1].indexOf(1, 1), [1, 2].includes(1, -1), [, 1].includes(undefined), [, 1].indexOf(undefined)]
[[1, 2, 1].lastIndexOf(1), [1, 2, 1].lastIndexOf(1, 1), [1, 2, 1].lastIndexOf(1, -3), [1].lastIndexOf(1, -2), [].lastIndexOf(1)]
[1, [2, [3, [4]]], , []].flat()
[1, [2, [3, [4]]]].flat(Infinity)
[1, 2].flatMap(x => [x, [x]])
[[1, null, undefined, "a"].join(), [1, 2].join(""), [].join(), [[1, [2]], 3].join("-"), [1].join(undefined)]
[String([1, [2, 3]]), [1, 2].toString(), Array.prototype.toString.call({join: () => 5}), [1, null].toLocaleString()]
(() => { const a = [1]; a.push(a); return [String(a), a.length] })()
(() => { const a = [1]; return [a.push(2, 3), a, a.push(), a.pop(), a, [].pop()] })()
(() => { const a = [1, , 3]; return [a.shift(), a, [].shift()] })()
(() => { const a = [1, , 3]; return [a.unshift(8, 9), a, a.unshift()] })()
[[1, , 3].reverse(), [].reverse(), [1, 2].reverse()]
[[1, 2, 3].slice(1), [1, 2, 3].slice(-2, -1), [1, , 3].slice(), [1].slice(5)]
[3, 1, 10, , undefined, "b", "a"].sort()
[3, 1, 10, 2].sort((a, b) => b - a)
[[1, "a"], [0, "b"], [1, "c"], [0, "d"]].sort((x, y) => x[0] - y[0])
[1, 2].sort(null)
(() => { const a = [1, 2, 3, 4]; return [a.splice(1, 2, 8, 9, 10), a, a.splice(-1), a, a.splice(), a, a.splice(1, 0, 5), a] })()
(() => { const a = [1, , 3]; return [a.splice(0, 1), a] })()
[[1, 2, 3].toSpliced(1, 1, 9, 9), [3, 1, 2].toSorted(), [1, , 3].toReversed(), [3, , 1].toSorted(), [1, 2].with(-1, 5)]
[1].with(1, 0)
[Array.from("a😀b"), Array.from({length: 2}), Array.from([1, 2], x => x * 2), Array.from(new Set([1, 1])), Array.of(7), Array.of()]
Array.from(null)
[Array(3), Array(1, 2), new Array("3"), Array.isArray(Array(1))]
Array(-1)
Array.prototype.map.call("ab", x => x + x)
Array.prototype.slice.call({length: 2, 1: "x"})
Array.prototype.push.call({length: 1, 0: 1}, 2)
(() => { const o = {}; Array.prototype.push.call(o, 1, 2); return o })()
Array.prototype.map.call(null, x => x)
[1].map(3)
(() => { class A extends Array {} const a = new A(1, 2); return [a instanceof A, a.length, a instanceof Array] })()
[..."ab"].entries().next()
[[...[1, 2].keys()], [...[1, 2].values()], [...[1].entries()]]
["ab".concat(1, null), "ab".repeat(3), "ab".repeat(0), "a".padStart(4, "xy"), "a".padEnd(4), "abc".padStart(2), "a".padStart(3, "")]
"a".repeat(-1)
["abc".includes("b"), "abc".includes("a", 1), "abcabc".indexOf("c", 3), "abc".indexOf(""), "abcabc".lastIndexOf("a"), "abcabc".lastIndexOf("a", 2), "abc".indexOf("z")]
"a".includes(/a/)
["a,b,c".split(","), "abc".split(""), "abc".split(), "a1b22c".split(/\d+/), "a1b".split(/(\d)/), "a,b".split(",", 1), "".split(","), "".split("")]
["aaa".replace("a", "b"), "aaa".replaceAll("a", "b"), "abc".replace("b", "[$&$$]"), "abc".replace(/(b)(c)?/, "$2$1$3"), "abc".replace(/b/, m => m.toUpperCase())]
["abc".replace("b", (m, i, s) => m + i + s), "aXbX".replace(/X/g, (m, i) => i), "x-y".replace(/(?<a>x)-(?<b>y)/, "$<b>-$<a>"), "abc".replace(/$/, "d")]
["abc".replaceAll("", "-"), "aa".replace(/a*?/g, "b"), "abc".replace("z", "y"), "abc".replace("", "_"), "a.b".replaceAll(".", "$$")]
["a1b2".match(/\d/), "a1b2".match(/\d/g), "ab".match(/\d/), "ab".match(/z/g), "2001-02".match(/(?<y>\d{4})-(?<m>\d\d)/).groups.m]
[..."a1b22".matchAll(/(\d)+/g)].map(m => [m[0], m[1], m.index])
"a".matchAll(/a/)
"a".replaceAll(/a/, "b")
["abc".search(/c/), "abc".search("z"), "a.c".search(".")]
[/a/.test("cat"), /^a/.test("cat"), /A/i.test("a"), /^b/m.test("a\nb"), /a.b/s.test("a\nb"), /./.exec("\n")]
(() => { const r = /a/g, out = []; for (let m; m = r.exec("banana"); ) out.push(m.index, r.lastIndex); return [out, r.lastIndex] })()
(() => { const r = /a/y; r.lastIndex = 1; return [r.test("ba"), r.lastIndex, r.test("ba"), r.lastIndex] })()
["😀a".match(/a/).index, "😀".match(/./u)[0].length, /\bfoo\b/.test("a foo b"), /[^\d\s]+/.exec("1 ab")[0], /(a|ab)(c|bcd)/.exec("abcd")]
[String(/a\/b/gi), /a/.source, /a/gim.flags, new RegExp("a", "g").global, RegExp("/").source, RegExp(/x/g).flags]
new RegExp("(")
String.raw` + "`a${1}b${2}\\n`" + `
[String(null), String(Symbol("x")), String({}), String([1]), new String("x").length, String.fromCharCode(97, 98), String.fromCodePoint(128512)]
["abc".at(-1), "abc".charAt(1), "abc".charCodeAt(1), "abc".codePointAt(0), "abc".slice(-2), "abc".substring(2, 0), "abc".substr(1, 1), "aBc".toUpperCase(), " a ".trim()]
["abc".startsWith("b", 1), "abc".endsWith("b", 2), "a".localeCompare("b"), "é".normalize("NFD").length]
JSON.stringify({a: [1, "x", null, undefined, () => 1, NaN, new Date(0)], b: undefined, c: {toJSON: k => k}})
[JSON.stringify("\u2028\"\\\n\ud800é"), JSON.stringify(undefined), JSON.stringify(() => 1), JSON.stringify(Symbol()), JSON.stringify(null), JSON.stringify(Object("s")), JSON.stringify(Object(1))]
[JSON.stringify([1, {a: []}], null, 2), JSON.stringify({a: 1, b: {a: 2, c: 3}}, ["a", "b"]), JSON.stringify({a: 1, b: 2}, (k, v) => k === "a" ? undefined : v), JSON.stringify([], null, "--"), JSON.stringify([[]], null, "--")]
(() => { const o = {}; o.o = o; return JSON.stringify(o) })()
[JSON.parse("[1, {\"a\": null}]"), JSON.parse("{\"a\": 1, \"b\": 2}", (k, v) => k === "a" ? undefined : v), JSON.parse(" \"\\u0061\" ")]
JSON.parse("{")
JSON.parse(undefined)
JSON.parse("[\"[[[\", \"\\\"]\"]")
[Math.max.apply(null, [1, 2]), Math.max.call(null, 1, 2), ((a, b) => a + b).bind(null, 1)(2), Reflect.apply(Math.min, null, [3, 4]), Reflect.construct(Array, [1, 2])]
(() => { function F(x) { this.x = x } const B = F.bind(null, 5), b = new B(); return [b instanceof F, b.x, b instanceof B] })()
Math.max.apply(null, 5)
Function.prototype.call.call(x => x, null, 4)
[Object.keys({b: 1, a: 2, 1: 0}), Object.entries({a: 1}), Object.values("ab"), Object.assign({}, {a: 1}, null, {b: 2}), Object.fromEntries([["a", 1]])]
[Object.getOwnPropertyNames("ab"), Object.getOwnPropertyDescriptor({get a() { return 1 }}, "a").set, Object.isFrozen(Object.freeze({})), Object.is(NaN, NaN)]
[new Date(0).toISOString(), new Date(2001, 0, 1).getFullYear(), Date.UTC(2001, 0), new Date("2001-02-03").getTime(), typeof Date.now(), typeof Date()]
new Date(NaN).toISOString()
[Number("0x10"), Number(""), parseInt("12px"), parseFloat("1.5e3x"), (255).toString(16), (1.005).toFixed(2), (1e21).toString(), Number.MAX_SAFE_INTEGER, 0.1 + 0.2]
[isNaN("x"), encodeURIComponent("é&"), decodeURIComponent("%C3%A9"), escape("é"), unescape("%u0107")]
decodeURI("%")
[new Map([[1, 2]]).get(1), new Set([1, 1, 2]).size, [...new Map([[1, 2]])], new WeakMap() instanceof WeakMap]
(() => { class A { #x = 1; get x() { return this.#x } static s = 2 } return [new A().x, A.s, new A() instanceof A, A.name] })()
(() => { class E extends Error { constructor(m) { super(m); this.name = "E" } } try { throw new E("m") } catch (e) { return [e instanceof E, e instanceof Error, e.message, String(e)] } })()
[new TypeError("x") instanceof Error, TypeError("x").name, Error.prototype.name, Object.getPrototypeOf(TypeError) === Error, new Error("m", {cause: 1}).cause]
(() => { function* f() { const x = yield 1; yield x } const i = f(); return [i.next(), i.next(5), i.next(), [...f()]] })()
(() => { const {a, ...rest} = {a: 1, b: 2}; const [x, , ...y] = [1, 2, 3, 4]; return [a, rest, x, y] })()
[typeof Symbol.iterator, Symbol.for("a") === Symbol.for("a"), Symbol("d").description, typeof Object(Symbol())]
[Object.prototype.toString.call([]), Object.prototype.toString.call(null), (() => 1).name, (function f(a, b) {}).length, [].map.name, Array.name]
[[1, 2, 3].constructor === Array, ({}).constructor === Object, "".constructor === String, /a/.constructor === RegExp]
[1, 2, 3].at(-1)
[null ?? 1, undefined?.x, 0 || 2, 2 ** 3 ** 2, "b" in {b: 1}, void 0, typeof null]
(() => { label: for (let i = 0; ; i++) { for (;;) { if (i > 2) break label; continue label } } return "out" })()
(() => { switch (3) { case 1: case 2: return "a"; case 3: return true ? "b" : "c" } })()
[1 < 2 ? "a" : "b", {a: 1 ? 2 : 3, b: {c: 4}}]
`

// TestNoBareBuiltin: whatever a program can come to, no function of it is one
// of the interpreter's own without a frame before it, but for those that call
// nothing.
func TestNoBareBuiltin(t *testing.T) {
	r := run(t, memstore.New(), `(() => {
		const gizmo = new Set(), seen = new Set();
		const work = [[globalThis, 'globalThis'], [(function* () {})(), 'generator'], [[][Symbol.iterator](), 'array iterator'],
			[''[Symbol.iterator](), 'string iterator'], [new Map().entries(), 'map iterator'], [new Set().values(), 'set iterator'],
			['a'.matchAll(/a/g), 'match iterator'], [async () => 1, 'async'], [function* () {}, 'generator function'], [Promise.resolve(), 'promise'],
			[(function () { return arguments })(), 'arguments'], [class {}, 'class'], [g.V(), 'path'], [iri('a'), 'iri'], [lt(1), 'filter'], [P, 'P']];
		for (const f of [() => null.x, () => missing, () => g.V().Out({}), () => new Array(-1), () => JSON.parse('{'), () => decodeURI('%'), () => RegExp('(')])
			try { f() } catch (e) { work.push([e, 'thrown ' + e.name]) }
		while (work.length > 0) {
			const [o, name] = work.pop();
			if (o === null || typeof o !== 'object' && typeof o !== 'function' || seen.has(o)) continue;
			seen.add(o);
			if (typeof o === 'function' && Function.prototype.toString.call(o).includes('[native code]')) g.emit(name);
			for (const k of Reflect.ownKeys(o)) {
				const d = Object.getOwnPropertyDescriptor(o, k), n = name + '.' + String(k);
				work.push([d.value, n], [d.get, n], [d.set, n]);
			}
			work.push([Object.getPrototypeOf(o), name + '.__proto__']);
		}
	})()`, Options{})
	if len(r.Rows) < 50 {
		t.Errorf("%d functions: not even Gizmo's", len(r.Rows))
	}
	for _, row := range r.Rows {
		name := row[0].Text
		last := name[strings.LastIndexByte(name, '.')+1:]
		_, path := pathMethods[last]
		_, graph := graphMethods[last]
		_, maker := makers[last]
		harmless := last == "__proto__" || last == checkName || strings.HasSuffix(name, ".Symbol(Symbol.hasInstance)") || name == "arguments.Symbol(Symbol.iterator)"
		if !path && !graph && !maker && !harmless && !strings.HasPrefix(name, "iri.__proto__.") {
			t.Errorf("%s is the interpreter's own", name)
		}
	}
}

// TestConcurrent: programs may run at once on one store.
func TestConcurrent(t *testing.T) {
	qs := hostileStores(t)["memory"]
	t.Run("all", func(t *testing.T) {
		for i := range 8 {
			t.Run(strconv.Itoa(i), func(t *testing.T) {
				t.Parallel()
				for range 3 {
					r := run(t, qs, `g.V("<n7>").Out("<knows>").Out("<knows>").Unique().order().All(); g.emit("ab".replace(/b/, "c"))`, Options{})
					if got := strings.Join(lines(r), "|"); got != `id=<n10>|id=<n11>|id=<n9>|value="ac"` {
						t.Error(got)
					}
				}
			})
		}
	})
}
