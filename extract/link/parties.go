package link

import (
	"strings"

	"parley/extract/gazetteer"
)

// parties groups the parties whose names those of several states bear: by the
// state that the text tells of one ("the Israeli Labour Party", "the Communist
// Party of France"), else with the only one of that name that has a state, else
// by the state that is meant, or that the text is about. One that may be of any
// state, or no party ("Conservatives" of a text without their party), is the
// text's own.
func (l *linker) parties() {
	type told struct {
		link  *link
		party *gazetteer.Organization
	}
	var untold []told
	states, full := map[*gazetteer.Organization]map[string]bool{}, map[*gazetteer.Organization]bool{}
	for _, x := range l.of(organization) {
		m := l.mention(x)
		party, state := l.party(m.First, m.Last)
		full[party] = full[party] || l.gazetteer.Organization(x.norm) == party
		switch {
		case party == nil:
		case state == nil:
			untold = append(untold, told{x, party})
		default:
			l.partyOf(x, party, state.ID, "party of "+state.Name)
			if states[party] == nil {
				states[party] = map[string]bool{}
			}
			states[party][state.ID] = true
		}
	}
	if len(untold) == 0 {
		return
	}
	about, named := l.about()
	for _, t := range untold {
		switch home := t.party.Country; {
		case len(states[t.party]) == 1:
			for state := range states[t.party] {
				l.partyOf(t.link, t.party, state, "the only "+t.party.Name+" of the text")
			}
		case home != "" && (named[home] || about == ""):
			l.partyOf(t.link, t.party, home, "gazetteer: name")
		case about != "" && full[t.party]:
			l.partyOf(t.link, t.party, about, "the text is about "+about)
		default:
			id := l.doc.Own(t.party.ID)
			l.join(t.link, id, "same name", group{id: id, typ: organization, word: t.party.Name})
		}
	}
}

// party takes a name apart into a party and its state. The party is nil if it
// is none of those that several states have, the state if none is told.
func (l *linker) party(first, last int) (*gazetteer.Organization, *gazetteer.Country) {
	if e := l.lookup(first, last); e != nil && e.Organization != nil && !e.Organization.Shared {
		return nil, nil
	}
	if p := l.gazetteer.Party(l.joined(first, last)); p != nil {
		if state := l.stateBefore(first); state != nil {
			return p, state
		}
		return p, l.stateBehind(last)
	}
	for at := first + 1; at < last; at++ {
		if p := l.gazetteer.Party(l.joined(at, last)); p != nil && l.stateBefore(at) != nil {
			return p, l.stateBefore(at)
		}
		if p := l.gazetteer.Party(l.joined(first, at)); p != nil && l.stateBehind(at) != nil {
			return p, l.stateBehind(at)
		}
	}
	return nil, nil
}

// longestState is the number of tokens of a state's name or adjective.
const longestState = 5

// stateBefore is the state whose adjective stands in front of a token, or to which
// it belongs: "the Danish", "Denmark's".
func (l *linker) stateBefore(at int) *gazetteer.Country {
	owned := at > 0 && l.doc.Tokens[at-1].Norm == "'s"
	if owned {
		at--
	}
	var state *gazetteer.Country
	for n := 1; n <= longestState && at-n >= 0; n++ {
		switch e := l.lookup(at-n, at); {
		case e == nil:
		case owned && e.Country != nil:
			state = e.Country
		case !owned && e.DemonymOf != nil:
			state = e.DemonymOf
		}
	}
	return state
}

// stateBehind is the state that "of" leads to: "of Denmark", "of the Soviet Union".
func (l *linker) stateBehind(at int) *gazetteer.Country {
	if at >= len(l.doc.Tokens) || l.doc.Tokens[at].Norm != "of" {
		return nil
	}
	var state *gazetteer.Country
	for n := 1; n <= longestState && at+1+n <= len(l.doc.Tokens); n++ {
		if e := l.lookup(at+1, at+1+n); e != nil && e.Country != nil {
			state = e.Country
		}
	}
	return state
}

// partyOf makes x the party of a state.
func (l *linker) partyOf(x *link, p *gazetteer.Organization, state, why string) {
	id := p.ID
	if state != p.Country {
		id = "organization/" + strings.TrimPrefix(state, "country/") + "-" + strings.TrimPrefix(p.ID, "organization/")
	}
	l.join(x, id, why, group{id: id, typ: organization, word: p.Name})
}

// A text is about a state if at least so many of its names are, two in three of all
// that are of some state.
const leastAbout = 3

// about is the id of the state that the text is about, or empty, and the
// states that it names or tells places of.
func (l *linker) about() (state string, named map[string]bool) {
	count, all := map[string]int{}, 0
	named = map[string]bool{}
	for i := range l.links {
		x := &l.links[i]
		id := ""
		if strings.HasPrefix(x.key, "country/") {
			id = x.key
		} else if m := l.mention(x); m.Type == place {
			if e := l.lookup(m.First, m.Last); e != nil && e.Place != nil {
				id = e.Place.Country
			}
		}
		if id == "" {
			continue
		}
		named[id] = true
		count[id]++
		all++
	}
	for id, n := range count {
		if n >= leastAbout && 3*n >= 2*all {
			state = id
		}
	}
	return state, named
}
