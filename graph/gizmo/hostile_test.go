package gizmo

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/quad"

	"parley/graph/quadstore"
)

// nodes is the size of the graph that hostile programs meet: follows.nq and
// n0 … n2999, each of which knows the next two.
const nodes = 3000

// everyone is JavaScript that makes all an array of all of these nodes.
var everyone = fmt.Sprintf("var all = []; for (let i = 0; i < %d; i++) all.push('<n' + i + '>');\n", nodes)

// hostilePrograms are programs that mean harm, or blunder. ends is how one may
// end: "" is well. On a slow machine the clock may end any of them.
var hostilePrograms = []struct{ name, program, ends string }{
	// One line of these ends the process of Cayley itself.
	{"object as predicate", `g.V("<alice>").Out({}).All()`, "runtime"},
	{"function as predicate", `g.V("<alice>").Out(function(){}).All()`, "runtime"},
	{"object as iri", `iri({})`, "runtime"},
	{"object as node", `g.V({id: "<alice>"}).All()`, "runtime"},
	{"method without its path", `var f = g.V().All; f()`, "runtime"},
	{"method on another object", `g.V().All.call({__proto__: g.V()})`, "runtime"},
	{"path as its own predicate", `var p = g.M(); for (let i = 0; i < 1000; i++) p = g.M().Out(p); g.V().Follow(p).All()`, "runtime"},

	// Loops and recursion.
	{"endless loop", `while (true);`, "timeout"},
	{"endless loop in a getter of the answer", `g.emit({get a() { for (;;); }})`, "timeout"},
	{"endless loop in the last value", `({get a() { for (;;); }})`, "timeout"},
	{"endless loop in the thrown value", `throw {get message() { for (;;); }}`, "timeout"},
	{"loop that catches all", `for (;;) { try { for (;;); } catch (e) {} finally { continue } }`, "timeout"},
	{"finally that returns", `function f() { try { for (;;); } finally { return f() } } f()`, "timeout stack"},
	{"generator without end", `function* f() { for (;;) yield 1 } for (const x of f()); `, "timeout"},
	{"generator that yields itself", `function* f() { yield* f() } [...f()]`, "stack"},
	{"promises without end", `(function f() { Promise.resolve().then(f) })()`, "timeout memory"},
	{"await without end", `(async () => { for (;;) await null })()`, "timeout memory"},
	{"thenable that resolves to itself", `Promise.resolve({then(f) { f(this) }})`, "timeout memory"},
	{"deep recursion", `function f() { f() } f()`, "stack"},
	{"deep recursion that catches", `function f() { try { f() } catch (e) { f() } } f()`, "stack timeout"},
	{"getter of itself", `var o = {get a() { return this.a }}; o.a`, "stack"},
	{"toString of itself", `var o = {toString() { return "" + this }}; "" + o`, "stack"},
	{"Symbol.toPrimitive of itself", `var o = {[Symbol.toPrimitive]() { return +this }}; +o`, "stack"},
	{"valueOf in a comparison", `var o = {valueOf() { return this < 1 }}; o < 1`, "stack"},
	{"array in itself, joined", `var a = []; for (let i = 0; i < 20; i++) a = [a, a, a, a]; a.join()`, "timeout memory"},
	{"toString through call", `var f = Function.prototype.call; f.call(f.bind(f, f, f, f))`, "runtime stack"},
	{"apply to itself", `function f() { return Reflect.apply(f, null, []) } f()`, "stack"},
	{"built-ins that call each other", `var a = [1]; a.toString = function() { return [a].join() }; String(a)`, "stack"},
	{"replace calling replace", `function f() { return "a".replace(/a/, f) } f()`, "stack"},
	{"sort calling sort", `function f() { return [1, 2].sort(f) } f()`, "stack"},
	{"JSON.stringify calling itself", `var o = {toJSON() { return JSON.stringify(o) }}; JSON.stringify(o)`, "stack"},
	{"forEach within forEach", `function f() { [1].forEach(f) } f()`, "stack"},
	{"forEach of a path within itself", `function f() { g.V("<alice>").ForEach(f) } f()`, "stack"},
	{"constructor of itself", `class A { constructor() { new A() } } new A()`, "stack"},
	{"chain of prototypes", `var o = {}; for (;;) o = Object.create(o); o.x`, "timeout memory"},
	{"chain of bound functions", `var f = () => 1; for (let i = 0; i < 1e5; i++) f = f.bind(null); f()`, "stack memory timeout"},
	{"chain of promises", `var p = Promise.resolve(); for (;;) p = p.then(x => x)`, "timeout memory"},

	// Memory.
	{"string doubled", `var s = "x"; for (;;) s += s`, "memory timeout"},
	{"string doubled in a template", "var s = 'x'; for (;;) s = `${s}${s}`", "memory timeout"},
	{"one template of many strings", "var s = 'x'.repeat(1 << 20); `" + strings.Repeat("${s}", 3000) + "`", "source"},
	{"one sum of many strings", "var s = 'x'.repeat(1 << 20); " + strings.Repeat("s+", 80) + "s", "memory timeout"},
	{"concat of many strings", `var s = "x".repeat(1 << 20); s.concat(...Array(3000).fill(s))`, "memory timeout"},
	{"String.raw of many strings", "var s = 'x'.repeat(1 << 20); String.raw`" + strings.Repeat("${s}", 3000) + "`", "memory timeout"},
	{"repeat", `"x".repeat(1e9)`, "memory"},
	{"repeat of nothing", `"".repeat(1e9); "".repeat(-1)`, "runtime"},
	{"padStart", `"x".padStart(1e9, "ab")`, "memory"},
	{"padEnd", `"x".padEnd(1e9)`, "memory"},
	{"array of 1e8, filled", `new Array(1e8).fill(0)`, "memory timeout"},
	{"array of 4294967295, joined", `Array(4294967295).join()`, "memory"},
	{"length of an array, joined", `var a = []; a.length = 4294967295; a.join("abc")`, "memory timeout"},
	{"length of an array, spread", `var a = []; a.length = 4294967295; [...a]`, "memory timeout"},
	{"length of an array, as arguments", `var a = []; a.length = 4294967295; Math.max(...a)`, "memory timeout"},
	{"length of an array, in a set", `var a = []; a.length = 4294967295; new Set(a)`, "timeout memory"},
	{"length of an array, listed", `var a = []; a.length = 4294967295; Object.keys(a)`, "memory"},
	{"length of an array, in for", `var a = []; a.length = 4294967295; for (const k in a); for (const k of a); `, "timeout"},
	{"length of an array, emitted", `var a = []; a.length = 4294967295; g.emit(a)`, "runtime"},
	{"length of an array, as nodes", `var a = []; a.length = 4294967295; g.V(a).All()`, "runtime"},
	{"length of an array, as a typed list", `g.V.apply(null, {length: 4294967295})`, "runtime"},
	{"far index", `var a = []; a[4294967294] = 1; a.reverse(); a.sort(); a.indexOf(2); a.join()`, "memory"},
	{"length that changes", `var n = 0; Array.prototype.map.call({get length() { return n++ < 1 ? 1 : 1e15 }}, x => x); Array.prototype.indexOf.call({length: 1e15}, 1)`, "memory"},
	{"set of a set of no end", `new Set([1]).union({size: 1, has: () => true, keys: () => ({next: () => ({value: 1})})})`, "memory runtime"},
	{"Array.from a length", `Array.from({length: 1e9})`, "memory timeout"},
	{"array that grows", `var a = []; for (;;) a.push(a.concat(a))`, "memory timeout"},
	{"arrays of a million", `var a = []; for (;;) a.push(new Array(1e6))`, "memory timeout"},
	{"flat of itself", `var a = []; a.push(a, a); a.flat(Infinity)`, "stack"},
	{"map that grows", `var m = new Map(); for (let i = 0; ; i++) m.set(i, [i])`, "memory timeout"},
	{"descriptors of a string", `Object.getOwnPropertyDescriptors("x".repeat(1 << 20))`, "memory timeout"},
	{"entries of a string", `var a = []; for (;;) a.push(Object.entries("x".repeat(1 << 20)))`, "memory timeout"},
	{"split", `var a = []; for (;;) a.push("x".repeat(1 << 20).split(""))`, "memory timeout"},
	{"URI of a URI", `var s = "é".repeat(1 << 18); for (;;) s = encodeURIComponent(s)`, "memory timeout"},
	{"escape of an escape", `var s = "é".repeat(1 << 18); for (;;) s = escape(s)`, "memory timeout"},
	{"normalize", `for (;;) "\uFDFA".repeat(1 << 16).normalize("NFKD")`, "timeout"},
	{"normalize much", `"\uFDFA".repeat(1 << 20).normalize("NFKD")`, "memory"},
	{"JSON of much", `var o = {a: "x".repeat(1000)}; JSON.stringify(Array(1e5).fill(o))`, "memory timeout"},
	{"JSON of a string of NUL", `JSON.stringify("\0".repeat(1 << 20))`, "memory"},
	{"JSON, indented", `var a = []; for (let i = 0; i < 200; i++) a = [a]; JSON.stringify(Array(1e4).fill(a), null, 10)`, "memory timeout"},
	{"JSON nested deeply", `var a = []; for (let i = 0; i < 1e5; i++) a = [a]; JSON.stringify(a)`, "stack"},
	{"JSON.parse nested deeply", `JSON.parse("[".repeat(1 << 19) + "]".repeat(1 << 19))`, "runtime"},
	{"JSON.parse nested deeply, objects", `JSON.parse('{"a":'.repeat(1 << 17) + "1" + "}".repeat(1 << 17))`, "runtime"},
	{"JSON.parse with a reviver of no end", `JSON.parse("[1]", function f(k, v) { return JSON.parse("[1]", f) })`, "stack"},
	{"replace that doubles", `var s = "a"; for (;;) s = s.replace(/a/g, "aa")`, "memory timeout"},
	{"replace that doubles by $&", `var s = "a"; for (;;) s = s.replace(/.+/, "$&$&")`, "memory timeout"},
	{"replaceAll that doubles", `var s = "ab"; for (;;) s = s.replaceAll("a", x => x + "a" + s)`, "memory timeout"},
	{"Error with a long stack", `for (var s = [];;) { s.push(new Error("x".repeat(1 << 20))) }`, "memory timeout"},
	{"symbols", `for (var s = "x".repeat(1 << 19), a = [];;) a.push(Symbol(s).toString())`, "memory timeout"},
	{"closures", `var f = null; for (;;) { const h = f; f = () => h }`, "memory timeout"},
	{"toLocaleString", `var n = {toLocaleString() { return "x".repeat(1 << 20) }}; Array(3000).fill(n).toLocaleString()`, "memory timeout"},

	// Regular expressions.
	{"backtracking", `/^(a+)+$/.test("a".repeat(50000) + "b")`, ""},
	{"backtracking, lookahead", `/(?=(a+)+$)b/.test("a".repeat(40) + "c")`, "runtime syntax"},
	{"back-reference", `/(a*)*\1$/.test("a".repeat(40) + "c")`, "runtime syntax"},
	{"sticky from the middle", `var r = /(a+)+b/y; r.lastIndex = 1; r.test("a".repeat(50000))`, ""},
	{"repetition of repetition", `new RegExp("((((a{1000}){1000}){1000}){1000})").test("a")`, "runtime syntax"},
	{"long pattern", `new RegExp("(".repeat(1e5))`, "runtime"},
	{"nested pattern", `new RegExp("(".repeat(5000) + ")".repeat(5000)).test("a")`, "runtime syntax"},
	{"wide pattern", `new RegExp("[^a]{900}".repeat(9)).test("b".repeat(1 << 20))`, "memory runtime timeout"},
	{"many matches", `for (;;) "a".repeat(1 << 20).match(/a/g)`, "memory timeout"},
	{"filter with a costly pattern", `g.V().Filter(regex("(.*)*(.*)*(.*)*x$")).All()`, ""},
	{"exec that answers itself", `var r = /a/g; r.exec = () => ["a"]; "a".replace(r, "b")`, "timeout memory"},
	{"lastIndex of no end", `var r = /(?:)/g; Object.defineProperty(r, "lastIndex", {get() { return 0 }, set() {}}); "a".match(r)`, "timeout memory runtime"},
	{"lookahead in a split", `"a".repeat(40).split(/(?=(a+)+$)b/)`, "runtime syntax"},
	{"back-reference in a match", `"a".repeat(40).match(/(a*)*\1c/g)`, "runtime syntax"},
	{"backtracking in a split", `"a".repeat(50000).split(/(a+)+b/)`, ""},
	{"backtracking in a search", `"a".repeat(50000).search(/(a+)+b/)`, ""},
	{"splitter of its own", `var r = /a/; r.constructor = {[Symbol.species]: function() { return {exec: () => null, set lastIndex(x) {}} }}; "b".repeat(1 << 20).split(r)`, "memory"},
	{"comparing much with much", `var s = "ä".repeat(1 << 16); for (;;) s.localeCompare(s + "")`, "timeout memory"},
	{"searching much in much", `var s = "a".repeat(1 << 19); (s + s).indexOf(s + "b")`, "memory timeout"},

	// The graph.
	{"cross product", `g.V().And(g.V().Both().Both().Both().Both().Both().Both()).Both().Both().Both().All()`, ""},
	{"cross product, counted", `g.V().Both().Both().Both().Both().Both().Both().Both().Both().Count()`, "timeout"},
	{"order of many rows", `g.V().Both().Both().Both().Both().Both().Both().Both().order().Count()`, "timeout memory"},
	{"all nodes with all nodes", everyone + `g.V(...all).And(g.V(...all.reverse())).Count()`, ""},
	{"union doubled", everyone + `var p = g.V(Array(30).fill(all)); for (let i = 0; i < 10; i++) p = p.Or(p); p.Unique().Count()`, "timeout memory"},
	{"union doubled, counted", everyone + `var p = g.V(Array(30).fill(all)); for (let i = 0; i < 10; i++) p = p.Or(p); p.Count()`, "timeout memory"},
	{"union doubled, skipped", everyone + `var p = g.V(Array(30).fill(all)); for (let i = 0; i < 10; i++) p = p.Or(p); p.Skip(1e15).Count()`, "timeout memory"},
	{"paths that multiply", `var u = g.V("<n5>"); for (let i = 0; i < 40; i++) u = u.SaveR("<knows>", "t" + i); u.Count()`, ""},
	{"paths that multiply, ordered", `var u = g.V("<n5>"); for (let i = 0; i < 40; i++) u = u.SaveR("<knows>", "t" + i); u.order().Count()`, ""},
	{"million nodes", `var a = Array(1e6).fill("<alice>"); g.V(...a).Count()`, "memory timeout runtime stack"},
	{"million nodes by hand", `var a = []; for (let i = 0; i < 1e6; i++) a.push("<x" + i + ">"); g.V(...a).Count()`, "memory timeout runtime stack"},
	{"many nodes in a list", everyone + `g.V(all, all, all).Out().All(); g.V().Is(all).Count()`, ""},
	{"path doubled", `var p = g.V(); for (let i = 0; i < 60; i++) p = p.And(p); p.All()`, "runtime"},
	{"path without end", `var p = g.V(); for (;;) p = p.Out()`, "timeout memory"},
	{"path of a million steps", `var p = g.V("<alice>"); for (let i = 0; i < 2e4; i++) p = p.Out("<follows>"); p.All()`, "runtime timeout memory"},
	{"morphism of morphisms", `var m = g.M().Both(); for (let i = 0; i < 30; i++) m = g.M().Follow(m).Follow(m); g.V("<alice>").Follow(m).All()`, "runtime"},
	{"recursion without end", `g.V().FollowRecursive(g.M().Both(), -1).All()`, ""},
	{"recursion of recursions", `var m = "<knows>"; for (let i = 0; i < 5; i++) m = g.M().FollowRecursive(m, -1); g.V("<n0>").FollowRecursive(m, -1).Count()`, "timeout memory"},
	{"recursion too deep", `g.V().FollowRecursive("<knows>", 1e9).All()`, "runtime"},
	{"morphism of itself", `var m = g.M(); m = m.Follow(m).Follow(m); g.V().Follow(m).Count()`, ""},
	{"limits beyond number", `g.V().Limit(1e308).Skip(-1e308).GetLimit(Infinity); g.V().Limit(NaN).Count()`, "runtime"},
	{"limits of 2^53", `g.V("<alice>").Limit(9007199254740991).Skip(9007199254740991).All(); g.V("<alice>").GetLimit(9007199254740991)`, ""},
	{"huge tag", `var t = "t".repeat(1 << 20); g.V("<alice>").Tag(t).All()`, ""},
	{"many tags", `var p = g.V("<alice>"); for (let i = 0; i < 2000; i++) p = p.Tag("t" + i); p.All()`, "rows"},
	{"label that is a path", `g.V().LabelContext(g.V().Both().Both()).Both().LabelContext(g.V()).Both().Count()`, "timeout memory "},
	{"emit without end", `for (let i = 0; ; i++) g.emit(i)`, ""},
	{"emit of long strings", `var s = "x".repeat(1 << 19); for (let i = 0; ; i++) g.emit(s + i)`, "memory timeout"},
	{"columns without end", `for (let i = 0; ; i++) g.emit({["c" + i]: 1})`, "rows"},
	{"emit while reading", `g.V().ForEach(d => g.V().ForEach(e => g.emit(d)))`, ""},
	{"namespaces without end", `for (let i = 0; ; i++) g.addNamespace("n" + i, "http://" + i)`, "timeout memory"},

	// The answer.
	{"NaN, -0, Infinity", `g.emit({a: NaN, b: -0, c: Infinity, d: [NaN]})`, ""},
	{"function", `g.emit(function() {})`, "runtime"},
	{"function in an object", `g.emit({a: [() => 1]})`, "runtime"},
	{"object in itself", `var o = {}; o.o = [o]; g.emit(o)`, "runtime"},
	{"object nested deeply", `var o = {}; for (let i = 0; i < 1e5; i++) o = {o}; g.emit(o)`, "runtime"},
	{"object that branches", `var o = {a: 1}; for (let i = 0; i < 60; i++) o = {a: o, b: o}; g.emit([o])`, "runtime"},
	{"symbol", `g.emit(Symbol("x"))`, "runtime"},
	{"symbol thrown", `throw Symbol("x")`, "runtime"},
	{"null thrown", `throw null`, "runtime"},
	{"long message thrown", `throw new Error("x".repeat(1 << 20))`, "runtime"},
	{"path emitted", `g.emit({p: g.V()})`, "runtime"},
	{"dates beyond time", `g.emit(new Date(NaN)); g.emit(new Date(8.64e15)); g.emit(new Date(-8.64e15)); g.V(new Date(NaN)).All()`, " runtime"},
	{"date with its own methods", `Date.prototype.toISOString = () => { for (;;); }; var d = new Date(0); d.valueOf = () => { for (;;); }; g.emit(d)`, ""},
	{"broken UTF-16", `g.emit("\ud800"); g.emit({"\udfff": "\ud800"}); g.V("\ud800").All(); g.V(iri("\ud800")).All()`, ""},
	{"arguments", `(function() { g.emit(arguments) })(1, 2)`, ""},
	{"array with holes", `g.emit([, 1, , ]); g.V([, "<alice>"]).All()`, "runtime "},

	// The realm.
	{"Function", `Function("return 1")()`, "runtime"},
	{"Function by another name", `(() => 1).constructor("return this")()`, "runtime"},
	{"async Function by another name", `(async () => 1).constructor("return this")()`, "runtime"},
	{"generator Function by another name", `(function*(){}).constructor("yield 1")()`, "runtime"},
	{"eval", `eval("1")`, "runtime"},
	{"eval by another name", `(0, eval)("1")`, "runtime"},
	{"Proxy", `new Proxy({}, {get() { return 1 }})`, "runtime"},
	{"typed array", `new Uint8Array(1e9)`, "runtime"},
	{"buffer", `new ArrayBuffer(1e9)`, "runtime"},
	{"BigInt", `2n ** 1000000000n`, "syntax"},
	{"BigInt by another name", `BigInt(1) ** BigInt(1e9)`, "runtime"},
	{"require and its like", `[typeof require, typeof process, typeof console, typeof setTimeout, typeof fetch].forEach(t => { if (t !== "undefined") for (;;); })`, ""},
	{"import", `import fs from "fs"`, "syntax"},
	{"source map", "//# sourceMappingURL=/etc/passwd\n1", ""},
	{"prototypes of all polluted", `for (const P of [Object.prototype, Array.prototype, String.prototype, Function.prototype])
		for (const k of ["get", "set", "value", "then", "toString", "0", "length", "join", "call", "apply"])
			try { Object.defineProperty(P, k, {get() { for (;;); }, set() { for (;;); }, configurable: true}) } catch (e) {}
		g.emit([1, 2].map(x => x + 1))`, "timeout runtime "},
	{"prototype of paths polluted", `Object.getPrototypeOf(g.V()).All = () => { for (;;); }; g.V("<alice>").all()`, ""},
	{"prototype set in a loop", `var a = {}, b = Object.create(a); Object.setPrototypeOf(a, b)`, "runtime"},
	{"globals overwritten", `g = iri = P = Object = Array = undefined; this.x = 1`, ""},
	{"global frozen", `Object.freeze(globalThis); Object.freeze(Object.prototype); var late = 1; g.V("<alice>").All()`, " runtime"},
	{"Array.prototype.push polluted", `Array.prototype.push = function() { for (;;); }; g.V("<alice>").Tag("x").All()`, ""},
	{"Symbol.iterator polluted", `Array.prototype[Symbol.iterator] = function* () { for (;;) yield 1 }; g.V(...["<alice>"]).All()`, "timeout memory stack"},
	{"sort that lies", `Array.from({length: 1e5}, (x, i) => i).sort(() => Math.random() - .5)`, "timeout "},
	{"sort that changes its array", `var a = [3, 2, 1]; a.sort((x, y) => { a.length = 0; a.push(1); return x - y })`, ""},
	{"sort of much", `for (;;) Array(1e6).fill(1).sort()`, "timeout memory"},
	{"hidden check called", `this["\0checked"]("x"); this["\0checked"] = 1; var s = "x"; for (;;) s += s`, "memory runtime"},
	{"iterator that never ends", `new Map({[Symbol.iterator]: () => ({next: () => ({value: [1, 1]})})})`, "timeout"},
	{"Promise.all of no end", `Promise.all({[Symbol.iterator]: () => ({next: () => ({value: 1})})})`, "timeout memory"},
	{"destructuring of no end", `var [...a] = {[Symbol.iterator]: () => ({next: () => ({value: 1})})}`, "timeout memory"},
	{"Object.fromEntries of no end", `Object.fromEntries({[Symbol.iterator]: () => ({next: () => ({value: [Math.random(), 1]})})})`, "timeout memory"},
	{"labels", `a: for (;;) { b: for (;;) { continue a } }`, "timeout"},
	{"with", `with ({get x() { for (;;); }}) x`, "timeout"},

	// The parser.
	{"parentheses", strings.Repeat("(", 32<<10) + "1" + strings.Repeat(")", 32<<10), "source"},
	{"open parentheses", strings.Repeat("(", 64<<10), "source"},
	{"brackets", strings.Repeat("[", 64<<10), "source"},
	{"braces", strings.Repeat("{", 64<<10), "source"},
	{"templates", strings.Repeat("`${", 20<<10), "source"},
	{"unary operators", strings.Repeat("!", 60<<10) + "1", "source"},
	{"signs", strings.Repeat("- ", 30<<10) + "1", "source"},
	{"powers", "1" + strings.Repeat("**1", 20<<10), "source"},
	{"sums", "1" + strings.Repeat("+1", 30<<10), "source"},
	{"commas", "1" + strings.Repeat(",1", 30<<10), ""},
	{"members", "g" + strings.Repeat(".a", 30<<10), "source runtime"},
	{"calls", "g" + strings.Repeat("()", 30<<10), "source runtime"},
	{"assignments", strings.Repeat("a=", 30<<10) + "1", "source"},
	{"conditions", strings.Repeat("1?", 15<<10) + "1" + strings.Repeat(":1", 15<<10), "source"},
	{"arrows", strings.Repeat("a=>", 20<<10) + "1", "source"},
	{"arrows in parameters", strings.Repeat("(a=", 200) + "1" + strings.Repeat(")=>1", 200), "source"},
	{"else if", strings.Repeat("if(1);else ", 5<<10) + ";", "source"},
	{"labels of labels", strings.Repeat("a:", 30<<10) + ";", "source"},
	{"labels within braces", strings.Repeat("a:a:a:a:a:a:{", 200), "source"},
	{"labels of statements", strings.Repeat("a:if(1)", 8<<10) + ";", "source"},
	{"labels missing", strings.Repeat("break a;", 8<<10), "syntax"},
	{"errors", strings.Repeat("1=1;", 16<<10), "syntax"},
	{"new", strings.Repeat("new ", 15<<10) + "a", "source"},
	{"await", "async()=>" + strings.Repeat("await ", 10<<10) + "1", "source"},
	{"optional chains", "g" + strings.Repeat("?.a", 20<<10), "source "},
	{"classes", strings.Repeat("class A extends ", 4<<10) + "B{}", "source syntax"},
	{"do", strings.Repeat("do ", 20<<10) + ";", "source syntax"},
	{"too long", strings.Repeat(" ", 64<<10+1), "source"},
	{"no program", "\x00\xff", "syntax"},
	{"slashes", strings.Repeat("/", 64<<10), ""},
}

// hostileLimits are tight, so that the table is quick.
var hostileLimits = Options{Timeout: 200 * time.Millisecond, MaxHeap: 64 << 20}

// hostileStores are follows.nq with nodes more, in each kind of store.
func hostileStores(t testing.TB) map[string]graph.QuadStore {
	t.Helper()
	quads := followsQuads(t)
	for i := range nodes {
		for j := range 2 {
			quads = append(quads, quad.MakeIRI(fmt.Sprint("n", i), "knows", fmt.Sprint("n", (i+j+1)%nodes), ""))
		}
	}
	file, err := quadstore.Open(filepath.Join(t.TempDir(), "x.db"), quadstore.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { file.Close() })
	out := map[string]graph.QuadStore{"memstore": memstore.New(quads...), "memory": quadstore.Memory(), "file": file}
	for _, name := range []string{"memory", "file"} {
		fill(t, out[name], quads)
	}
	return out
}

// fill writes quads into a store, in batches: one of all costs bbolt their
// square.
func fill(t testing.TB, qs graph.QuadStore, quads []quad.Quad) {
	t.Helper()
	w, err := qs.NewQuadWriter()
	if err != nil {
		t.Fatal(err)
	}
	for batch := range slices.Chunk(quads, 2000) {
		if _, err := w.WriteQuads(batch); err != nil {
			t.Fatal(err)
		}
	}
}

// TestHostile: whatever a program does, it ends within its limits, with a
// result or an error that says why; and the next one finds all as it should be.
func TestHostile(t *testing.T) {
	for name, qs := range hostileStores(t) {
		t.Run(name, func(t *testing.T) {
			for _, h := range hostilePrograms {
				if name != "memory" && !strings.Contains(h.program, "g.V(") {
					continue // it never comes to the store
				}
				t.Run(h.name, func(t *testing.T) { testHostile(t, qs, h.program, h.ends) })
			}
		})
	}
}

// mayEndWell: an empty word says so; and what is to run out of time or memory does no harm if a fast
// machine, or a late garbage collection, lets it end within them; what is wrong
// must be said.
func mayEndWell(ends string) bool {
	kinds := strings.Split(ends, " ")
	if slices.Contains(kinds, "") {
		return true
	}
	return !slices.ContainsFunc(kinds, func(k string) bool { return k != string(Timeout) && k != string(Memory) })
}

func testHostile(t *testing.T, qs graph.QuadStore, program, ends string) {
	base := heap()
	peak := watchHeap()
	start := time.Now()
	_, err := Run(context.Background(), qs, program, hostileLimits)
	took, most := time.Since(start), peak()-base
	var e *Error
	switch {
	case err == nil && !mayEndWell(ends):
		t.Errorf("it ended well, want %s", ends)
	case err != nil && (!errors.As(err, &e) || e.Kind != Timeout && !slices.Contains(strings.Split(ends, " "), string(e.Kind))):
		t.Errorf("%v (%T), want %q", err, err, ends)
	case err != nil && (e.Message == "" || len(e.Message) > 5*maxMessage):
		t.Errorf("its error has %d bytes", len(e.Message))
	}
	// Generous: this is to find what does not stop at all.
	if took > 10*time.Second {
		t.Errorf("it took %v", took)
	}
	if most > 8*hostileLimits.MaxHeap {
		t.Errorf("it took %d MiB", most>>20)
	}
	if testing.Verbose() {
		t.Logf("%v, %d MiB, %v", took.Round(time.Millisecond), most>>20, err)
	}
	if got := column(run(t, qs, `g.V("<alice>").Out("<follows>").All()`, Options{}), "id"); !slices.Equal(got, []string{"<bob>"}) {
		t.Fatalf("the next program finds %q", got)
	}
}

// watchHeap notes the size of the heap until the function is called, which
// tells the largest.
func watchHeap() func() int64 {
	done, peak := make(chan struct{}), make(chan int64)
	go func() {
		most := heap()
		tick := time.NewTicker(time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				most = max(most, heap())
			case <-done:
				peak <- max(most, heap())
				return
			}
		}
	}()
	return func() int64 {
		close(done)
		return <-peak
	}
}
