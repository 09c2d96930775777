package graph

import (
	"context"
	"fmt"
	"strconv"

	"github.com/cayleygraph/quad"

	"parley/graph/gizmo"
	"parley/graph/quadstore"
)

// flags are the parts of a filter as a program gives them to only.
func (f Filter) flags() []string {
	var out []string
	for _, x := range [][2]string{{"since", f.Since}, {"until", f.Until}, {"as-of", f.AsOf}, {"source", f.Source}} {
		if x[1] != "" {
			out = append(out, x[0], x[1])
		}
	}
	if f.MinConfidence > 0 {
		out = append(out, "min-confidence", strconv.FormatFloat(f.MinConfidence, 'g', -1, 64))
	}
	return out
}

// gizmoOnly is, in front of a program, what makes it see only what f lets
// pass.
func gizmoOnly(f Filter) string {
	flags := f.flags()
	if len(flags) == 0 {
		return ""
	}
	list := gizmoStrings(flags)
	return "only(" + list[1:len(list)-1] + ");\n"
}

// parseFilter is a filter of names, as the flags of parley ask have them, and
// values.
func parseFilter(flags []string) (Filter, error) {
	var f Filter
	if len(flags)%2 != 0 {
		return f, fmt.Errorf("%q has no value", flags[len(flags)-1])
	}
	for i := 0; i < len(flags); i += 2 {
		switch name, value := flags[i], flags[i+1]; name {
		case "since":
			f.Since = value
		case "until":
			f.Until = value
		case "as-of":
			f.AsOf = value
		case "source":
			f.Source = value
		case "min-confidence":
			var err error
			if f.MinConfidence, err = strconv.ParseFloat(value, 64); err != nil {
				return f, fmt.Errorf("min-confidence %q is no number", value)
			}
		default:
			return f, fmt.Errorf("%q: want since, until, as-of, source or min-confidence", name)
		}
	}
	return f, nil
}

// only makes a program see what one filter lets pass: the quads of claims and
// of documents that do. s is the program's own copy.
func (s *Store) only(ctx context.Context, flags ...string) (gizmo.Allow, error) {
	f, err := parseFilter(flags)
	if s.filter = f; err != nil || f == (Filter{}) {
		return nil, err
	}
	known := map[quad.IRI]bool{}
	return func(label quad.Value) bool {
		iri, ok := label.(quad.IRI)
		if !ok {
			return false
		}
		pass, seen := known[iri]
		if !seen {
			err := s.view(ctx, func(r *reader) error {
				pass = r.passesLabel(r.ref(iri))
				return nil
			})
			pass = pass && err == nil
			known[iri] = pass
		}
		return pass
	}, nil
}

// passesLabel reports whether a claim, or a document, passes.
func (r *reader) passesLabel(label quadstore.Ref) bool {
	if r.document(label) != 0 {
		return r.passes(label)
	}
	return label != 0 && r.passesDocument(r.source(label))
}
