package extract

import (
	"slices"
	"strings"

	"parley/extract/pattern"
	"parley/extract/text"
	"parley/schema"
)

// offices are what a rule tells of: each person with each title.
func (b *builder) offices(m *pattern.Match) []schema.Office {
	var out []schema.Office
	of := b.ids(m.Roles["of"], b.model.Predicate("of").To)
	st := m.Set["status"]
	if st == "" {
		st = "current"
	}
	for _, tok := range m.Roles["title"] {
		first, last := b.hyphened(tok)
		if h := pattern.Head(b.doc, first, last); h != tok && slices.Contains(m.Rule.Match[0].Lemma, strings.ToLower(b.doc.Tokens[h].Lemma)) {
			continue // the "chief" of "editor-in-chief"
		}
		if tok-first >= 4 && b.low(tok-2) == "in" && !slices.Contains(m.Rule.Match[0].Lemma, strings.ToLower(b.doc.Tokens[tok-4].Lemma)) {
			continue // a "Command-in-Chief" is nobody
		}
		title := b.title(tok, m)
		st := st
		if b.past(first, m) {
			st = "former"
		}
		for _, p := range m.Roles["person"] {
			for _, person := range b.ids([]int{p}, []string{"Person"}) {
				if title == "" || b.another(tok, p, m) || b.inName(tok, p) {
					continue
				}
				o := schema.Office{Person: person, Title: title, Status: st, Finding: b.finding(m)}
				if body := b.ledBody(tok); body != "" {
					o.Of = schema.Text(body)
				} else if whose := slices.DeleteFunc(slices.Clone(of), func(id string) bool { return id == person }); len(whose) > 0 {
					o.Of = schema.Text(whose[0])
				}
				out = append(out, o)
			}
		}
	}
	return out
}

// inName tells whether the title at tok is a word of the name of the person at
// p, and not its first: "Matthew [Prince]".
func (b *builder) inName(tok, p int) bool {
	k := b.graph.Around(p)
	return k >= 0 && b.doc.Mentions[k].First < tok && tok < b.doc.Mentions[k].Last
}

// another tells whether the title at tok is not that of the person at p, near
// as they stand: "a spokesman for Chancellor Anna Merz", "Merz aides".
func (b *builder) another(tok, p int, m *pattern.Match) bool {
	k := b.graph.Around(p)
	if k < 0 {
		return false
	}
	mention := b.doc.Mentions[k]
	if mention.Last <= tok {
		if b.preposition(tok) != "" && b.doc.Tokens[tok].Rel != "appos" && b.doc.Tokens[tok].Head == p {
			return true // "Lind, through her minister of war"
		}
		if b.doc.Tokens[tok].Rel == "appos" && (!b.closed(tok) || b.nearer(p, tok) || b.ofKin(p, tok)) {
			return true
		}
		return mention.Last == tok && b.doc.Tokens[p].Head == tok && b.doc.Tokens[p].Rel == "compound"
	}
	// Between a preposition and the name stands more than another title.
	for i := mention.First - 1; i > tok; i-- {
		t := b.doc.Tokens[i]
		switch {
		case t.UPOS == "ADP":
			return true
		case t.UPOS == "PUNCT", slices.Contains(m.Captures["of"], i), slices.Contains(m.Captures["to"], i):
			return false
		case !slices.Contains(m.Rule.Match[0].Lemma, strings.ToLower(t.Lemma)) && t.UPOS != "DET" && t.UPOS != "ADJ":
			return false
		}
	}
	return false
}

// nearer tells whether another name of the list that the person at p begins
// stands right before the title at tok: in "Philip, and Perseus, king of Macedon,"
// Perseus is king.
func (b *builder) nearer(p, tok int) bool {
	if x := b.doc.Tokens[tok].XPOS; x == "NNS" || x == "NNPS" {
		return false
	}
	return slices.ContainsFunc(b.graph.Children(p), func(c int) bool {
		return b.doc.Tokens[c].Rel == "conj" && p < c && c < tok && b.graph.Around(c) >= 0 && b.doc.Mentions[b.graph.Around(c)].Type == "Person"
	})
}

// ofKin tells whether the person at p is only told of as kin of somebody, so that
// the title at tok is likely that of the other: "Judas the son of Mattathias,
// captain of the army".
func (b *builder) ofKin(p, tok int) bool {
	t := b.doc.Tokens[p]
	return t.Head >= 0 && t.Rel == "nmod" && b.doc.Tokens[tok-1].UPOS == "PUNCT" && b.noun("kin", t.Head)
}

// closed tells whether the phrase of tok ends where a clause or a pair of commas
// does. In "Okafor, Kenyan King Agree" the headline lists two.
func (b *builder) closed(tok int) bool {
	below := b.tree.below(tok)
	end := below[len(below)-1] + 1
	if b.doc.Tokens[end-1].UPOS == "PUNCT" || end >= b.doc.Sentences[b.doc.SentenceAt(tok)].Last {
		return true
	}
	switch b.doc.Tokens[end].UPOS {
	case "VERB", "AUX":
		return false
	}
	return true
}

// longestTitle bounds the words of a title.
const longestTitle = 10

// title is the words of an office as they stand, without the country or body
// whose it is, the person, and what another line of the rule caught
// ("former"): the run of nouns and adjectives around tok, with an "of" that
// leads to no actor ("Secretary of State") and with whom an envoy is sent to
// ("ambassador to France").
func (b *builder) title(tok int, m *pattern.Match) string {
	first, last := b.hyphened(tok)
	for first > 0 && tok-first < longestTitle && b.titular(first-1, tok, m) && b.tree.under(first-1, tok, longestTitle) && !b.runsOn(first-1, first, m) {
		first--
	}
	link := last // the "of", "for" or "to" that the title goes on behind
	for last < len(b.doc.Tokens) && last-tok < longestTitle {
		next := last
		if b.doc.Tokens[last].UPOS == "ADP" {
			if !slices.Contains([]string{"of", "for", "to"}, strings.ToLower(b.doc.Form(last))) {
				break
			}
			next++
			if next < len(b.doc.Tokens) && b.doc.Tokens[next].UPOS == "DET" {
				next++
			}
		}
		if end := b.sentTo(next, m); end > next && next > last {
			last = end
			break
		}
		if next >= len(b.doc.Tokens) || !b.titular(next, tok, m) || next == last && b.doc.Tokens[last].UPOS == "ADJ" {
			break
		}
		if next > last {
			link = last
		}
		last = next + 1
	}
	for i := link + 1; i < last; i++ {
		if b.doc.Tokens[i].Head >= last { // "adviser to [Mr. Berg]", "treasurer of the [pro-trade Northern League]"
			last = link
		}
	}
	if b.doc.Form(first) == "-" {
		first++
	}
	if b.doc.Form(last-1) == "-" && last-1 > tok { // "chief of the command-in-…"
		for last -= 2; last-1 > tok && (b.doc.Tokens[last-1].UPOS == "DET" || b.doc.Tokens[last-1].UPOS == "ADP"); last-- {
		}
	}
	for first < tok && b.nouns["passing"][b.low(first)] && b.doc.Tokens[first].UPOS == "ADJ" {
		first++
	}
	if last-first > longestTitle || first >= last {
		return ""
	}
	words := func(from, to int) string { return b.doc.Text[b.doc.Tokens[from].Start:b.doc.Tokens[to-1].End] }
	title := words(first, last)
	if x := b.doc.Tokens[tok].XPOS; x == "NNS" || x == "NNPS" { // each of them is one
		title = title[:b.doc.Tokens[tok].Start-b.doc.Tokens[first].Start] + b.doc.Tokens[tok].Lemma + title[b.doc.Tokens[tok].End-b.doc.Tokens[first].Start:]
	}
	return strings.Join(strings.Fields(title), " ")
}

// runsOn tells whether token i ends what goes before the title that begins at
// first with a capital, rather than being a word of it: "from the [time] General
// Lind's decree", "on the [17th] General Lind", "[Direct] Major Lind to wait".
func (b *builder) runsOn(i, first int, m *pattern.Match) bool {
	t, next := b.doc.Tokens[i], b.doc.Form(first)
	if strings.ToLower(next) == next {
		return false
	}
	form := b.doc.Form(i)
	switch {
	case form[0] >= '0' && form[0] <= '9':
		return i >= 2 && b.low(i-1) == "the" && b.doc.Tokens[i-2].UPOS == "ADP"
	case i == b.doc.Sentences[m.Sentence].First && b.nouns["bid"][strings.ToLower(form)]:
		return true
	}
	return t.UPOS == "NOUN" && form == strings.ToLower(form) && !slices.Contains(m.Rule.Match[0].Lemma, strings.ToLower(t.Lemma)) && !ranks()[strings.ToLower(form)] && !b.nouns["beside"][strings.ToLower(form)]
}

// low is the word at token i in small letters.
func (b *builder) low(i int) string { return strings.ToLower(b.doc.Tokens[i].Norm) }

// hyphened is the tokens [first, last) that are written as one word with tok:
// "editor-in-chief".
func (b *builder) hyphened(tok int) (first, last int) {
	toks := b.doc.Tokens
	first, last = tok, tok+1
	for last+1 < len(toks) && toks[last].Norm == "-" && toks[last-1].End == toks[last].Start && toks[last].End == toks[last+1].Start {
		last += 2
	}
	for first >= 2 && !b.past(first, nil) && toks[first-1].Norm == "-" && toks[first-2].End == toks[first-1].Start && toks[first-1].End == toks[first].Start && !b.entityName(first-2) {
		first -= 2
	}
	return first, last
}

// longestLately bounds the words between "lately" and the title.
const longestLately = 5

// past tells whether "then-" or "ex-" stands before the title that begins with
// token i, or before one of its words to the left, or "lately" right before it.
func (b *builder) past(i int, m *pattern.Match) bool {
	toks := b.doc.Tokens
	for k := i - 1; m != nil && k >= max(0, i-longestLately); k-- { // "lately an Army inspector"
		switch b.low(k) {
		case "lately", "formerly", "sometime":
			return true
		}
		if u := b.doc.Tokens[k].UPOS; u != "DET" && u != "PROPN" && u != "ADJ" && u != "NOUN" {
			break
		}
	}
	for k := i; k >= 2; k-- {
		if toks[k-1].Norm == "-" && toks[k-1].End == toks[k].Start {
			switch strings.ToLower(toks[k-2].Norm) {
			case "then", "ex":
				return true
			}
		}
		if m == nil || !b.titular(k-1, i, m) {
			break
		}
	}
	return false
}

// sentTo is the end of the name that begins with token i and that the rule
// caught as whom the person is sent to, or i.
func (b *builder) sentTo(i int, m *pattern.Match) int {
	if i >= len(b.doc.Tokens) {
		return i
	}
	k := b.graph.Around(i)
	if k < 0 || b.doc.Mentions[k].First != i {
		return i
	}
	for _, t := range m.Captures["to"] {
		if i <= t && t < b.doc.Mentions[k].Last {
			return b.doc.Mentions[k].Last
		}
	}
	return i
}

// titular tells whether the token may be a word of the title around tok.
func (b *builder) titular(i, tok int, m *pattern.Match) bool {
	t := b.doc.Tokens[i]
	switch t.UPOS {
	case "NOUN", "ADJ", "PROPN":
	case "PUNCT":
		if t.Norm != "-" {
			return false
		}
	default:
		return false
	}
	if b.doc.SentenceAt(i) != m.Sentence || b.entityName(i) {
		return false
	}
	for name, toks := range m.Captures {
		if slices.Contains(toks, i) && !slices.Contains(m.Captures[name], tok) {
			return false
		}
	}
	return true
}

// entityName tells whether the token lies in the name of an entity.
func (b *builder) entityName(i int) bool {
	k := b.graph.Around(i)
	return k >= 0 && b.doc.Mentions[k].Kind == text.Name && b.doc.Mentions[k].First <= i && i < b.doc.Mentions[k].Last
}

// beside leaves out the title before a name that the same sentence gives to
// another country behind it: in "told the Spanish minister, General Lind, the
// American minister, said" nothing tells that Lind was Spain's.
func beside(in []schema.Office) []schema.Office {
	all := slices.Clone(in)
	return slices.DeleteFunc(in, func(o schema.Office) bool {
		return o.Rule == "offices/head" && o.Of != "" && slices.ContainsFunc(all, func(x schema.Office) bool {
			return x.Rule == "offices/apposition" && x.Person == o.Person && x.Of != "" && x.Of != o.Of && strings.EqualFold(x.Title, o.Title) && slices.Equal(x.Evidence, o.Evidence)
		})
	})
}

// owned gives an office that is nobody's in one sentence ("President Okafor")
// the country or body that another sentence says it is of ("the Kenyan
// president, Chidi Okafor"), where all that say so agree.
func owned(in []schema.Office) []schema.Office {
	key := func(o schema.Office) string { return o.Person + "|" + strings.ToLower(o.Title) }
	whose := map[string]schema.Text{}
	for _, o := range in {
		if o.Of == "" {
			continue
		}
		if of, known := whose[key(o)]; known && of != o.Of {
			whose[key(o)] = "" // two offices of one name
			continue
		}
		whose[key(o)] = o.Of
	}
	for i := range in {
		if in[i].Of == "" {
			in[i].Of = whose[key(in[i])]
		}
	}
	return in
}
