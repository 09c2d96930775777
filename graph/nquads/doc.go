// Package nquads turns quads into W3C N-Quads and N-Triples and back.
//
// [Append] writes a quad as a line and [NewReader] reads lines; what one wrote
// the other takes back just so. The graph's own short IRIs (parley:met) are
// full ones outside (urn:parley:met): see [Expand] and [Shorten].
//
// The package is there because quad's own cannot be used: its writer writes
// IRIs raw, so that a crafted one adds quads, and leaves datatypes short, which
// other programs do not read; its reader ends a literal at the first `"@` or
// `"^^` within it, and takes words without quotation marks for strings. This
// one passes all of the W3C's syntax tests, good and bad.
package nquads
