package gizmo

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds on how a program nests. The parser recurses in Go, cannot be
// interrupted, and reads the parameters of an arrow function twice, so that
// n of them in each other's defaults take 2^n steps.
const (
	maxBrackets = 250     // brackets within brackets
	maxArrows   = 500     // arrows in a row without a comma or semicolon
	maxLabels   = 500     // labels of labels: the parser compares each with all
	maxReread   = 1 << 20 // bytes the parser may come to read
	maxNodes    = 1000    // depth of the syntax tree
)

// scanner reads a program as far as its brackets go, before the parser may
// see it. Where a slash could begin a regular expression or divide, and only
// a parser could tell, it refuses rather than guesses.
type scanner struct {
	text  string
	at    int
	open  []bracket
	regex slash // what a slash would be here
	word  string

	labels int // colons that may follow a label, in all open brackets
}

// bracket is an open one.
type bracket struct {
	c       byte
	start   int
	weight  int  // bytes the parser reads in it
	arrows  int  // in a row
	asked   int  // ? without its colon yet
	labels  int  // other colons since a comma or semicolon
	control bool // the parentheses of if, while, for or with
	text    bool // ${ of a template
}

type slash int

const (
	begins slash = iota // a regular expression
	divides
	unclear
)

// scan reports what is wrong with the way text nests.
func scan(text string) error {
	s := &scanner{text: text, open: []bracket{{}}}
	for s.at < len(text) {
		if err := s.token(); err != nil {
			return err
		}
	}
	return nil
}

func (s *scanner) top() *bracket { return &s.open[len(s.open)-1] }

func (s *scanner) fail(kind ErrorKind, at int, format string, args ...any) error {
	before := s.text[:at]
	line := strings.Count(before, "\n")
	column := utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:])
	return &Error{Line: line + 1, Column: column + 1, Kind: kind, Message: fmt.Sprintf(format, args...)}
}

// token reads one token, comment or white space.
func (s *scanner) token() error {
	start, c := s.at, s.text[s.at]
	switch {
	case s.skip():
		return nil
	case c == '"' || c == '\'':
		return s.quoted(c)
	case c == '`':
		s.at++
		return s.template(start)
	case c == '/':
		switch s.regex {
		case begins:
			return s.expression()
		case unclear:
			return s.fail(Syntax, start, "a regular expression or a division? put it in parentheses")
		}
		s.at++
		s.regex, s.word = begins, ""
	case c == '(' || c == '[' || c == '{':
		s.at++
		return s.push(bracket{c: c, start: start, control: c == '(' && slices.Contains(controls, s.word)})
	case c == ')' || c == ']' || c == '}':
		return s.close(c)
	case wordByte(c):
		s.name()
	default:
		s.operator()
		if s.top().arrows > maxArrows {
			return s.fail(Source, start, "more than %d arrow functions within each other", maxArrows)
		}
		if s.labels > maxLabels {
			return s.fail(Source, start, "more than %d labels or cases without a comma or semicolon", maxLabels)
		}
	}
	s.top().weight += s.at - start
	return nil
}

func (s *scanner) push(b bracket) error {
	if len(s.open) > maxBrackets {
		return s.fail(Source, b.start, "brackets nested more than %d deep", maxBrackets)
	}
	s.open = append(s.open, b)
	s.regex, s.word = begins, ""
	return nil
}

var pairs = map[byte]byte{')': '(', ']': '[', '}': '{'}

func (s *scanner) close(c byte) error {
	b := *s.top()
	if b.c != pairs[c] {
		return s.fail(Syntax, s.at, "unexpected %q", c)
	}
	s.open = s.open[:len(s.open)-1]
	s.labels -= b.labels
	s.at++
	weight := b.weight + 2
	switch c {
	case ')':
		s.regex = divides
		if b.control {
			s.regex = begins
		}
		here := s.at
		for s.at < len(s.text) && s.skip() {
		}
		if strings.HasPrefix(s.text[s.at:], "=>") {
			weight *= 2
		}
		s.at = here
	case ']':
		s.regex = divides
	case '}':
		s.regex = unclear
	}
	s.word = ""
	if s.top().weight += weight; s.top().weight > maxReread {
		return s.fail(Source, b.start, "arrow functions nested too deeply in parameters")
	}
	if b.text {
		return s.template(b.start)
	}
	return nil
}

// skip reads white space or a comment.
func (s *scanner) skip() bool {
	rest := s.text[s.at:]
	switch {
	case strings.HasPrefix(rest, "//") || s.at == 0 && strings.HasPrefix(rest, "#!"):
		if n := strings.IndexAny(rest, "\n\r\u2028\u2029"); n >= 0 {
			s.at += n
		} else {
			s.at = len(s.text)
		}
		return true
	case strings.HasPrefix(rest, "/*"):
		if n := strings.Index(rest[2:], "*/"); n >= 0 {
			s.at += n + 4
		} else {
			s.at = len(s.text)
		}
		return true
	}
	r, size := utf8.DecodeRuneInString(rest)
	if unicode.IsSpace(r) || r == '\ufeff' || unicode.Is(unicode.Zs, r) || r == '\u2028' || r == '\u2029' {
		s.at += size
		return true
	}
	return false
}

func wordByte(c byte) bool {
	return c >= utf8.RuneSelf || c == '_' || c == '$' || c == '#' || c == '\\' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// Words with parentheses before a statement; words an expression follows; and
// words that are names or not, as the place is.
var (
	controls = []string{"if", "while", "for", "with"}
	leading  = []string{"return", "typeof", "case", "in", "instanceof", "new", "delete", "void", "throw", "do", "else", "extends", "default"}
	moody    = []string{"of", "yield", "await", "let", "async", "static", "get", "set"}
)

// name reads a name, keyword or number.
func (s *scanner) name() {
	start := s.at
	number := '0' <= s.text[s.at] && s.text[s.at] <= '9'
	for s.at < len(s.text) && (wordByte(s.text[s.at]) || number && s.text[s.at] == '.') {
		if r, size := utf8.DecodeRuneInString(s.text[s.at:]); size > 1 {
			if unicode.IsSpace(r) || r == '\ufeff' || r == '\u2028' || r == '\u2029' {
				break
			}
			s.at += size
			continue
		}
		s.at++
	}
	property := s.word == "."
	s.word = s.text[start:s.at]
	switch {
	case property:
		s.regex, s.word = divides, ""
	case slices.Contains(leading, s.word):
		s.regex = begins
	case slices.Contains(moody, s.word):
		s.regex = unclear
	default:
		s.regex = divides
	}
}

// operator reads punctuation.
func (s *scanner) operator() {
	rest := s.text[s.at:]
	s.regex, s.word = begins, ""
	switch {
	case strings.HasPrefix(rest, "=>"):
		s.at += 2
		s.top().arrows++
	case strings.HasPrefix(rest, "++") || strings.HasPrefix(rest, "--"):
		s.at += 2
		s.regex = divides
	case strings.HasPrefix(rest, "..."):
		s.at += 3
	case strings.HasPrefix(rest, "?.") && (len(rest) < 3 || rest[2] < '0' || rest[2] > '9'):
		s.at += 2
		s.word = "."
	case rest[0] == '.':
		s.at++
		s.word = "."
		if len(rest) > 1 && '0' <= rest[1] && rest[1] <= '9' { // .5
			s.word = ""
		}
	case strings.HasPrefix(rest, "??"):
		s.at += 2
	case rest[0] == '?':
		s.at++
		s.top().asked++
	case rest[0] == ':':
		s.at++
		if s.top().asked > 0 {
			s.top().asked--
			break
		}
		s.top().labels++
		s.labels++
	case rest[0] == ',' || rest[0] == ';':
		s.at++
		s.labels -= s.top().labels
		s.top().arrows, s.top().asked, s.top().labels = 0, 0, 0
	default:
		s.at++
	}
}
