package extract

import (
	"fmt"
	"slices"
	"strings"

	"parley/extract/pattern"
	"parley/extract/text"
	"parley/schema"
)

// newMeeting is the meeting that the word at the match's anchor tells of.
func (b *builder) newMeeting(m *pattern.Match) *schema.Meeting {
	e := &schema.Meeting{Kind: m.Set["kind"], Status: b.statusOf(m, "meeting"), Trigger: schema.Span(b.doc.Tokens[m.Anchor].Span), Finding: b.finding(m)}
	if e.Kind == "" {
		e.Kind = "meeting"
	}
	e.Date, e.When = b.when(m.Anchor, m.Sentence, m.Roles["date"])
	return e
}

// apart are the meetings of one with each of several, where the rule says that
// nothing tells whether these met one another: "she telephoned Lind and
// Okafor". It is nil where there is but one of them.
func (b *builder) apart(m *pattern.Match) []schema.Meeting {
	each := b.ids(m.Roles["each"], b.model.Predicate("participant").To)
	if len(each) < 2 {
		return nil
	}
	var out []schema.Meeting
	for _, id := range each {
		e := b.newMeeting(m)
		b.addTo(e, m)
		e.Participants = slices.DeleteFunc(e.Participants, func(p string) bool { return p != id && slices.Contains(each, p) })
		if b.tells(e, false) {
			out = append(out, *e)
		}
	}
	return out
}

// bare reports whether the match found none of those who meet and nothing about
// their meeting: its words alone tell nothing.
func bare(m *pattern.Match) bool {
	for _, toks := range m.Roles {
		if len(toks) > 0 {
			return false
		}
	}
	return true
}

// oneOfThem tells whether who meets is one of those who are met, so that one of
// the two was taken for somebody else: "he met the two kings".
func (b *builder) oneOfThem(m *pattern.Match) bool {
	for _, s := range m.Captures["a"] {
		one := b.entity(s)
		if one == nil || len(one.Members) > 0 {
			continue
		}
		for _, o := range m.Captures["b"] {
			if many := b.entity(o); many != nil && len(many.Members) > 1 && slices.Contains(b.meant(o), one) {
				return true
			}
		}
	}
	return false
}

// addTo adds what another rule found at the same word.
func (b *builder) addTo(e *schema.Meeting, m *pattern.Match) {
	for role, list := range map[string]*[]string{"participant": &e.Participants, "host": &e.Hosts, "mediator": &e.Mediators, "held_in": &e.Places} {
		toks := m.Roles[role]
		switch role {
		case "participant":
			toks = slices.Concat(toks, m.Roles["each"], m.Roles["body"])
		case "held_in":
			toks = b.wider(toks)
		}
		include(list, b.ids(toks, b.model.Predicate(role).To)...)
	}
	if len(b.ids(m.Roles["body"], b.model.Predicate("participant").To)) > 0 {
		b.plural[m.Anchor] = true
	}
	for _, t := range slices.Concat(m.Roles["participant"], m.Roles["each"]) {
		b.joint[m.Anchor] = t
	}
	for _, t := range m.Roles["participant"] {
		if x := b.doc.Tokens[t].XPOS; (x == "NNS" || x == "NNPS") && b.entity(t) != nil {
			b.plural[m.Anchor] = true
		}
	}
	if e.About == "" && len(m.Roles["about"]) > 0 {
		e.About = b.tree.phrase(m.Roles["about"][0])
	}
	if e.Kind == "meeting" && m.Set["kind"] != "" {
		e.Kind = m.Set["kind"]
	}
	join(&e.Finding, b.finding(m))
}

// divide makes several parties of the only one that the words at the anchor
// tell of, if these name several in one phrase: "Norwegian and Swedish envoys met".
func (b *builder) divide(e *schema.Meeting, anchor int, offices []schema.Office) {
	tok, ok := b.joint[anchor]
	if !ok || e.Kind == "message" || len(e.Hosts) > 0 || len(e.Participants) != 1 {
		return
	}
	if all := b.factions(tok, offices); len(all) > 1 {
		e.Participants = all
	}
}

// mostWider bounds the way from a place to wider ones: a hall, its city, its
// state, its country.
const mostWider = 3

// wider adds the wider places that the text names with a place: "Geneva,
// Switzerland".
func (b *builder) wider(toks []int) []int {
	out := slices.Clone(toks)
	for from, n := 0, 0; from < len(out) && n < mostWider; n++ {
		last := len(out)
		for _, t := range out[from:last] {
			include(&out, b.graph.Below(t, pattern.Within)...)
		}
		from = last
	}
	return out
}

// tells reports whether the meeting is worth telling: two actors at least, or
// one and a place where it was held, or one that is several people.
func (b *builder) tells(e *schema.Meeting, several bool) bool {
	if e.Status == "" { // none that a meeting can have: "they used to meet"
		return false
	}
	// A body that meets is no place, wherever one may speak.
	if e.Kind == "session" {
		e.Places = slices.DeleteFunc(e.Places, func(id string) bool {
			return strings.HasPrefix(id, "organization/") && slices.Contains(e.Participants, id)
		})
	}
	// Whoever hosts or mediates is not told twice, and a place is no actor of its own meeting.
	e.Participants = slices.DeleteFunc(e.Participants, func(id string) bool {
		return slices.Contains(e.Mediators, id) || slices.Contains(e.Places, id) && !strings.HasPrefix(id, "country/")
	})
	who := slices.Concat(e.Participants, e.Hosts)
	slices.Sort(who)
	who = slices.Compact(who)
	if e.Kind == "summit" && len(who) > 0 && !slices.ContainsFunc(who, func(id string) bool { return !strings.HasPrefix(id, "place/") }) {
		return false // the summits of mountains
	}
	e.ID = b.name("meeting", strings.Join(who, ","), e.Status, string(e.Date), spanName(e.Trigger))
	switch e.Kind {
	case "message", "call", "debate", "interview": // of one side alone: nothing is told
		several = false
	}
	return len(who) >= 2 || len(who) == 1 && (len(e.Places) > 0 || several)
}

// joinMeetings makes one of meetings of the same people, of one status, whose
// dates and places do not contradict each other: the document tells the same
// event twice. The first one's kind and trigger stay.
func (b *builder) joinMeetings(in []schema.Meeting) []schema.Meeting {
	var out []schema.Meeting
	for _, e := range in {
		at := slices.IndexFunc(out, func(o schema.Meeting) bool { return b.same(o, e) })
		if at < 0 {
			out = append(out, e)
			continue
		}
		o := &out[at]
		for _, two := range []struct{ into, from *[]string }{{&o.Participants, &e.Participants}, {&o.Hosts, &e.Hosts}, {&o.Mediators, &e.Mediators}, {&o.Places, &e.Places}} {
			include(two.into, *two.from...)
		}
		if len(e.Date) > len(o.Date) {
			o.Date, o.When = e.Date, e.When
		}
		if o.About == "" {
			o.About = e.About
		}
		join(&o.Finding, e.Finding)
	}
	return out
}

func (b *builder) same(x, y schema.Meeting) bool {
	who := func(m schema.Meeting) []string {
		all := slices.Concat(m.Participants, m.Hosts)
		slices.Sort(all)
		return slices.Compact(all)
	}
	return slices.Equal(who(x), who(y)) && x.Status == y.Status && compatible(&x, &y)
}

func spanName(s schema.Span) string { return fmt.Sprint(s.Start, "-", s.End) }

// when is the date of the event at anchor: that of the tokens if the rule found
// some, else of the first expression of time that hangs from the anchor, else
// from the verb of which the anchor is subject or object ("held talks on
// Monday"). Its words come with it.
func (b *builder) when(anchor, sentence int, toks []int) (schema.Text, string) {
	anchors := []int{anchor}
	switch t := b.doc.Tokens[anchor]; t.Rel {
	case "obj", "nsubj", "nsubj:pass", "obl":
		anchors = append(anchors, t.Head)
	}
	times := b.timesIn(b.doc.Sentences[sentence].Span)
	for _, a := range anchors {
		for _, t := range times {
			if t.Value == "" {
				continue
			}
			first, last := b.tokens(t.Start, t.End)
			if first >= last {
				continue
			}
			head := pattern.Head(b.doc, first, last)
			if slices.ContainsFunc(toks, func(x int) bool { return first <= x && x < last }) || b.tree.under(head, a, 2) {
				return schema.Text(t.Value), b.doc.Text[t.Start:t.End]
			}
		}
	}
	return "", ""
}

// timesIn are the expressions of time that begin within the span.
func (b *builder) timesIn(s text.Span) []text.Time {
	at := func(t text.Time, start int) int { return t.Start - start }
	first, _ := slices.BinarySearchFunc(b.doc.Times, s.Start, at)
	last, _ := slices.BinarySearchFunc(b.doc.Times, s.End, at)
	return b.doc.Times[first:last]
}

// tokens are those that begin within the bytes from start to end.
func (b *builder) tokens(start, end int) (first, last int) {
	first, _ = slices.BinarySearchFunc(b.doc.Tokens, start, func(t text.Token, at int) int { return t.Start - at })
	last, _ = slices.BinarySearchFunc(b.doc.Tokens, end, func(t text.Token, at int) int { return t.Start - at })
	return first, last
}
