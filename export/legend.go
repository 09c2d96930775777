package export

import (
	"slices"
	"strings"

	"parley/schema"
)

// legendOf lists what the picture has, in the order of the vocabulary: a
// legend that explains what is not there only costs room.
func legendOf(model *schema.Model, p *picture, bundles []bundle) legend {
	var out legend
	for _, t := range model.Types {
		if slices.ContainsFunc(p.figures, func(f figure) bool { return f.typ == t.Name }) {
			out.types = append(out.types, legendType{strings.ToLower(t.Name), look{t.Shape, t.Fill, t.Line}})
		}
	}
	meetings := !slices.ContainsFunc(bundles, func(b bundle) bool { return model.Real(b.status) && !ofMeeting(b.predicate) })
	for _, s := range strokes {
		var words []string
		for _, st := range model.Statuses {
			if st.Line == s.name && slices.ContainsFunc(bundles, func(b bundle) bool { return b.status == st.Name }) {
				words = append(words, legendWord(st, meetings))
			}
		}
		if len(words) > 0 {
			out.strokes = append(out.strokes, legendStroke{strings.Join(slices.Compact(words), ", "), s})
		}
	}
	for _, l := range p.lines {
		out.widths = out.widths || l.width != p.lines[0].width
	}
	return out
}

func legendWord(s schema.Status, meetings bool) string {
	switch {
	case s.Mark != "":
		return s.Mark
	case s.Name == "happened" && meetings:
		return "met"
	}
	return s.Name
}
