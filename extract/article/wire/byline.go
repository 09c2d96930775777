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
	s = strings.Join(words, " ")
	var found []string
	var single []string
	parts := names(s)
	for _, part := range parts {
		switch part = strings.TrimFunc(part, edge); {
		case Agency(part) != "":
			if b.Agency == "" {
				b.Agency = Agency(part)
			}
		case Address(part) || isHouse(part):
			if b.House == "" {
				b.House = part
			}
		default:
			n := person(unglued(part))
			switch {
			case n == "":
			case !strings.Contains(n, " ") || strings.ToLower(n) == n:
				single = append(single, n)
			default:
				found = append(found, n)
			}
		}
	}
	// A word behind a whole name is a place or an outlet. Alone it is a name, and
	// so are words in lower case.
	lower := slices.ContainsFunc(single, func(n string) bool { return strings.Contains(n, " ") })
	if len(b.People) == 0 && (!lower || len(single) == 1) && b.Agency == "" && len(single) == len(parts) && (whole || b.Marked) {
		found = single
	}
	for _, n := range found {
		if n = recased(n); !slices.Contains(b.People, n) {
			b.Weak = b.Weak || len(single) == len(parts)
			b.People = append(b.People, n)
		}
	}
	return more
}

// behindBy is what stands behind "by" if only words that are in no name stand
// before it: "Posted 3 hours ago by Anna Novak".
func behindBy(s string) (string, bool) {
	words := strings.Fields(s)
	for i, w := range words {
		switch {
		case i > 0 && leadIns()[strings.ToLower(w)] && w == strings.ToLower(w):
			return strings.Join(words[i+1:], " "), i+1 < len(words)
		case !noName()[strings.ToLower(strings.Trim(w, ".,:"))]:
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

// names parts a list of names at commas and the words that join them. A word
// of one letter or two joins whole names only: "Ortega y Gasset" is one.
func names(s string) []string {
	var out []string
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",;&/+、，", r) }) {
		words := strings.Fields(part)
		from := 0
		for i := 0; i < len(words); i++ {
			for n := min(5, len(words)-i); n > 0; n-- {
				w := strings.ToLower(strings.Join(words[i:i+n], " "))
				if !joins()[w] || words[i] == strings.ToUpper(words[i]) && len(w) == 1 {
					continue
				}
				if utf8.RuneCountInString(w) <= 2 && w != "et" && (i-from < 2 || len(words)-i-n < 2) && len(out) == 0 {
					continue
				}
				out = append(out, strings.Join(words[from:i], " "))
				i += n - 1
				from = i + 1
				break
			}
		}
		out = append(out, strings.Join(words[from:], " "))
	}
	return out
}

// unglued is a name without what stands around it: a remark in brackets, "in Oslo", "for The Post", jobs before or behind it.
func unglued(s string) string {
	if i := strings.IndexAny(s, "(["); i > 0 {
		s = s[:i]
	}
	words := strings.Fields(strings.TrimFunc(s, edge))
	for i, w := range words {
		if i > 1 && (behind[w] || len(w) > 2 && behind[strings.ToLower(w)]) {
			words = words[:i]
			break
		}
	}
	for len(words) > 2 && isJob(words[0]) {
		words = words[1:]
	}
	for n := len(words); n > 2 && isJob(words[n-1]); n = len(words) {
		words = words[:n-1]
	}
	for i, w := range words { // "Anna NovakUpdated"
		for _, label := range glued {
			if head, ok := strings.CutSuffix(w, label); ok && head != "" {
				return strings.Join(append(words[:i:i], head), " ")
			}
		}
	}
	return strings.TrimFunc(strings.Join(words, " "), edge)
}

// behind are the words behind a name that tell where, when or for whom.
var behind = map[string]bool{"in": true, "at": true, "for": true, "on": true, "from": true, "aus": true, "für": true, "bei": true, "am": true, "à": true, "para": true, "em": true, "en": true, "is": true, "ist": true, "hace": true, "há": true, "vor": true, "um": true, "le": true}

// glued are labels that pages write right behind a name.
var glued = []string{"Updated", "Published", "Posted", "Follow", "Contact", "Share"}

// Address says whether s is an address on the web or of mail, or ends in one.
func Address(s string) bool {
	if strings.Contains(s, "://") || strings.Contains(s, "@") || strings.Contains(s, "[at]") {
		return true
	}
	for w := range strings.FieldsSeq(strings.ToLower(s)) {
		w = strings.Trim(w, "()")
		i := strings.LastIndexByte(w, '.')
		if i < 3 || len(w)-i < 3 || len(w)-i > 7 || strings.ContainsFunc(w, func(r rune) bool { return r > unicode.MaxASCII }) {
			continue
		}
		if tail := w[i+1:]; strings.HasPrefix(w, "www.") || len(tail) == 2 || tail == "com" || tail == "org" || tail == "net" || tail == "info" || tail == "blog" || tail == "news" {
			if isJob(w) || strings.Count(w[:i], ".") > 0 && len(w) < 8 {
				continue // Ph.D, e.V.
			}
			return true
		}
	}
	return false
}

// isHouse says whether s names an outlet, its staff, a firm or an office.
func isHouse(s string) bool {
	for w := range strings.FieldsSeq(s) {
		w = strings.Trim(w, ".,:")
		if w = w[strings.LastIndexAny(w, "-/")+1:]; houses()[w] || ends(strings.ToLower(w), houses()) {
			return true
		}
	}
	return false
}

func isJob(w string) bool {
	w = strings.ToLower(strings.Trim(w, ".,:"))
	if i := strings.LastIndexByte(w, '-'); i >= 0 {
		w = w[i+1:]
	}
	return ends(w, jobs())
}

// ends says whether a list has w, an end of it behind an asterisk or a
// beginning of it before one.
func ends(w string, list map[string]bool) bool {
	if list[w] {
		return true
	}
	for i := range w {
		if list["*"+w[i:]] || i > 3 && list[w[:i]+"*"] {
			return true
		}
	}
	return list[w+"*"]
}

// particles are the words of names that stand in lower case.
var particles = map[string]bool{"de": true, "van": true, "von": true, "vom": true, "zu": true, "zum": true, "zur": true, "der": true, "den": true, "ter": true, "ten": true, "te": true, "la": true, "le": true, "du": true, "des": true, "del": true, "della": true, "di": true, "da": true, "do": true, "dos": true, "das": true, "e": true, "y": true, "al": true, "el": true, "bin": true, "bint": true, "ibn": true, "ben": true, "af": true, "av": true, "und": true}

// mostWords is how many words a name has.
const mostWords = 6

// person is s as the name of somebody, or empty where it can be none.
func person(s string) string {
	words := strings.Fields(strings.TrimRight(strings.TrimFunc(s, edge), "!?"))
	if len(words) == 0 || len(words) > mostWords || strings.ContainsAny(s, "!?\"“”„=#<>{}%$€") {
		return ""
	}
	upper, lower := 0, 0
	jobs := 0
	for _, w := range words {
		low := strings.ToLower(w)
		if noName()[strings.Trim(low, ".:,'’")] {
			return ""
		}
		if isJob(w) {
			jobs++
		}
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case unicode.IsDigit(r) && len(words) > 1:
			return ""
		case unicode.IsUpper(r) || !unicode.IsLower(r):
			upper++
		case !particles[low] && !strings.ContainsAny(w, "'’"):
			lower++
		}
	}
	if jobs > 0 && (len(words) < 3 || jobs == len(words)) || strings.IndexFunc(s, unicode.IsLetter) < 0 {
		return ""
	}
	if len(words) == 1 {
		return words[0]
	}
	if lower > 0 && upper > 0 || strings.ContainsAny(s, "0123456789") {
		return ""
	}
	return strings.Join(words, " ")
}

// vowels are the letters without which two capitals are initials.
const vowels = "AEIOUYÄÖÜÅØÉÍÓÚ"

// recased is a name that is in capitals, or in lower case, in ordinary letters.
func recased(s string) string {
	words := strings.Fields(s)
	if len(words) < 2 {
		return s
	}
	switch s {
	case strings.ToLower(s):
		for i, w := range words {
			if !particles[w] {
				r, n := utf8.DecodeRuneInString(w)
				words[i] = string(unicode.ToTitle(r)) + w[n:]
			}
		}
	case strings.ToUpper(s):
		for i, w := range words {
			if strings.ContainsAny(w, vowels) || utf8.RuneCountInString(w) > 2 {
				words[i] = place(w)
			}
			if low := strings.ToLower(w); i > 0 && particles[low] {
				words[i] = low
			}
		}
	}
	return strings.Join(words, " ")
}
