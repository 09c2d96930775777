package wire

import (
	"html"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/extract/article/dates"
	"parley/extract/article/draft"
)

// Byline is who a source says wrote an article.
type Byline struct {
	People []string // persons, or what they call themselves
	House  string   // an outlet, its staff, a firm, an office: the first named
	Agency string   // the wire agency named beside them, or alone
	Marked bool     // words such as "by" stand before the names
	Weak   bool     // a name is one word only, or in lower case: without a mark it may be anything
}

// longestByline is more than any byline has, in characters.
const longestByline = 300

// ReadByline reads what a source says of who wrote an article, "By Anna Novak
// and Bo Li, Reuters", in any language of the lists. What stands around the
// names falls away: dates, jobs, degrees, places, addresses, handles, credits
// of pictures. Line breaks part what need not belong together: names after the
// first words that are none do not count.
func ReadByline(s, language string) Byline {
	var b Byline
	if utf8.RuneCountInString(s) > longestByline {
		return b
	}
	joined := false // the next line goes on with the names
	for line := range strings.Lines(s) {
		line = unlinked(draft.Line(html.UnescapeString(line)))
		bare := strings.TrimFunc(line, edge)
		low := strings.ToLower(bare)
		switch {
		case bare == "":
			joined = joined || strings.ContainsAny(line, ",;/")
		case joins()[low]:
			joined = true
		case len(b.People) > 0 && !joined && line[0] != ',', pictures()[low]:
			return b
		case leadIns()[low]:
			b.Marked = true
		default:
			if !b.readLine(bare, language) {
				return b
			}
			joined = strings.HasSuffix(line, ",")
		}
	}
	return b
}

// readLine adds the names in a line. It says no where the names end.
func (b *Byline) readLine(line, language string) bool {
	people, house := len(b.People), b.House
	for seg := range strings.SplitSeq(parted(line, language), "\n") {
		before := len(b.People)
		if !b.read(strings.TrimFunc(seg, edge), seg == line) || before > 0 && len(b.People) == before {
			return false
		}
	}
	b.Marked = b.Marked && (len(b.People) > people || b.House != house)
	return true
}

// unlinked is s without the addresses of pages and the handles in it.
func unlinked(s string) string {
	if !strings.Contains(s, "://") && !strings.Contains(s, "@") {
		return s
	}
	var out []string
	for w := range strings.FieldsSeq(s) {
		if !strings.Contains(w, "://") && !strings.HasPrefix(strings.TrimLeft(w, "("), "@") {
			out = append(out, w)
		}
	}
	return strings.Join(out, " ")
}

// edge says whether r may stand around a name and is no part of it.
func edge(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune(",;:|•·∙/–—-−*~_>»«<+()[]\"“”„", r)
}

// parted is a line with line breaks for what parts a byline from other things:
// bars, dots, dashes with space around them, dates, numbers.
func parted(line, language string) string {
	for _, f := range slices.Backward(dates.All(line, language)) {
		line = line[:f.Start] + "\n" + line[f.End:]
	}
	for _, sep := range []string{"|", "•", "·", "∙", "●", "»", "//", " - ", " – ", " — ", " -- "} {
		line = strings.ReplaceAll(line, sep, "\n")
	}
	words := strings.Split(line, " ")
	for i, w := range words {
		if w != "" && w[0] >= '0' && w[0] <= '9' {
			words[i] = "\n"
		}
	}
	return strings.Join(words, " ")
}

// read adds the names in a part of a byline, which is whole if nothing else
// stands in its line. It says no where the names end.
func (b *Byline) read(s string, whole bool) bool {
	for {
		rest, ok := after(s, leadIns())
		if !ok {
			break
		}
		s, b.Marked = rest, true
	}
	if _, ok := after(s, pictures()); ok {
		return false
	}
	if rest, ok := behindBy(s); ok {
		s, b.Marked = rest, true
	}
	more := true
	words := strings.Fields(s)
	for i := 1; i < len(words); i++ { // "Anna Novak Foto: Bo Li"
		w := strings.ToLower(words[i])
		if pictures()[strings.TrimSuffix(w, ":")] && (strings.HasSuffix(w, ":") || i+1 < len(words) && leadIns()[strings.ToLower(words[i+1])]) {
			words, more = words[:i], false
		}
	}
	for n := len(words); n > 1 && behind[words[n-1]]; n = len(words) {
		words = words[:n-1]
	}
	b.add(names(strings.Join(words, " ")), whole || b.Marked)
	return more
}

// add adds the names in a list. Single words count if the list may consist of
// them.
func (b *Byline) add(parts []part, mayBeSingle bool) {
	var found, single []string
	open := true // a job or an outlet ends a list, but "and" goes on
	for _, part := range parts {
		open = open || part.and
		switch name := strings.TrimFunc(part.text, edge); {
		case Agency(name) != "":
			if b.Agency == "" {
				b.Agency = Agency(name)
			}
			open = false
		case Address(name) || isHouse(name):
			if b.House == "" && len(found) == 0 {
				b.House = name
			}
			open = false
		default:
			n := person(unglued(name))
			switch {
			case n == "" || places()[strings.ToLower(n)]:
				open = open && len(found) == 0
			case !strings.Contains(n, " ") || strings.ToLower(n) == n:
				single = append(single, n)
			case open:
				found = append(found, n)
			}
		}
	}
	// A word behind a whole name is a place or an outlet. Alone it is a name, and
	// so are words in lower case.
	weak := len(single) == len(parts)
	lower := slices.ContainsFunc(single, func(n string) bool { return strings.Contains(n, " ") })
	if weak && mayBeSingle && len(b.People) == 0 && b.Agency == "" && (!lower || len(single) == 1) {
		found = single
	}
	for _, n := range found {
		if n = recased(n); !slices.Contains(b.People, n) {
			b.Weak = b.Weak || weak
			b.People = append(b.People, n)
		}
	}
}

// behindBy is what stands behind "by" if only words that are in no name stand
// before it: "Posted 3 hours ago by Anna Novak".
func behindBy(s string) (string, bool) {
	words := strings.Fields(s)
	for i, w := range words {
		switch {
		case i > 0 && leadIns()[strings.ToLower(w)] && w == strings.ToLower(w):
			return strings.Join(words[i+1:], " "), i+1 < len(words)
		case !noName()[strings.ToLower(strings.Trim(w, ".,:"))] && !perhaps()[strings.ToLower(w)]:
			return "", false
		}
	}
	return "", false
}

// after is s without an entry of a list that it begins with, as whole words.
func after(s string, list map[string]bool) (string, bool) {
	low := strings.ToLower(s)
	if len(low) != len(s) {
		return s, false
	}
	words, at := 0, 0
	best := -1
	for i, r := range s {
		if r != ' ' && r != ':' {
			continue
		}
		if words++; words > 4 {
			break
		}
		head := low[at:i]
		if list[head] && (len(head) > 2 || head == "by" || s[:i] == head) {
			best = i
		}
	}
	if best < 0 {
		return s, false
	}
	return strings.TrimFunc(s[best:], edge), true
}

// part is one of a list of names: "and" stands before it or a comma.
type part struct {
	text string
	and  bool
}

// names parts a list of names at commas and the words that join them. A word
// of one letter or two joins whole names only: "Ortega y Gasset" is one.
func names(s string) []part {
	var out []part
	and := false
	for item := range strings.FieldsFuncSeq(s, func(r rune) bool { return strings.ContainsRune(",;&/+、，", r) }) {
		words := strings.Fields(item)
		from := 0
		for i := 0; i < len(words); i++ {
			n := joinAt(words[i:])
			if n == 0 {
				continue
			}
			if short := strings.ToLower(words[i]); n == 1 && utf8.RuneCountInString(short) <= 2 && short != "et" && (i-from < 2 || len(words)-i-n < 2) && len(out) == 0 {
				continue
			}
			if i > from {
				out = append(out, part{strings.Join(words[from:i], " "), and})
			}
			and = true
			i += n - 1
			from = i + 1
		}
		if from < len(words) {
			out = append(out, part{strings.Join(words[from:], " "), and})
			and = false
		}
	}
	return out
}

// mostJoin is how many words an entry of the list of joins has.
const mostJoin = 5

// joinAt is how many of the words join names, from the first on. A capital is
// an initial.
func joinAt(words []string) int {
	if len(words[0]) == 1 && words[0] == strings.ToUpper(words[0]) && words[0] != "&" {
		return 0
	}
	for n := min(mostJoin, len(words)); n > 0; n-- {
		if joins()[strings.ToLower(strings.Join(words[:n], " "))] {
			return n
		}
	}
	return 0
}
