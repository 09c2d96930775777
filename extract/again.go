package extract

import (
	"slices"
	"strings"

	"parley/extract/pattern"
	"parley/schema"
)

// farthest bounds the sentences between a meeting and "the talks" that mean it.
const farthest = 12

// likened are the kinds of meeting that a word for one of a kind may mean:
// after "she telephoned her guest", "the talks" are the call.
var likened = map[string][]string{
	"meeting":    {"meeting", "talks", "summit", "session", "conference"},
	"talks":      {"talks", "meeting", "summit", "call", "conference"},
	"summit":     {"summit", "meeting", "talks"},
	"conference": {"conference", "summit"},
	"session":    {"session", "meeting"},
	"call":       {"call", "talks"},
	"debate":     {"debate"},
	"interview":  {"interview"},
	"message":    {"message"},
}

// never are the statuses of meetings of which there is no more to tell.
var never = map[string]bool{"cancelled": true, "refused": true, "denied": true, "negated": true}

// heard are the kinds of meeting at which one tells a body something.
var heard = []string{"session", "meeting", "debate"}

// again adds to the meetings told so far what the text says of one of them
// later on: the sentence, the place and the day of "the talks". e is what the
// words at the reference tell by themselves. Whoever is named there may only
// speak of the talks, so nobody is added but those who, the rule says, take
// part. Nothing is where two meetings may be meant, or where what is told cannot
// be of that one.
func (b *builder) again(told []schema.Meeting, m *pattern.Match, e *schema.Meeting) {
	here := b.doc.Tokens[m.Anchor].Start
	joins := b.ids(m.Roles["joins"], b.model.Predicate("participant").To)
	body := b.entity(m.Roles["again"][0])
	at := -1
	for i, o := range told {
		k := b.doc.SentenceAt(b.tokenAt(o.Trigger.Start))
		if o.Trigger.Start >= here || m.Sentence-k > farthest || never[o.Status] || !compatible(&o, e) {
			continue
		}
		if body != nil && (!slices.Contains(heard, o.Kind) || !slices.Contains(o.Participants, body.ID)) || body == nil && !slices.Contains(likened[e.Kind], o.Kind) {
			continue
		}
		if n := b.doc.Tokens[m.Anchor].UPOS; body == nil && n != "NOUN" && n != "PROPN" && m.Sentence-k > 1 { // "was also present": right there
			continue
		}
		if len(joins)+len(e.Hosts) > 0 && m.Sentence == k && b.doc.Tokens[m.Anchor].UPOS == "NOUN" { // "met on the sidelines of the talks": two events
			return
		}
		if len(joins)+len(e.Hosts) > 0 && (!b.model.Real(o.Status) || !b.model.Real(e.Status)) {
			continue
		}
		if at >= 0 && b.last(&told[at]) == b.last(&o) {
			return // both are told of as late as one another
		}
		if at < 0 || b.last(&o) > b.last(&told[at]) {
			at = i
		}
	}
	if at < 0 {
		return
	}
	o := &told[at]
	include(&o.Participants, joins...)
	include(&o.Hosts, e.Hosts...)
	include(&o.Places, e.Places...)
	if o.Date == "" {
		o.Date, o.When = e.Date, e.When
	}
	if o.About == "" {
		o.About = e.About
	}
	rule, confidence := o.Rule, o.Confidence
	join(&o.Finding, e.Finding)
	o.Rule, o.Confidence = rule, confidence // who met is what the first one says …
	if len(joins)+len(e.Hosts) > 0 {
		o.Confidence = min(confidence, e.Confidence) // … and this one
	}
}

// last is where the document last told of the meeting.
func (b *builder) last(e *schema.Meeting) int {
	return e.Evidence[len(e.Evidence)-1].Start
}

// tokenAt is the token that begins at the byte.
func (b *builder) tokenAt(start int) int {
	i, _ := b.tokens(start, start+1)
	return i
}

// compatible tells whether y may tell more of x: places and days of the two do
// not contradict, and no call gets a place where people met.
func compatible(x, y *schema.Meeting) bool {
	if remote(x) && !remote(y) && len(y.Places) > 0 {
		return false
	}
	places := len(x.Places) == 0 || len(y.Places) == 0 || slices.ContainsFunc(x.Places, func(p string) bool { return slices.Contains(y.Places, p) })
	return places && (strings.HasPrefix(string(x.Date), string(y.Date)) || strings.HasPrefix(string(y.Date), string(x.Date)))
}

// remote tells meetings of people who are not at one place.
func remote(e *schema.Meeting) bool { return e.Kind == "call" || e.Kind == "message" }
