package export

import (
	"context"
	_ "embed" // the table of event types
	"encoding/csv"
	"io"
	"slices"
	"strings"

	"parley/graph"
)

//go:embed data/plover.txt
var ploverTable string

// ploverColumns are those of PLOVER's event data as far as parley can fill
// them, in their order, and what stands behind an event.
var ploverColumns = []string{
	"Event ID", "Event Date", "Event Type", "Event Mode", "Quad Code", "Contexts", "Actor Name", "Actor Type", "Recipient Name", "Recipient Type",
	"Placename", "Source", "Publication Date", "Headline", "Status", "Confidence", "Documents", "Sentence",
}

// PLOVER writes f as event data, a tab-separated row for each actor, recipient
// and event, with PLOVER's event types (data/plover.txt). An undated event has
// no date, and one known to the month has YYYY-MM: nothing is reckoned from the
// day of the report. What is planned has the context "future", what is only
// possible "hypothetical"; what was refused, cancelled or denied is no event
// and is left out.
func PLOVER(ctx context.Context, w io.Writer, f *Facts) error {
	types := ploverTypes()
	out := csv.NewWriter(w)
	out.Comma = '\t'
	if err := out.Write(ploverColumns); err != nil {
		return err
	}
	row := func(id, predicate, mode, from, to, place, date, status string, evidence []graph.Evidence) error {
		t, known := types[predicate]
		contexts, happens := map[string]string{"scheduled": "future", "possible": "hypothetical"}[status]
		if !known || status != "" && !happens && !f.Real(status) {
			return ctx.Err()
		}
		if mode == "" {
			mode = t[1]
		}
		ev := first(evidence)
		cells := []string{
			id, date, t[0], mode, t[2], contexts, f.nameIfAny(from), f.Type(from), f.nameIfAny(to), f.Type(to),
			place, ev.Publisher, ev.Published, ev.Title, status, confidenceOf(evidence), list(documentsBehind(evidence)), ev.Sentence,
		}
		for i := range cells {
			cells[i] = harmless(strings.Join(strings.Fields(cells[i]), " "))
		}
		return out.Write(cells)
	}
	for i := range f.Meetings {
		m := &f.Meetings[i]
		who, mode := m.Who(), ""
		switch {
		case m.Kind == "visit":
			mode = "visit"
		case len(m.Mediators) > 0:
			mode = "third-party"
		case len(who) > 2:
			mode = "multilateral"
		}
		if len(who) > graph.SmallMeeting { // at a conference nobody is known to have met everybody
			continue
		}
		for a, x := range who {
			for _, y := range who[a+1:] {
				if err := row(m.ID, "met", mode, x, y, list(f.Names(m.Places)), m.Date, m.Status, m.Evidence); err != nil {
					return err
				}
			}
		}
	}
	for _, v := range f.Visits {
		if err := row(v.ID, "visited", "", v.Who, v.Place, f.Name(v.Place), v.Date, v.Status, v.Evidence); err != nil {
			return err
		}
	}
	for _, r := range f.Relations {
		id := first(r.Evidence).Claim
		if r.Object != "" {
			if err := row(id, r.Predicate, "", r.Subject, r.Object, "", r.Date, r.Status, r.Evidence); err != nil {
				return err
			}
		}
	}
	out.Flush()
	return out.Error()
}

// ploverTypes reads the table: predicate -> type, mode, quad class.
func ploverTypes() map[string][3]string {
	out := map[string][3]string{}
	for line := range strings.Lines(ploverTable) {
		if w := strings.Fields(line); len(w) >= 4 && !strings.HasPrefix(line, "#") {
			out[w[0]] = [3]string{w[1], strings.Trim(w[2], "-"), strings.Join(slices.Clone(w[3:]), " ")}
		}
	}
	return out
}
