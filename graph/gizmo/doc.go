// Package gizmo runs a Gizmo program (JavaScript over a graph) on any Cayley
// quad store and turns it into rows of typed values. Call [Run].
//
// The language is that of Cayley: g.V(…).Out(…).All() and so on, with the
// same answers. What differs is what surrounds it. A program may be foreign:
// it reaches the graph and nothing else, and whatever it does it ends within
// its limits of time, memory, rows and call depth, with a result or an
// [*Error] that says where and why. Values keep their kind: the IRI <bob> and
// the word "<bob>" stay two things.
//
// # How a program is held
//
// It runs in the caller's goroutine; a second one, the watcher, looks every
// two milliseconds at the clock, the heap and the context, and raises a flag
// when one of them has run out. Three places look at the flag:
//
//   - the interpreter, before each instruction;
//   - the store under Cayley's iterators ([guard]), at each step, so that no
//     iterator can go on by itself;
//   - whatever Go code of ours JavaScript can call.
//
// What remains are the built-in functions of JavaScript that work for long
// without a step of the interpreter, such as join, sort or repeat. The files in
// realm put loops written in JavaScript in their place, or bound what they are
// given, and put one JavaScript frame before each other built-in, so that
// none can call another for ever. Strings have at most a million characters.
// A built-in that works through one, and the parser, whose input is bounded
// too, can still run past the time limit by a second or so.
//
// # Where it differs from Cayley
//
// On purpose, because Cayley's answer there is wrong, silent or a crash:
//
//   - an argument of the wrong type is a TypeError in the program;
//   - back("x") without a tag x before it is an error, not another path;
//   - limits of getLimit and All do not outlive the call;
//   - all columns of several SaveOpt are kept; Order keeps the tags of each
//     path; a morphism with Both or Union can be followed recursively;
//   - a path that is reversed keeps each step's label context;
//   - g.V(["<a>", "<b>"]), Has("<p>", [..]) and Is([..]) take lists;
//   - Count counts (memstore's g.V().Count() adds quads to nodes);
//   - rows without any value are left out;
//   - raw("…") is the term that the text spells;
//   - BigInt, Proxy, typed arrays, eval and Function(…) are not offered, and
//     a regular expression has no lookaround and no back-references.
//
// What is as in Cayley, and may surprise: a node comes once for each quad that
// leads to it, so once for each label (Unique keeps one); of several Saves
// with several values each, not every combination comes; ToArray and ForEach
// give IRIs as "<iri>" and drop language tags, and a string so spelled is that
// IRI again when it is emitted.
package gizmo
