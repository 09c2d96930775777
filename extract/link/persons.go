package link

import (
	"cmp"
	"slices"
	"strings"

	"parley/extract/gazetteer"
)

// who is a person's name, taken apart.
type who struct {
	form   string
	words  []string // plain and in lower case, without articles and endings
	ending string   // jr, ii …
	gender gazetteer.Gender
	key    string

	// Of the fullest name of a person:
	named  int      // first token of its first mention by more than one word
	titles []string // that stand before such mentions
}

// persons groups persons. Names are taken from the longest to the shortest: a
// shorter one joins the longer one that it is a part of, if there is exactly
// one such.
func (l *linker) persons() {
	xs := l.of(person)
	known := map[string]*who{} // by words and ending
	var order []*who
	for _, x := range xs {
		w := l.who(x.norm, x.form)
		if known[w.id()] == nil {
			known[w.id()] = w
			order = append(order, w)
		}
	}
	slices.SortStableFunc(order, func(a, b *who) int { return cmp.Compare(len(b.words), len(a.words)) })
	var found []*who // each person's fullest name
	for _, w := range order {
		if len(w.words) < 2 {
			continue
		}
		if fits, _ := candidates(w, found, gazetteer.Unknown); len(fits) == 1 {
			w.key = fits[0].key
			continue
		} else if len(fits) > 1 {
			continue
		}
		w.key = "person " + w.id()
		found = append(found, w)
	}
	l.introduce(xs, known, found)
	for _, x := range xs {
		w := known[l.who(x.norm, x.form).id()]
		switch {
		case w.key == "person "+w.id():
			l.join(x, w.key, "full name", group{typ: person, full: w.form})
		case w.key != "":
			full := fullForm(w.key, found)
			l.join(x, w.key, "form of "+full, group{typ: person, full: full})
		case len(w.words) >= 2:
			x.why = "fits several persons"
		default:
			l.lone(x, w, found)
		}
	}
}

// fullForm is the fullest name of the person with the key.
func fullForm(key string, found []*who) string {
	for _, w := range found {
		if w.key == key {
			return w.form
		}
	}
	return ""
}

// introduce notes where, and with which titles, persons are named in full.
func (l *linker) introduce(xs []*link, known map[string]*who, found []*who) {
	full := map[string]*who{}
	for _, f := range found {
		f.named = -1
		full[f.key] = f
	}
	for _, x := range xs {
		w := known[l.who(x.norm, x.form).id()]
		f := full[w.key]
		if f == nil || len(w.words) < 2 {
			continue
		}
		m := l.mention(x)
		if f.named < 0 {
			f.named = m.First
		}
		if t := l.title(m.First); t != "" && !slices.Contains(f.titles, t) {
			f.titles = append(f.titles, t)
		}
	}
}

// title is the longest title that ends before the token, or "".
func (l *linker) title(first int) string {
	for n := min(4, first); n > 0; n-- {
		if e := l.lookup(first-n, first); e != nil && e.Kinds&gazetteer.Title != 0 {
			return l.joined(first-n, first)
		}
	}
	return ""
}

// only narrows the persons that fit down to the one that has borne the title
// in front of the mention, or to the one that the text has named so far.
func (l *linker) only(fits []*who, first int) (*who, string) {
	titled, before := []*who{}, []*who{}
	title := l.title(first)
	for _, f := range fits {
		if title != "" && slices.Contains(f.titles, title) {
			titled = append(titled, f)
		}
		if f.named < first {
			before = append(before, f)
		}
	}
	switch {
	case len(titled) == 1:
		return titled[0], " with the title " + title
	case len(titled) == 0 && len(before) == 1:
		return before[0], ", the only one named so far"
	}
	return nil, ""
}

// lone joins a name of one word to the person that has it.
func (l *linker) lone(x *link, w *who, found []*who) {
	m := l.mention(x)
	gender := gazetteer.Unknown
	if m.First > 0 {
		if title := l.doc.Tokens[m.First-1].Norm; l.gazetteer.Is(title, gazetteer.Title) {
			gender = l.gazetteer.Gender(title)
		}
	}
	fits, how := candidates(w, found, gender)
	switch len(fits) {
	case 0:
		l.join(x, "person "+w.id(), "same name", group{typ: person})
	case 1:
		l.join(x, fits[0].key, how+fits[0].form, group{typ: person, full: fits[0].form})
	default:
		f, why := l.only(fits, m.First)
		if f == nil {
			x.why = "fits several persons"
			return
		}
		l.join(x, f.key, how+f.form+why, group{typ: person, full: f.form})
	}
}

func (w *who) id() string { return strings.Join(append(slices.Clone(w.words), w.ending), " ") }

// articles are the parts of Arabic names that are now written and now not.
var articles = []string{"al", "el", "ul", "as", "ash", "an", "ad", "ar"}

// who takes a name apart.
func (l *linker) who(norm, form string) *who {
	w := &who{form: form}
	fields := strings.FieldsFunc(norm, func(r rune) bool { return r == ' ' || r == '-' || r == ',' })
	for i, f := range fields {
		if i > 0 && i == len(fields)-1 && l.gazetteer.Is(f, gazetteer.Ending) {
			w.ending = gazetteer.Slug(f)
			break
		}
		s := gazetteer.Slug(f)
		if slices.Contains(articles, s) && i < len(fields)-1 && len(fields) > 1 {
			continue
		}
		w.words = append(w.words, s)
	}
	if len(w.words) == 0 {
		w.words = []string{gazetteer.Slug(norm)}
	}
	if len(fields) > 1 {
		w.gender = l.gazetteer.Gender(fields[0])
	}
	return w
}

// candidates are the persons of whom w may be a form, by the best of the ways
// in which it may, and that way.
func candidates(w *who, found []*who, gender gazetteer.Gender) ([]*who, string) {
	for _, way := range []struct {
		name string
		fits func(short, full *who) bool
	}{
		{"form of ", sameEnds}, {"surname of ", suffix}, {"first name of ", prefix}, {"part of the name of ", inner},
	} {
		var out []*who
		for _, f := range found {
			if w.ending != "" && f.ending != "" && w.ending != f.ending {
				continue
			}
			if gender != gazetteer.Unknown && f.gender != gazetteer.Unknown && gender != f.gender {
				continue
			}
			if way.fits(w, f) {
				out = append(out, f)
			}
		}
		if len(out) > 0 {
			return out, way.name
		}
	}
	return nil, ""
}

// sameEnds: first and last word agree, and what is between them is part of
// what the fuller name has: "John Kennedy" of "John F. Kennedy". An initial
// agrees with a word that begins so.
func sameEnds(short, full *who) bool {
	a, b := short.words, full.words
	if len(a) < 2 || len(b) < 2 || !agree(a[0], b[0]) || a[len(a)-1] != b[len(b)-1] {
		return false
	}
	at := 1
	for _, w := range a[1 : len(a)-1] {
		for at < len(b)-1 && !agree(w, b[at]) {
			at++
		}
		if at == len(b)-1 {
			return false
		}
		at++
	}
	return true
}

func agree(a, b string) bool {
	if a == b {
		return true
	}
	return len(a) == 1 && strings.HasPrefix(b, a) || len(b) == 1 && strings.HasPrefix(a, b)
}

func suffix(short, full *who) bool {
	a, b := short.words, full.words
	return len(a) < len(b) && slices.Equal(a, b[len(b)-len(a):])
}

func prefix(short, full *who) bool {
	a, b := short.words, full.words
	return len(a) < len(b) && slices.Equal(a, b[:len(a)])
}

func inner(short, full *who) bool {
	a, b := short.words, full.words
	for i := 1; i+len(a) < len(b); i++ {
		if slices.Equal(a, b[i:i+len(a)]) && len(a[0]) > 2 {
			return true
		}
	}
	return false
}
