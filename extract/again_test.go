package extract_test

import (
	"slices"
	"testing"

	"parley/extract"
	"parley/schema"
)

// TestJoins: who takes part in a meeting told of before is one of those who met,
// if he does.
func TestJoins(t *testing.T) {
	p := english(t)
	for _, c := range []struct {
		text string
		want int // participants of the first meeting
	}{
		{"Anna Lindqvist met Chidi Okafor in Oslo. Mara Ilves also attended the meeting.", 3},
		{"Anna Lindqvist met Chidi Okafor in Oslo. Mara Ilves took part in the talks.", 3},
		{"Anna Lindqvist met Chidi Okafor in Oslo. The meeting was also attended by Mara Ilves.", 3},
		{"Anna Lindqvist met Chidi Okafor in Oslo. Mara Ilves was also present.", 3},
		{"Anna Lindqvist met Chidi Okafor in Oslo. They signed a treaty. It rained. Mara Ilves was also present.", 2},
		{"Anna Lindqvist met Chidi Okafor in Oslo. Mara Ilves was also present at the wedding.", 2},
		{"Anna Lindqvist and Chidi Okafor met in Oslo on the sidelines of the negotiations being hosted by Mara Ilves.", 2},
		{"Anna Lindqvist met Chidi Okafor in Oslo. Mara Ilves criticized the meeting.", 2},
		{"Anna Lindqvist met Chidi Okafor in Oslo. Mara Ilves boycotted the meeting.", 2},
		{"Anna Lindqvist met Chidi Okafor in Oslo. Mara Ilves did not attend the meeting.", 2},
		{"Anna Lindqvist met Chidi Okafor in Oslo. Mara Ilves will attend the next meeting.", 2},
		{"Anna Lindqvist will meet Chidi Okafor in Oslo. Mara Ilves attended the meeting of farmers.", 2},
		{"The Security Council met on Monday. Ambassador Anna Lindqvist told the council that the truce had failed.", 2},
		{"The Security Council met on Monday. Ambassador Anna Lindqvist will tell the council that the truce has failed.", 1},
		{"The Security Council met on Monday. Ambassador Anna Lindqvist told the city council that the truce had failed.", 1},
	} {
		r, err := p.Record(t.Context(), extract.Input{ID: "joins", Published: "2019-06-18", Text: c.text})
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Meetings) == 0 || len(r.Meetings[0].Participants)+len(r.Meetings[0].Hosts) != c.want {
			t.Errorf("%s: got %+v, want %d participants", c.text, r.Meetings, c.want)
		}
	}
}

// TestHosts: who hosts a meeting told of before is its host.
func TestHosts(t *testing.T) {
	p := english(t)
	for text, want := range map[string]int{
		"Anna Lindqvist met Chidi Okafor in Oslo. Norwegian Prime Minister Mara Ilves hosted the talks.":         1,
		"Anna Lindqvist will meet Chidi Okafor in Oslo. Norwegian Prime Minister Mara Ilves hosted the talks.":   0,
		"Anna Lindqvist met Chidi Okafor in Oslo. Norwegian Prime Minister Mara Ilves will host the next talks.": 0,
	} {
		r, err := p.Record(t.Context(), extract.Input{ID: "hosts", Published: "2019-06-18", Text: text})
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Meetings) == 0 || len(r.Meetings[0].Hosts) != want || len(r.Meetings[0].Participants) != 2 {
			t.Errorf("%s: %+v", text, r.Meetings)
		}
	}
}

// TestMutual: "they met" and "their talks" are of the two persons told of last,
// unless the text told of more, or of others who may be meant.
func TestMutual(t *testing.T) {
	p := english(t)
	for _, c := range []struct {
		text string
		met  bool
	}{
		{"Anna Lindqvist praised Chidi Okafor. They met in Oslo last week.", true},
		{"Anna Lindqvist praised Chidi Okafor. Their talks in Oslo lasted two hours.", true},
		{"Anna Lindqvist praised Chidi Okafor. They met Mara Ilves last week.", false},
		{"Anna Lindqvist praised Chidi Okafor and Mara Ilves. They met in Oslo last week.", false},
		{"Anna Lindqvist warned rebel envoys of Chidi Okafor. They met in Oslo last week.", false},
		{"Anna Lindqvist praised Chidi Okafor. They never met.", false},
	} {
		r, err := p.Record(t.Context(), extract.Input{ID: "mutual", Published: "2019-06-18", Text: c.text})
		if err != nil {
			t.Fatal(err)
		}
		met := slices.ContainsFunc(r.Meetings, func(m schema.Meeting) bool {
			return m.Status == "happened" && slices.Contains(m.Participants, "person/anna-lindqvist") && slices.Contains(m.Participants, "person/chidi-okafor")
		})
		if met != c.met {
			t.Errorf("%s: got %+v", c.text, r.Meetings)
		}
	}
}

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
