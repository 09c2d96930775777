package extract_test

import (
	"slices"
	"testing"

	"parley/extract"
)

// TestNotSaid: what looks like a stance, an attack or a meeting and is none, or
// is somebody else's. Each was found in an article once.
func TestNotSaid(t *testing.T) {
	p := english(t)
	for _, c := range []struct {
		name, text string
		want       []string // relations and meetings
	}{
		{"an accusation that is dismissed", "Omar Saleh dismisses accusations that Chidi Okafor has exploited the poor.",
			[]string{"person/omar-saleh opposes accusations that Chidi Okafor has exploited the poor"}},
		{"a denial within what is said", "Anna Lindqvist said that Omar Saleh denied that Chidi Okafor had lied.", nil},
		{"an attack in words", "Anna Lindqvist often attacked Chidi Okafor for his plans.", []string{"person/anna-lindqvist criticizes person/chidi-okafor"}},
		{"beaten in a vote", "Anna Lindqvist beat Chidi Okafor in 1984.", nil},
		{"called to be congratulated", "Anna Lindqvist called Chidi Okafor to congratulate him.", []string{"call: person/anna-lindqvist person/chidi-okafor happened"}},
		{"called onto a stage", "Anna Lindqvist called Chidi Okafor onto the stage.", nil},
		{"whose support", "Omar Saleh left Oslo. Anna Lindqvist thanked John Moss for his support of the treaty.",
			[]string{"person/anna-lindqvist praises person/john-moss"}},
		{"a continent is no country", "Anna Lindqvist praised South American leaders.", []string{"person/anna-lindqvist praises group/south-american-leaders-fb46c79b"}},
		{"was asked", "Anna Lindqvist was once asked which of her enemies she was most proud to call her enemies.", nil},
		{"yet to meet", "Anna Lindqvist decided to vote after President Chidi Okafor meets Omar Saleh.", []string{"meeting: person/chidi-okafor person/omar-saleh scheduled"}},
		{"the topic of an interview", "Anna Lindqvist described the Halden Institute in an interview as a relic.", nil},
		{"a dinner party", "They talked at a dinner party hosted by Anna Lindqvist.", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := p.Record(t.Context(), extract.Input{ID: "said", Text: c.text})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, x := range r.Relations {
				got = append(got, x.S+" "+x.P+" "+x.O)
			}
			for _, m := range r.Meetings {
				line := m.Kind + ":"
				for _, w := range m.Participants {
					line += " " + w
				}
				got = append(got, line+" "+m.Status)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
