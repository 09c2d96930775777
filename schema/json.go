package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"unicode/utf8"
)

// MarshalJSON writes null for an absent text.
func (t Text) MarshalJSON() ([]byte, error) {
	if t == "" {
		return []byte("null"), nil
	}
	return marshal(string(t))
}

// UnmarshalJSON reads a string or null.
func (t *Text) UnmarshalJSON(b []byte) error {
	var s *string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	*t = ""
	if s != nil {
		*t = Text(*s)
	}
	return nil
}

// Encode returns the record as one line of JSON without a line end: spans in
// code points of text, empty lists as [], HTML characters as they are.
// The record is not changed. It is an error if a span does not lie in text on
// character boundaries.
func Encode(r *Record, text string) ([]byte, error) {
	to := CodePoints(text)
	out, err := r.mapped(func(off int) (int, bool) {
		if off < 0 || off > len(text) || to[off] < 0 {
			return 0, false
		}
		return int(to[off]), true
	})
	if err != nil {
		return nil, err
	}
	return marshal(out)
}

// CodePoints maps each byte offset of text, its end included, to the number of
// code points before it, or to -1 inside a character. A byte that is no UTF-8
// counts as one.
func CodePoints(text string) []int32 {
	to := make([]int32, len(text)+1)
	n := int32(0)
	for i := 0; i < len(text); n++ {
		_, size := utf8.DecodeRuneInString(text[i:])
		to[i] = n
		for k := 1; k < size; k++ {
			to[i+k] = -1
		}
		i += size
	}
	to[len(text)] = n
	return to
}

// Decode reads a record that Encode wrote; spans come back in bytes of text.
// Unknown fields are passed over, since the format may gain fields.
func Decode(data []byte, text string) (*Record, error) {
	var r Record
	if err := json.Unmarshal(data, &r); err != nil {
		return nil, fmt.Errorf("record: %w", err)
	}
	from := make([]int32, 0, len(text)+1) // code point -> byte offset
	for i := 0; i < len(text); {
		from = append(from, int32(i))
		_, size := utf8.DecodeRuneInString(text[i:])
		i += size
	}
	from = append(from, int32(len(text)))
	return r.mapped(func(off int) (int, bool) {
		if off < 0 || off >= len(from) {
			return 0, false
		}
		return int(from[off]), true
	})
}

// Clone is a deep copy of r in which no list is nil, so that two records that
// say the same are equal, and equal as JSON.
func (r *Record) Clone() *Record {
	o, _ := r.mapped(func(off int) (int, bool) { return off, true })
	return o
}

// mapped is a deep copy of r with every offset put through f and no nil list.
func (r *Record) mapped(f func(int) (int, bool)) (*Record, error) {
	var bad error
	span := func(s Span, where string, i int) Span {
		a, ok1 := f(s.Start)
		b, ok2 := f(s.End)
		if (!ok1 || !ok2) && bad == nil {
			bad = fmt.Errorf("record %s: %s[%d]: span %d-%d does not fit the text", r.Doc, where, i, s.Start, s.End)
		}
		return Span{a, b}
	}
	spans := func(in []Span, where string, i int) []Span {
		out := make([]Span, len(in))
		for k, s := range in {
			out[k] = span(s, where, i)
		}
		return out
	}
	o := *r
	o.Entities = mapList(r.Entities, func(i int, e *Entity) {
		e.Aliases = list(e.Aliases)
		e.Mentions = mapList(e.Mentions, func(_ int, m *Mention) { m.Span = span(m.Span, "entities", i) })
	})
	o.Offices = mapList(r.Offices, func(i int, x *Office) { x.Evidence = spans(x.Evidence, "offices", i) })
	o.Meetings = mapList(r.Meetings, func(i int, x *Meeting) {
		x.Evidence = spans(x.Evidence, "meetings", i)
		x.Trigger = span(x.Trigger, "meetings", i)
		x.Participants, x.Hosts, x.Mediators, x.Places = list(x.Participants), list(x.Hosts), list(x.Mediators), list(x.Places)
	})
	o.Visits = mapList(r.Visits, func(i int, x *Visit) { x.Evidence = spans(x.Evidence, "visits", i) })
	o.Relations = mapList(r.Relations, func(i int, x *Relation) { x.Evidence = spans(x.Evidence, "relations", i) })
	o.Affiliations = mapList(r.Affiliations, func(i int, x *Affiliation) { x.Evidence = spans(x.Evidence, "affiliations", i) })
	o.Statements = mapList(r.Statements, func(i int, x *Statement) {
		x.Evidence, x.Content = spans(x.Evidence, "statements", i), spans(x.Content, "statements", i)
		x.Source, x.Cue = span(x.Source, "statements", i), span(x.Cue, "statements", i)
	})
	return &o, bad
}

func mapList[T any](in []T, change func(int, *T)) []T {
	out := list(in)
	for i := range out {
		change(i, &out[i])
	}
	return out
}

// list copies in; the copy is never nil, so that JSON shows [] and not null.
func list[T any](in []T) []T { return append(make([]T, 0, len(in)), in...) }

func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
