// Package wire knows what a news text has at its edges that is no news:
// "GENEVA, March 3 (Reuters) -", "By Anna Novak, Associated Press",
// "(Reporting by Anna Novak; Editing by …)". Place, date, agency and author
// become what is known about the article, and the running text begins after
// them.
package wire

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"parley/extract/article/dates"
	"parley/extract/article/draft"
)

// Agency is the agency that s names, or empty.
func Agency(s string) string { return agencies()[strings.TrimSpace(s)] }

// Read tells d what the edges of its text say. The text is left as it is; its
// Body moves behind a byline, a date and a dateline that it begins with.
func Read(d *draft.Draft) {
	at := d.Body
	for range 3 {
		line, next := paragraph(d.Text, at)
		if !byline(d, line) && !dayLine(d, line) {
			break
		}
		at = next
	}
	if at > d.Body {
		at += len(d.Text[at:]) - len(strings.TrimLeft(d.Text[at:], " \r\n\t"))
	}
	line, _ := paragraph(d.Text, at)
	if n := dateline(d, line); n > 0 {
		at += strings.Index(d.Text[at:], line) + n
	}
	if strings.TrimSpace(d.Text[at:]) != "" {
		d.Body = at
	}
	credit(d)
	if a := Agency(d.Publisher); a != "" {
		d.Tell(draft.Agency, a, "publisher")
	}
	for name := range strings.SplitSeq(d.Author, ",") {
		if a := Agency(name); a != "" {
			d.Tell(draft.Agency, a, "author")
		}
	}
}

// paragraph is the paragraph of s from byte at on, without the space around
// it, and the byte after its line end.
func paragraph(s string, at int) (string, int) {
	for at < len(s) {
		line, _, _ := strings.Cut(s[at:], "\n")
		next := min(at+len(line)+1, len(s))
		if line = strings.TrimSpace(line); line != "" {
			return line, next
		}
		at = next
	}
	return "", len(s)
}

// byline reads a line that names who wrote: "By Anna Novak, Associated Press".
func byline(d *draft.Draft, line string) bool {
	rest, ok := strings.CutPrefix(line, "By ")
	if !ok {
		rest, ok = strings.CutPrefix(line, "BY ")
	}
	if !ok || utf8.RuneCountInString(line) > 120 || strings.ContainsAny(rest, ".!?:;\"“”") && !initials(rest) {
		return false
	}
	words := strings.Fields(rest)
	if len(words) == 0 || len(words) > 14 {
		return false
	}
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) && !small[w] {
			return false
		}
	}
	var names []string
	for part := range strings.SplitSeq(rest, ",") {
		part = strings.TrimSpace(part)
		if a := Agency(part); a != "" {
			d.Tell(draft.Agency, a, "byline")
		} else if part != "" {
			names = append(names, part)
		}
	}
	if len(names) > 0 {
		d.Tell(draft.Author, strings.Join(names, ", "), "byline")
	}
	return true
}

// initials says whether full stops in s are those of initials only.
func initials(s string) bool {
	if strings.ContainsAny(s, "!?:;\"“”") {
		return false
	}
	for w := range strings.FieldsSeq(s) {
		w = strings.TrimRight(w, ",")
		if strings.HasSuffix(w, ".") && utf8.RuneCountInString(w) > 3 && strings.Count(w, ".") < 2 {
			return false
		}
	}
	return true
}

// small are the words that stand in lower case in bylines.
var small = map[string]bool{"and": true, "in": true, "for": true, "of": true, "de": true, "van": true, "von": true, "der": true, "la": true, "al": true, "el": true, "bin": true, "ibn": true, "at": true, "&": true, "the": true, "with": true, "di": true, "da": true, "du": true, "den": true, "ten": true}

// datelines: a place in capitals or with an agency in brackets, a date or not,
// a dash. They are made when first wanted: parley starts without them.
var (
	withAgency = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?:([\p{Lu}][\p{L}\p{M}.'’-]*(?:[ /-]+(?:[\p{Lu}][\p{L}\p{M}.'’-]*|de|del|of|the|la|el|al|upon|am|sur)){0,4}(?:, [\p{Lu}][\p{L}. ]{1,25}?)?)(?:,? ((?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:,? \d{4})?))?,? ?)?\(([\p{L} .-]{2,40})\) ?(--|[-–—])? ?`)
	})
	withDate = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^([\p{Lu}][\p{L}\p{M}.'’-]*(?:[ /-]+(?:[\p{Lu}][\p{L}\p{M}.'’-]*|de|del|of|the|la|el|al|upon|am|sur)){0,4}(?:, [\p{Lu}][\p{L}. ]{1,25}?)?), ((?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:,? \d{4})?) ?(?:--|[–—]|-) ?`)
	})
	capitals = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^([\p{Lu}][\p{Lu}.'’ /-]{2,40}(?:, [\p{Lu}][\p{L}. ]{1,20})?) ?(?:--|[–—]| -) ?`)
	})
)

// dateline reads what a first paragraph begins with, and is its length.
func dateline(d *draft.Draft, line string) int {
	head := line[:min(len(line), 200)]
	if m := withAgency().FindStringSubmatch(head); m != nil {
		if a := Agency(m[3]); a != "" && (m[4] != "" || m[1] == strings.ToUpper(m[1])) && (m[2] == "" || isDate(m[2])) {
			d.Tell(draft.Agency, a, "dateline")
			d.Tell(draft.Place, place(m[1]), "dateline")
			tellDate(d, m[2])
			return len(m[0])
		}
	}
	if m := withDate().FindStringSubmatch(head); m != nil && isDate(m[2]) {
		d.Tell(draft.Place, place(m[1]), "dateline")
		tellDate(d, m[2])
		return len(m[0])
	}
	// Without agency and date it may as well be who speaks or what kind of
	// text it is: the words stay in the running text.
	if m := capitals().FindStringSubmatch(head); m != nil && len(m[1]) > 3 && !labels()[strings.TrimSpace(m[1])] {
		d.Tell(draft.Place, place(m[1]), "dateline")
	}
	return 0
}

// dayLine reads a line that is a date and nothing else.
func dayLine(d *draft.Draft, line string) bool {
	day := Day(line, d.Language)
	return day != "" && (d.Tell(draft.Published, day, "line of its own") || d.Published == day)
}

// Day is the day that a line consists of, "Tuesday, 5 March 2014", or empty.
func Day(line, language string) string {
	if len(line) > 60 {
		return ""
	}
	line = strings.Trim(line, " *_()[]\r")
	found := dates.All(line, language)
	if len(found) != 1 || !found[0].Full() || strings.Trim(line[found[0].End:], " .,") != "" {
		return ""
	}
	if day := line[:found[0].Start]; day != "" && (strings.Contains(strings.TrimSpace(day), " ") || !strings.HasSuffix(day, ", ")) {
		return ""
	}
	return found[0].Day
}

// isDate says whether s is a day of a month, with or without a year.
func isDate(s string) bool {
	d, ok := dates.Day(s)
	if !ok || len(d) != len("2006-01-02") {
		d, ok = dates.Day(s + ", 2000")
	}
	return ok && len(d) == len("2006-01-02")
}

func tellDate(d *draft.Draft, s string) {
	if s == "" {
		return
	}
	if day, ok := dates.Day(s); ok && len(day) == len("2006-01-02") {
		d.Tell(draft.Published, day, "dateline")
	}
}

// place is a place in ordinary letters: "NEW YORK" is New York.
func place(s string) string {
	s = strings.Trim(s, " ,-")
	if s != strings.ToUpper(s) {
		return s
	}
	start := true
	return strings.Map(func(r rune) rune {
		if start {
			start = !unicode.IsLetter(r)
			return r
		}
		start = !unicode.IsLetter(r) && r != '\'' && r != '’'
		return unicode.ToLower(r)
	}, s)
}

// credits are the beginnings of last paragraphs that tell who worked on a
// text.
var credits = []string{"(Reporting by ", "Reporting by ", "(Additional reporting by ", "Additional reporting by ", "(Writing by ", "Writing by ", "(Editing by ", "Editing by ", "(Compiled by "}

// credit takes a last paragraph of credits out of the text: who edited is no
// news.
func credit(d *draft.Draft) {
	text := strings.TrimRight(d.Text, " \n")
	i := strings.LastIndexByte(text, '\n') + 1
	last := text[i:]
	if i <= d.Body || len(last) > 500 {
		return
	}
	for _, c := range credits {
		if rest, ok := strings.CutPrefix(last, c); ok {
			if strings.Contains(c, "eporting") || strings.Contains(c, "riting") {
				name := rest
				if j := strings.IndexAny(name, ";.)"); j >= 0 {
					name = name[:j]
				}
				if k := strings.Index(name, " in "); k > 0 {
					name = name[:k]
				}
				d.Tell(draft.Author, name, "credits")
			}
			d.Text = strings.TrimRight(text[:i], " \n")
			return
		}
	}
}
