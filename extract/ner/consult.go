package ner

import (
	"strings"

	"parley/extract/gazetteer"
)

// consult adds the names that the gazetteer knows and the model missed.
func (w *work) consult() {
	for _, s := range w.doc.Sentences {
		for i := s.First; i < s.Last; {
			if lowerCase(w.norm[i]) && w.norm[i] != "al" && w.norm[i] != "sub" {
				i++
				continue
			}
			n, e := w.match(i, s.Last)
			if n == 0 {
				i++
				continue
			}
			i += w.force(i, i+n, s.First, e)
		}
	}
	w.regions()
}

// force makes a name of the tokens if nothing speaks against it; it gives the
// number of tokens that are dealt with.
func (w *work) force(first, last, sentence int, e *gazetteer.Entry) int {
	typ := w.forced(first, last, sentence, e)
	if typ == "" {
		if e.Kinds&gazetteer.PlaceDemonym != 0 {
			return last - first // "South American" has nothing to do with "American"
		}
		return 1
	}
	if e.Kinds&gazetteer.Body != 0 && typ == Organization {
		first = w.withState(first, sentence)
	}
	for i := first; i < last; i++ {
		n := w.over(i)
		if n == nil {
			continue
		}
		if n.first < first || n.last > last || n.first == first && n.last == last || last-first == 1 {
			return max(1, n.last-first) // the model has it, or more
		}
	}
	for i := first; i < last; i++ {
		if n := w.over(i); n != nil {
			w.drop(n)
		}
	}
	w.put(first, last, typ, true)
	return last - first
}

// forced is the type of an entry that holds even where the model is silent, or
// "".
func (w *work) forced(first, last, sentence int, e *gazetteer.Entry) string {
	k := e.Kinds
	single := last == first+1
	word := w.norm[first]
	proper := w.proper(first)
	named := last < len(w.norm) && capital(w.norm[last]) && w.proper(last) && !w.Gazetteer.Is(w.norm[last], gazetteer.Title|gazetteer.FirstName) // part of a longer name
	switch {
	case k&(gazetteer.CountryName|gazetteer.CountryDemonym) != 0:
		nation := k&gazetteer.CountryDemonym != 0 && w.doc.Tokens[first].UPOS == "ADJ" // "German": no first name is an adjective
		if single && k&gazetteer.FirstName != 0 && (named || !proper && !nation || first > sentence && capital(w.norm[first-1]) && w.proper(first-1)) {
			return ""
		}
		return Country
	case k&gazetteer.OrganizationName != 0:
		if !single {
			return Organization
		}
		acronym := word == strings.ToUpper(word)
		switch {
		case k&(gazetteer.FirstName|gazetteer.PlaceName|gazetteer.CityName) != 0, !proper, named && !acronym, acronym && w.shouted(first):
			return ""
		case acronym && len(word) < 3 && word != "UN" && word != "EU":
			return ""
		}
		return Organization
	case k&gazetteer.Body != 0:
		if !single {
			return Organization
		}
		if !proper || named {
			return ""
		}
		plural := w.doc.Tokens[first].XPOS == "NNPS"
		definite := w.around.is("definite", w.before(first))
		if plural || definite || w.withState(first, sentence) < first {
			return Organization
		}
		return ""
	case k&gazetteer.Seat != 0:
		if proper && !named {
			return Organization
		}
	case k&(gazetteer.PlaceName|gazetteer.Capital) != 0:
		switch {
		case word == "West" && single:
			if w.before(first) == "the" && proper && !named {
				return Place
			}
		case !single:
			return Place
		case k&gazetteer.FirstName == 0 && proper && !named && !w.never[word]:
			return Place
		}
	case k&gazetteer.CityName != 0:
		if proper && !named && w.around.is("toward", w.before(first)) {
			return Place
		}
	}
	return ""
}

// shouted reports whether the words about token i are all in capitals, so that
// one of them says nothing.
func (w *work) shouted(i int) bool {
	for _, k := range []int{i - 1, i + 1} {
		if k >= 0 && k < len(w.norm) && len(w.norm[k]) > 3 && w.norm[k] == strings.ToUpper(w.norm[k]) && capital(w.norm[k]) {
			return true
		}
	}
	return false
}

// withState takes in the name or adjective of a state right before a body:
// "Danish Foreign Ministry".
func (w *work) withState(first, sentence int) int {
	for n := 1; n <= 3 && first-n >= sentence; n++ {
		e := w.lookup(first-n, first)
		if e == nil || e.Kinds&(gazetteer.CountryName|gazetteer.CountryDemonym) == 0 {
			continue
		}
		if n < 3 && first-n-1 >= sentence { // "South Korean", not "Korean"
			if longer := w.lookup(first-n-1, first); longer != nil && longer.Kinds&(gazetteer.CountryName|gazetteer.CountryDemonym) != 0 {
				continue
			}
		}
		return first - n
	}
	return first
}

// regions adds the adjectives of regions that the text names as well: without
// that, "European" says little.
func (w *work) regions() {
	named := map[*gazetteer.Place]bool{}
	for _, n := range w.names {
		if n.first < n.last && n.typ == Place {
			if e := w.lookup(n.first, n.last); e != nil && e.Place != nil {
				named[e.Place] = true
			}
		}
	}
	for _, s := range w.doc.Sentences {
		for i := s.First; i < s.Last; i++ {
			n, e := w.match(i, s.Last)
			if n > 0 && e.Kinds&gazetteer.PlaceDemonym != 0 && named[e.Place] && w.free(i, i+n) && !w.never[joined(w.doc, i, i+n)] {
				w.put(i, i+n, Place, true)
				i += n - 1
			}
		}
	}
}

// acronyms finds the short form in parentheses behind a body's name.
func (w *work) acronyms() {
	for k := range w.names {
		n := w.names[k]
		if n.typ != Organization || n.last-n.first < 2 || n.last+2 >= len(w.norm) || w.norm[n.last] != "(" || w.norm[n.last+2] != ")" {
			continue
		}
		i := n.last + 1
		if !acronymOf(w.norm[i], w.norm[n.first:n.last]) {
			continue
		}
		if o := w.over(i); o != nil {
			o.typ = Organization
		} else {
			w.put(i, i+1, Organization, false)
		}
	}
}

// acronymOf reports whether the letters of short are, in order, first letters
// of the words, beginning with the first; small words may be left out.
func acronymOf(short string, words []string) bool {
	letters := strings.ToUpper(strings.NewReplacer(".", "", "-", "").Replace(short))
	if len(letters) < 2 || strings.ToUpper(short) != short && !capital(short) {
		return false
	}
	rest := letters
	for i, word := range words {
		up := strings.ToUpper(word)
		if up == "" {
			continue
		}
		if strings.HasPrefix(rest, up[:1]) {
			rest = rest[1:]
		} else if i == 0 {
			return false
		}
	}
	return rest == ""
}
