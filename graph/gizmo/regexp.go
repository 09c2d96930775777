package gizmo

import (
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"strings"
	"unicode/utf8"

	"github.com/dop251/goja"
	"github.com/dop251/goja/parser"
)

// maxMatch bounds the steps of one match: instructions of the pattern times
// bytes of the string. Go's matcher needs no more than that, but cannot be
// interrupted. The interpreter's own second matcher, which it takes for
// lookaround and whenever a match starts in the middle of a string, can need
// 2^n steps, so all matching is done here.
const maxMatch = 50_000_000

// pattern is a regular expression of JavaScript as Go matches it.
type pattern struct {
	first  *regexp.Regexp // from the start of the text
	later  *regexp.Regexp // one character before where it starts; group 1 is the match
	size   int            // instructions
	sticky bool
}

// compilePattern makes a pattern of source and flags. Characters are code
// points, with the flag u and without.
func compilePattern(source, flags string) (*pattern, error) {
	re, err := parser.TransformRegExp(source, strings.Contains(flags, "s"), strings.Contains(flags, "u"))
	if err != nil {
		var no parser.RegexpErrorIncompatible
		if errors.As(err, &no) {
			return nil, fmt.Errorf("a regular expression has no lookaround and no back-references in a Gizmo program: /%s/", source)
		}
		return nil, err
	}
	set := ""
	for _, f := range "ims" {
		if strings.ContainsRune(flags, f) {
			set += string(f)
		}
	}
	if set != "" {
		re = "(?" + set + ":" + re + ")"
	}
	p := &pattern{sticky: strings.Contains(flags, "y")}
	any := "(?s:.*?)"
	start := ""
	if p.sticky {
		any, start = "", `\A`
	}
	if p.first, err = regexp.Compile(start + "(" + re + ")"); err != nil {
		return nil, err
	}
	if p.later, err = regexp.Compile(`\A(?s:.)` + any + "(" + re + ")"); err != nil {
		return nil, err
	}
	tree, err := syntax.Parse(re, syntax.Perl)
	if err != nil {
		return nil, err
	}
	prog, err := syntax.Compile(tree.Simplify())
	if err != nil {
		return nil, err
	}
	p.size = len(prog.Inst)
	return p, nil
}

// find is where p matches in s from byte start on, as pairs of byte offsets:
// of the match, then of its groups, -1 where there is none. It is nil if
// there is no match.
func (p *pattern) find(s string, start int) []int {
	if start == 0 {
		if m := p.first.FindStringSubmatchIndex(s); m != nil {
			return m[2:]
		}
		return nil
	}
	_, size := utf8.DecodeLastRuneInString(s[:start])
	m := p.later.FindStringSubmatchIndex(s[start-size:])
	if m == nil {
		return nil
	}
	for i := range m {
		if m[i] >= 0 {
			m[i] += start - size
		}
	}
	return m[2:]
}

// match is the built-in behind RegExp.prototype.exec: (source, flags, string,
// start) -> [from, to, name of group 1, from, to, …] in UTF-16 units, or null.
func (s *session) match(call goja.FunctionCall) (goja.Value, error) {
	source, flags := call.Argument(0).String(), call.Argument(1).String()
	subject, start := call.Argument(2).String(), int(call.Argument(3).ToInteger())
	p, ok := s.patterns[[2]string{source, flags}]
	if !ok {
		var err error
		if p, err = compilePattern(source, flags); err != nil {
			return nil, err
		}
		if s.patterns == nil || len(s.patterns) > 100 {
			s.patterns = map[[2]string]*pattern{}
		}
		s.patterns[[2]string{source, flags}] = p
	}
	ascii := isASCII(subject)
	at := start
	if !ascii {
		at = byteOffset(subject, start)
	}
	if at > len(subject) {
		return goja.Null(), nil
	}
	if (len(subject)-at)*p.size > maxMatch {
		s.stop(&Error{Kind: Memory, Message: fmt.Sprintf("a match of /%.40s/ on a string of %d bytes would take too long", source, len(subject))})
	}
	m := p.find(subject, at)
	if m == nil {
		return goja.Null(), nil
	}
	names := p.first.SubexpNames()
	out := make([]any, 0, len(m)/2*3)
	for i := 0; i < len(m); i += 2 {
		if i > 0 {
			out = append(out, names[i/2+1])
		}
		for _, o := range m[i : i+2] {
			if o > 0 && !ascii {
				o = units(subject[:o])
			}
			out = append(out, o)
		}
	}
	return s.vm.NewArray(out...), nil
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// units is the length of s in UTF-16.
func units(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xffff {
			n++
		}
	}
	return n
}

// byteOffset is where the n-th UTF-16 unit of s begins, the middle of a pair
// counting as its end, or more than len(s).
func byteOffset(s string, n int) int {
	for i, r := range s {
		if n <= 0 {
			return i
		}
		n--
		if r > 0xffff {
			n--
		}
	}
	if n <= 0 {
		return len(s)
	}
	return len(s) + 1
}
