package ner

import (
	_ "embed"
	"slices"
	"strings"

	"parley/extract/gazetteer"
	"parley/extract/text"
)

//go:embed data/never.txt
var neverFile string

// readNever reads the words that are no names.
func readNever() map[string]bool {
	out := map[string]bool{}
	for l := range strings.Lines(neverFile) {
		if l = strings.TrimSpace(l); l != "" && l[0] != '#' {
			out[l] = true
		}
	}
	return out
}

// name is a name that is not settled yet.
type name struct {
	first, last int
	typ         string
	sure        bool // by the gazetteer: agreement does not touch it
}

// work settles the names of one document.
type work struct {
	*resources
	doc   *text.Document
	names []name // a name that was taken back has first == last
	at    []int  // token -> 1 + its name in names
	norm  []string
}

// settle makes names of the spans that the network spotted. The order matters: what is cut off
// a span is free for the gazetteer, and agreement needs the types of both.
func (w *work) settle() {
	w.at = make([]int, len(w.doc.Tokens))
	w.norm = make([]string, len(w.doc.Tokens))
	for i := range w.doc.Tokens {
		w.norm[i] = w.doc.Tokens[i].Norm
	}
	for _, s := range w.doc.Spots {
		if s.Type == "MISC" { // works, events, adjectives of nations: the gazetteer has the last
			continue
		}
		if i := w.doc.SentenceAt(s.First); i < 0 || !headline(w.doc, &w.doc.Sentences[i]) {
			w.take(s)
		}
	}
	w.bracketed()
	w.consult()
	w.parties()
	w.acronyms()
	w.agree()
	w.regimes()
	w.lands()
	w.forces()
}

// mentions are the names in the order of the text.
func (w *work) mentions() []text.Mention {
	var out []text.Mention
	for _, n := range w.names {
		if n.first < n.last {
			out = append(out, text.Mention{
				Span:  text.Span{Start: w.doc.Tokens[n.first].Start, End: w.doc.Tokens[n.last-1].End},
				First: n.first, Last: n.last, Kind: text.Name, Type: n.typ, Entity: -1,
			})
		}
	}
	slices.SortFunc(out, func(a, b text.Mention) int { return a.First - b.First })
	return out
}

func (w *work) put(first, last int, typ string, sure bool) {
	if first >= last {
		return
	}
	w.names = append(w.names, name{first, last, typ, sure})
	for i := first; i < last; i++ {
		w.at[i] = len(w.names)
	}
}

func (w *work) drop(n *name) {
	for i := n.first; i < n.last; i++ {
		w.at[i] = 0
	}
	n.last = n.first
}

// over is the name that holds token i, or nil.
func (w *work) over(i int) *name {
	if i < 0 || i >= len(w.at) || w.at[i] == 0 {
		return nil
	}
	return &w.names[w.at[i]-1]
}

func (w *work) free(first, last int) bool {
	for i := first; i < last; i++ {
		if w.at[i] != 0 {
			return false
		}
	}
	return true
}

// before and after are the token's neighbours in the text, "" at its ends.
func (w *work) before(i int) string {
	if i <= 0 {
		return ""
	}
	return w.norm[i-1]
}

func (w *work) after(last int) string {
	if last >= len(w.norm) {
		return ""
	}
	return w.norm[last]
}

// proper reports whether the tagger takes the token for a name.
func (w *work) proper(i int) bool { return strings.HasPrefix(w.doc.Tokens[i].XPOS, "NNP") }

// lookup is what the gazetteer knows of exactly these tokens.
func (w *work) lookup(first, last int) *gazetteer.Entry {
	if last-first > gazetteer.LongestMatch {
		return nil
	}
	if n, e := w.Gazetteer.Match(w.norm[first:last]); n == last-first {
		return e
	}
	return nil
}

// match is the longest name of the gazetteer at token i within the sentence.
func (w *work) match(i, end int) (int, *gazetteer.Entry) {
	return w.Gazetteer.Match(w.norm[i:min(end, i+gazetteer.LongestMatch)])
}

// take turns a span of the model into names, without titles.
func (w *work) take(s text.Spot) {
	s, ok := w.shapely(s)
	if !ok {
		return
	}
	first, last := s.First, w.beforeParticiple(s.First, s.Last)
	if s.Type == "PER" {
		first = AfterTitles(w.Gazetteer, w.doc.Tokens, first, last)
		if first >= last {
			return
		}
		if first+1 == last && w.Gazetteer.Is(w.norm[first], gazetteer.Title) && !w.Gazetteer.Is(w.norm[first], gazetteer.FirstName) {
			return
		}
		last = w.surname(first, w.ending(last))
		first = w.givenName(first)
	}
	if w.never[joined(w.doc, first, last)] {
		return
	}
	letters := false
	for i := first; i < last; i++ {
		letters = letters || capital(w.norm[i]) || !lowerCase(w.norm[i]) && w.doc.Tokens[i].UPOS != "PUNCT"
	}
	if !letters || !w.free(first, last) {
		return
	}
	typ, sure := w.judge(s.Type, first, last)
	w.put(first, last, typ, sure)
}

// beforeParticiple cuts "-based" and "-led" off a name.
func (w *work) beforeParticiple(first, last int) int {
	if last-first >= 3 && w.norm[last-2] == "-" && lowerCase(w.norm[last-1]) && w.doc.Tokens[last-1].XPOS == "VBN" {
		return last - 2
	}
	return last
}

// ending takes in a "Jr." behind a person's name.
func (w *work) ending(last int) int {
	i := last
	if w.after(i) == "," {
		i++
	}
	if i < len(w.norm) && i > last-1 && w.Gazetteer.Is(w.norm[i], gazetteer.Ending) && len(w.norm[i]) > 1 {
		return i + 1
	}
	return last
}

// givenName takes in a first name that the model left in front.
func (w *work) givenName(first int) int {
	i := first - 1
	if i >= 0 && w.at[i] == 0 && w.proper(i) && w.doc.SentenceAt(i) == w.doc.SentenceAt(first) {
		if e := w.Gazetteer.Lookup(w.norm[i]); e != nil && e.Kinds&gazetteer.FirstName != 0 && e.Kinds&(gazetteer.Title|gazetteer.CountryName|gazetteer.CountryDemonym) == 0 {
			return i
		}
	}
	return first
}

// surname takes in the word behind a lone first name if it is written with a
// capital in the middle of a sentence, whatever it means in small letters:
// "Theresa [May] met …".
func (w *work) surname(first, last int) int {
	if last != first+1 || last >= len(w.norm) || w.at[last] != 0 || !capital(w.norm[last]) || !w.Gazetteer.Is(w.norm[first], gazetteer.FirstName) {
		return last
	}
	if i := w.doc.SentenceAt(first); i < 0 || last >= w.doc.Sentences[i].Last || w.norm[last] == strings.ToUpper(w.norm[last]) {
		return last
	}
	switch w.doc.Tokens[last].UPOS {
	case "AUX", "VERB", "NOUN", "ADJ", "PROPN":
		return last + 1
	}
	return last
}

// judge gives the type of a span that the model calls PER, ORG or LOC.
func (w *work) judge(model string, first, last int) (typ string, sure bool) {
	var k gazetteer.Kind
	if e := w.lookup(first, last); e != nil {
		k = e.Kinds
	}
	const state = gazetteer.CountryName | gazetteer.CountryDemonym
	const body = gazetteer.OrganizationName | gazetteer.Body
	const known = gazetteer.PlaceName | gazetteer.Capital
	switch model {
	case "LOC":
		switch {
		case k&state != 0:
			return Country, true
		case k&(known|gazetteer.CityName) != 0:
			return Place, true
		case k&body != 0:
			return Organization, true
		case w.head(first, last) == gazetteer.OrganizationHead:
			return Organization, false
		}
		return Place, false
	case "ORG":
		switch {
		case k&body != 0:
			return Organization, true
		case k&state != 0:
			return Country, true
		case k&known != 0:
			return Place, true
		case last-first == 2 && w.Gazetteer.Is(w.norm[first], gazetteer.FirstName) && w.head(first, last) == 0 && capital(w.norm[last-1]) && !w.Gazetteer.Is(w.norm[first], gazetteer.PlaceName|gazetteer.CountryName):
			return Person, false
		case w.head(first, last) == gazetteer.PlaceHead && w.norm[last-1] != "House":
			return Place, false
		}
		return Organization, false
	}
	switch {
	case k&gazetteer.FirstName != 0:
		return Person, false
	case k&state != 0:
		return Country, true
	case k&body != 0:
		return Organization, true
	case k&known != 0, w.located(first):
		return Place, false
	case w.head(first, last) == gazetteer.OrganizationHead && !w.Gazetteer.Is(w.norm[first], gazetteer.FirstName):
		return Organization, false
	}
	return Person, false
}

// located reports whether the name that begins with the token stands where
// places do and does not begin with a first name.
func (w *work) located(first int) bool {
	return w.around.is("where", w.before(first)) && !w.Gazetteer.Is(w.norm[first], gazetteer.FirstName|gazetteer.Title) && !lowerCase(w.norm[first])
}

// head is the kind of the word that ends a name of several words.
func (w *work) head(first, last int) gazetteer.Kind {
	if last-first < 2 {
		return 0
	}
	if e := w.Gazetteer.Lookup(w.norm[last-1]); e != nil {
		return e.Kinds & (gazetteer.OrganizationHead | gazetteer.PlaceHead)
	}
	return 0
}
