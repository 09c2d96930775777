package link

import (
	"slices"
	"strings"

	"parley/extract/gazetteer"
)

// organizations groups bodies: known ones by the gazetteer; those that every
// state has by the state they belong to; others by their names, and the
// acronyms and short forms of these.
func (l *linker) organizations() {
	l.parties()
	xs := l.of(organization)
	for _, x := range xs {
		m := l.mention(x)
		if e := l.lookup(m.First, m.Last); e != nil && e.Organization != nil {
			o := e.Organization
			l.join(x, o.ID, "gazetteer: name", group{id: o.ID, typ: organization})
			continue
		}
		if body, state := l.body(m.First, m.Last); body != "" && state != nil {
			l.ofState(x, body, state)
		}
	}
	for _, x := range xs {
		if x.key == "" {
			l.bareBody(x)
		}
	}
	full := l.fullNames(xs)
	for _, x := range xs {
		if x.key == "" {
			l.named(x, full)
		}
	}
}

// body takes a name apart into a body that every state has and the state in
// front of it: by the name itself ("Danish Foreign Ministry") or by its owner
// ("Denmark's Foreign Ministry"). body is empty if it is no such body, state
// nil if none is told.
func (l *linker) body(first, last int) (body string, state *gazetteer.Country) {
	at := first
	for ; at < last; at++ {
		if e := l.lookup(at, last); e != nil && e.Kinds&gazetteer.Body != 0 || l.gazetteer.Is(l.titled(at, last), gazetteer.Body) {
			break
		}
	}
	if at == last {
		return "", nil
	}
	body = l.titled(at, last)
	if at > first {
		if e := l.lookup(first, at); e != nil {
			if e.DemonymOf != nil {
				return body, e.DemonymOf
			}
			if e.Country != nil {
				return body, e.Country
			}
		}
		return "", nil // "Royal Navy" is a name of its own
	}
	return body, l.stateBefore(first)
}

// titled is the text of tokens with a capital on each word that could have one.
func (l *linker) titled(first, last int) string {
	words := strings.Fields(l.joined(first, last))
	for i, w := range words {
		if w[0] >= 'a' && w[0] <= 'z' && w != "of" && w != "the" && w != "and" && w != "for" {
			words[i] = strings.ToUpper(w[:1]) + w[1:]
		}
	}
	return strings.Join(words, " ")
}

func (l *linker) ofState(x *link, body string, c *gazetteer.Country) {
	id := "organization/" + gazetteer.Slug(strings.TrimPrefix(c.ID, "country/")+" "+body)
	l.join(x, id, "body of "+c.Name, group{id: id, typ: organization})
}

// bareBody joins a body without a state to the one of that name that has a
// state, if there is exactly one.
func (l *linker) bareBody(x *link) {
	m := l.mention(x)
	body, state := l.body(m.First, m.Last)
	if body == "" || state != nil {
		return
	}
	var keys []string
	for i := range l.links {
		o := &l.links[i]
		if strings.HasPrefix(o.why, "body of ") && strings.HasSuffix(o.key, "-"+gazetteer.Slug(body)) && !slices.Contains(keys, o.key) {
			keys = append(keys, o.key)
		}
	}
	if len(keys) == 1 {
		x.key, x.why = keys[0], "the only "+body+" of the text"
	}
}

// bare tells whether the name is that of a body that many states have, and the
// text does not say whose: "Foreign Ministry".
func (l *linker) bare(x *link) bool {
	m := l.mention(x)
	body, state := l.body(m.First, m.Last)
	return body != "" && state == nil
}

// fullNames are the bodies' names of several words, each once, in the order of
// the text.
func (l *linker) fullNames(xs []*link) []*link {
	seen := map[string]bool{}
	var out []*link
	for _, x := range xs {
		m := l.mention(x)
		if m.Last-m.First > 1 && !seen[x.norm] {
			seen[x.norm] = true
			out = append(out, x)
		}
	}
	return out
}

// named groups a body by its name: with the one that it is an acronym or the
// beginning of, else with those of the same name.
func (l *linker) named(x *link, full []*link) {
	m := l.mention(x)
	key := "organization " + gazetteer.Slug(x.norm)
	why := "same name"
	var fits []*link
	for _, f := range full {
		switch {
		case f.norm == x.norm:
		case m.Last == m.First+1 && l.acronym(x.norm, f):
			fits = append(fits, f)
			why = "acronym of " + f.form
		}
	}
	if len(fits) == 0 && l.lookup(m.First, m.Last) == nil {
		for _, f := range full {
			if short(x.norm, f.norm) {
				fits = append(fits, f)
				why = "short for " + f.form
			}
		}
	}
	if len(fits) == 1 {
		f := fits[0]
		if f.key == "" {
			l.join(f, "organization "+gazetteer.Slug(f.norm), "same name", group{typ: organization})
		}
		key = f.key
	} else {
		why = "same name"
	}
	l.join(x, key, why, group{typ: organization})
}

// short reports whether s is the name of a body without its last words
// ("Brookings" of "Brookings Institution"), or without its first, if two are
// left.
func short(s, full string) bool {
	a, b := strings.Fields(s), strings.Fields(full)
	if len(a) >= len(b) || len(s) < 4 {
		return false
	}
	return slices.Equal(a, b[:len(a)]) || len(a) >= 2 && slices.Equal(a, b[len(b)-len(a):])
}

// acronym reports whether s is made of the first letters of the name f, or
// stands in parentheses behind it and is nearly so.
func (l *linker) acronym(s string, f *link) bool {
	if len(s) < 2 || s != strings.ToUpper(s) {
		return false
	}
	letters := strings.ReplaceAll(s, ".", "")
	m := l.mention(f)
	all, big := "", ""
	for i := m.First; i < m.Last; i++ {
		w := l.doc.Tokens[i].Norm
		if w == "" {
			continue
		}
		r := strings.ToUpper(w[:1])
		if r < "A" || r > "Z" {
			continue
		}
		all += r
		if w[:1] == r {
			big += r
		}
	}
	if letters == all || letters == big {
		return true
	}
	close := m.Last+1 < len(l.doc.Tokens) && l.doc.Tokens[m.Last].Norm == "(" && l.doc.Tokens[m.Last+1].Norm == s
	return close && strings.HasPrefix(letters, all[:min(1, len(all))])
}
