package extract_test

import (
	"testing"

	"parley/extract"
)

// TestAgain: what the text says of "the talks" later on is of the meeting told
// before, if there is one that can be meant.
func TestAgain(t *testing.T) {
	p := english(t)
	for _, c := range []struct {
		name, text string
		places     []string // of the first meeting
		sentences  int      // that tell of it
	}{
		{"place", "Anna Lindqvist met Chidi Okafor on Monday. The talks took place in Geneva.", []string{"place/geneva"}, 2},
		{"another place", "Anna Lindqvist met Chidi Okafor in Oslo. The talks in Geneva failed.", []string{"place/oslo"}, 1},
		{"cancelled", "Anna Lindqvist refused to meet Chidi Okafor. The talks took place in Geneva.", nil, 1},
		{"the press", "Anna Lindqvist met Chidi Okafor. The news conference took place in Geneva.", nil, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := p.Record(t.Context(), extract.Input{ID: "again", Published: "2019-06-18", Text: c.text})
			if err != nil {
				t.Fatal(err)
			}
			if len(r.Meetings) == 0 {
				t.Fatal("no meeting")
			}
			m := r.Meetings[0]
			if len(m.Evidence) != c.sentences || len(m.Places) != len(c.places) || len(m.Places) > 0 && m.Places[0] != c.places[0] {
				t.Errorf("got places %q in %d sentences, want %q in %d", m.Places, len(m.Evidence), c.places, c.sentences)
			}
			if len(m.Participants) != 2 {
				t.Errorf("got participants %q", m.Participants)
			}
		})
	}
}
