package ner

import (
	"slices"
	"strings"

	"parley/extract/gazetteer"
	"parley/extract/text"
)

// shapely mends the bounds of a span of the model where words tell that it
// took in too much; what it cuts off it takes as spans of their own.
func (w *work) shapely(s text.Spot) (text.Spot, bool) {
	first, last := s.First, s.Last
	for first < last && slices.Contains([]string{"'s", "'", ",", "-", "/", ":", "--"}, w.norm[last-1]) {
		last--
	}
	for first < last && (w.norm[first] == "the" || w.norm[first] == "The" && w.norm[min(first+1, last-1)] != "Hague" || w.norm[first] == "," || w.norm[first] == `"` || w.norm[first] == "-") {
		first++
	}
	for last-1 > first && w.norm[last-1] == "the" { // "Antiochus the king"
		last--
	}
	for first < last && bracket(w.norm[first]) {
		first++
	}
	for first < last && bracket(w.norm[last-1]) {
		last--
	}
	if first >= last {
		return s, false
	}
	switch s.Type {
	case "LOC":
		for i := first + 1; i < last; i++ {
			if w.norm[i] == "," && w.lookup(first, last) == nil {
				w.take(text.Spot{First: first, Last: i, Type: s.Type})
				w.take(text.Spot{First: i + 1, Last: last, Type: s.Type})
				return s, false
			}
		}
		for first < last-1 && lowerCase(w.norm[first]) && w.lookup(first, last) == nil && !w.Gazetteer.Is(w.norm[first], gazetteer.Particle) {
			first++ // "southern Spain"
		}
		last = w.tail(first, last)
	case "ORG":
		for i := first; i < last; i++ { // "the Danish Foreign" of a Danish foreign secretary
			if n, e := w.match(i, len(w.norm)); n > 0 && e.Kinds&gazetteer.Title != 0 && i+n > last {
				last = i
			}
		}
		for i := first + 2; i < last-1; i++ { // "the Security Council on Chad"
			if w.norm[i] == "on" && w.lookup(first, last) == nil && w.lookup(first, i) != nil {
				w.take(text.Spot{First: i + 1, Last: last, Type: "LOC"})
				last = i
			}
		}
		if first == last || w.split(first, last, s.Type) {
			return s, false
		}
		first = w.front(first, last)
		last = w.tail(first, last)
	case "PER":
		if first < last-1 && w.opens(first) && w.around.is("opening", strings.ToLower(w.norm[first])) {
			first++ // "Whereupon Lind rose"
		}
		for i := first + 1; i < last; i++ {
			if w.norm[i] == "of" || w.norm[i] == "/" {
				last = i
			}
		}
		last = w.hyphened(first, last)
	}
	return text.Spot{First: first, Last: last, Type: s.Type}, first < last
}

// opens tells whether token i is the first word of its sentence.
func (w *work) opens(i int) bool {
	s := w.doc.SentenceAt(i)
	return s >= 0 && w.doc.Sentences[s].First == i
}

// bracket tells the marks around what an editor put in: "[Anna] Lindqvist".
func bracket(word string) bool { return word == "[" || word == "]" }

// bracketed makes one name of the two halves of a person's that a bracket parts:
// "[Anna] Lindqvist".
func (w *work) bracketed() {
	for i, word := range w.norm {
		a, b := w.over(i-1), w.over(i+1)
		if word != "]" || a == nil || b == nil || a.typ != Person || b.typ != Person || w.doc.SentenceAt(i-1) != w.doc.SentenceAt(i+1) {
			continue
		}
		first, last := a.first, b.last
		w.drop(a)
		w.drop(b)
		w.put(first, last, Person, false)
	}
}

// longestSyllable bounds the small half of a given name in two.
const longestSyllable = 6

// hyphened is the end of a person's name with the small half of a given name
// behind its hyphen: "Song Mi-rae". What says how somebody is ("-led") is none.
func (w *work) hyphened(first, last int) int {
	toks := w.doc.Tokens
	if last-first < 2 || last+1 >= len(toks) || w.norm[last] != "-" || toks[last].Start != toks[last-1].End || toks[last+1].Start != toks[last].End {
		return last
	}
	half := w.norm[last+1]
	if !lowerCase(half) || len(half) > longestSyllable || w.around.is("made", half) {
		return last
	}
	return last + 2
}

// front leaves out what describes a body in small letters ("pro-European
// Union", "Ankara-based Example Institute").
func (w *work) front(first, last int) int {
	for i := last - 2; i > first; i-- {
		if w.norm[i-1] == "-" && w.around.is("made", w.norm[i]) {
			w.take(text.Spot{First: first, Last: i - 1, Type: "LOC"})
			return i + 1
		}
	}
	for first < last-1 && lowerCase(w.norm[first]) && w.norm[first] != "al" && w.lookup(first, last) == nil {
		first++
		if first < last-1 && w.norm[first] == "-" {
			first++
		}
	}
	return first
}

// tail leaves out small words behind a name that do not belong to it: "of" and
// the like, and a common noun such as "party".
func (w *work) tail(first, last int) int {
	for last-1 > first && w.around.is("tail", w.norm[last-1]) && w.lookup(first, last) == nil {
		last--
	}
	return last
}

// split cuts a span that strings together a known name, a title and a person
// ("Red Cross President Anna Lindqvist"), an owner and what it owns ("NATO's
// Military Committee"), or two known names, and reports whether it did.
func (w *work) split(first, last int, typ string) bool {
	if w.lookup(first, last) != nil {
		return false
	}
	for i := first + 1; i < last; i++ {
		if w.lookup(first, i) == nil {
			continue
		}
		if w.norm[i] == "'s" && i+1 < last {
			w.take(text.Spot{First: first, Last: i, Type: typ})
			w.take(text.Spot{First: i + 1, Last: last, Type: typ})
			return true
		}
		const own = gazetteer.OrganizationName | gazetteer.CountryName | gazetteer.PlaceName
		if a, b := w.lookup(first, i), w.lookup(i, last); b != nil && a.Kinds&own != 0 && b.Kinds&own != 0 && (a.Kinds&gazetteer.CountryName == 0 || b.Kinds&gazetteer.CountryName != 0) {
			w.take(text.Spot{First: first, Last: i, Type: typ})
			w.take(text.Spot{First: i, Last: last, Type: typ})
			return true
		}
		n, e := w.match(i, last)
		if n == 0 || e.Kinds&gazetteer.Title == 0 {
			continue
		}
		for i+n < last {
			more, e := w.match(i+n, last)
			if more == 0 || e.Kinds&gazetteer.Title == 0 {
				break
			}
			n += more
		}
		rest := i + n
		if rest == last || w.Gazetteer.Is(w.norm[rest], gazetteer.FirstName) || lowerCase(w.norm[rest]) && w.Gazetteer.Is(w.norm[rest], gazetteer.Particle) {
			w.take(text.Spot{First: first, Last: i, Type: typ})
			if rest < last {
				w.take(text.Spot{First: rest, Last: last, Type: "PER"})
			}
			return true
		}
	}
	return false
}

// headline reports whether a sentence is a headline in which most words have
// capitals, so that the model's guesses are worth little.
func headline(doc *text.Document, s *text.Sentence) bool {
	if !s.Headline {
		return false
	}
	big, small := 0, 0
	for i := s.First; i < s.Last; i++ {
		switch n := doc.Tokens[i].Norm; {
		case capital(n):
			big++
		case lowerCase(n) && len(n) > 3:
			small++
		}
	}
	return big > 2 && big > 2*small
}

// regimes makes one name of a person and the government that is called after
// it: "the Lindqvist administration".
func (w *work) regimes() {
	for k := range w.names {
		n := w.names[k]
		if n.typ != Person || n.first == n.last || !w.around.is("rule", strings.ToLower(w.after(n.last))) || w.doc.SentenceAt(n.first) != w.doc.SentenceAt(n.last) {
			continue
		}
		if n.last-n.first > 1 && w.before(n.first) != "the" {
			continue
		}
		w.drop(&w.names[k])
		w.put(n.first, n.last+1, Organization, true)
	}
}

// lands takes in the word that says what kind of place a place is: "Tarn
// province".
func (w *work) lands() {
	for k := range w.names {
		n := &w.names[k]
		if n.typ != Place || n.first == n.last || n.last >= len(w.norm) || w.at[n.last] != 0 {
			continue
		}
		if e := w.lookup(n.first, n.last); e != nil && e.Kinds&gazetteer.CityName == 0 && e.Place != nil && e.Place.Country == "" {
			continue // "Middle East region"
		}
		if w.around.is("land", w.norm[n.last]) &&
			w.doc.SentenceAt(n.first) == w.doc.SentenceAt(n.last) {
			w.at[n.last] = k + 1
			n.last++
		}
	}
}

// forces makes one name of a state and a body of it in small letters: "the
// Danish foreign ministry", "Danish police".
func (w *work) forces() {
	for k := range w.names {
		n := w.names[k]
		if n.typ != Country || n.first == n.last || n.last >= len(w.norm) || w.at[n.last] != 0 || !lowerCase(w.norm[n.last]) {
			continue
		}
		last := w.smallBody(n.last)
		if last == 0 || w.doc.SentenceAt(n.first) != w.doc.SentenceAt(last-1) || !w.free(n.last, last) {
			continue
		}
		if e := w.lookup(n.first, n.last); e == nil || e.Kinds&gazetteer.CountryDemonym == 0 && w.norm[n.first] != strings.ToUpper(w.norm[n.first]) {
			continue
		}
		w.drop(&w.names[k])
		w.put(n.first, last, Organization, true)
	}
}

// smallBody is the end of a body's name in small letters that begins with
// token i, or 0.
func (w *work) smallBody(i int) int {
	var b strings.Builder
	last := 0
	for k := i; k < len(w.norm) && k < i+4; k++ {
		s := w.norm[k]
		if !lowerCase(s) {
			break
		}
		b.WriteString(strings.ToUpper(s[:1]) + s[1:])
		if w.Gazetteer.Is(b.String(), gazetteer.Body) {
			last = k + 1
		}
	}
	return last
}
