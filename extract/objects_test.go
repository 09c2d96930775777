package extract_test

import (
	"slices"
	"testing"

	"parley/extract"
	"parley/schema"
)

// TestSides holds who the two sides of a relation are.
func TestSides(t *testing.T) {
	p := english(t)
	for _, c := range []struct{ name, text, s, p, o string }{
		{"a bill", "Norway vetoed a controversial fishing bill on Monday.", "Norway", "vetoed", "controversial fishing bill"},
		{"people", "Norway criticized two of its own fishing inspectors. Norway thanked 14 people.", "Norway", "praises", "14 people"},
		{"people of a country", "Norway sanctioned seven leading Venezuelans.", "Norway", "sanctions", "seven leading Venezuelans"},
		{"whose doing it is", "Norway criticized the resignation of Anna Lindqvist.", "Norway", "criticizes", "Anna Lindqvist"},
		{"one's own doing", "Anna Lindqvist condemned her own exclusion.", "Anna Lindqvist", "criticizes", "her own exclusion"},
		{"no time", "Norway voiced its objection on Monday to the plan.", "Norway", "opposes", "plan"},
		{"a capital", "Anna Lindqvist appealed to Oslo to sign the treaty.", "Anna Lindqvist", "demands", "Norway"},
		{"a sole object", "Chidi Okafor accused the Norwegian Fishing Commission of rigging the vote.", "Chidi Okafor", "accuses", "Norwegian Fishing Commission"},
		{"first person", "\"We condemn the attack,\" Anna Lindqvist said.", "Anna Lindqvist", "criticizes", "the attack"},
		{"somebody of a country", "A Norwegian criticized Chidi Okafor.", "Norwegian", "criticizes", "Chidi Okafor"},
		{"a town by its kind", "Soldiers attacked the town of Karlstad.", "soldiers", "fights", "Karlstad"},
		{"a name after a comma", "Anna Lindqvist criticized Sweden's chief ally, Norway, on Monday.", "Anna Lindqvist", "criticizes", "Norway"},
		{"a quality of somebody", "Norway praised the courage of Anna Lindqvist.", "Norway", "praises", "Anna Lindqvist"},
		{"fought for it", "The rebels have been battling to oust Anna Lindqvist.", "rebels", "fights", "Anna Lindqvist"},
		{"gathered", "Students gathered in Geneva to protest the decision.", "students", "opposes", "the decision"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := p.Record(t.Context(), extract.Input{ID: "t", Text: c.text})
			if err != nil {
				t.Fatal(err)
			}
			name := map[string]string{}
			for _, e := range r.Entities {
				name[e.ID] = e.Name
			}
			called := func(id string) string {
				if n, ok := name[id]; ok {
					return n
				}
				return id
			}
			if !slices.ContainsFunc(r.Relations, func(x schema.Relation) bool {
				return called(x.S) == c.s && x.P == c.p && called(x.O) == c.o && x.Status == "happened"
			}) {
				for _, x := range r.Relations {
					t.Logf("%s %s %s %s", called(x.S), x.P, called(x.O), x.Status)
				}
				t.Errorf("want %s %s %s", c.s, c.p, c.o)
			}
		})
	}
}

// TestNobody: words that name no party are no side of a fight.
func TestNobody(t *testing.T) {
	p := english(t)
	for _, c := range []string{
		"Norway destroyed two huge warehouses.",
		"Soldiers attacked at dawn.",
		"Chidi Okafor spoke. The general praised himself.",
	} {
		r, err := p.Record(t.Context(), extract.Input{ID: "t", Text: c})
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range r.Relations {
			t.Errorf("%q: %s %s %s", c, x.S, x.P, x.O)
		}
	}
}
