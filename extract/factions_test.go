package extract_test

import (
	"slices"
	"testing"

	"parley/extract"
	"parley/schema"
)

// TestFactions: a phrase that names several sides is several parties where
// nobody else is told of, and the bearers of a title where the text names them.
func TestFactions(t *testing.T) {
	p := english(t)
	for _, c := range []struct {
		text string
		want []string // names of those who met first
	}{
		{"Norwegian and Swedish envoys met in Oslo on Monday.", []string{"Norwegian envoys", "Swedish envoys"}},
		{"Senior Norwegian, Swedish and Danish officials held talks in Oslo.", []string{"Senior Norwegian officials", "Senior Swedish officials", "Senior Danish officials"}},
		{"Envoys from Norway and Sweden met in Oslo on Monday.", []string{"Envoys from Norway", "Envoys from Sweden"}},
		{"The presidents of Nigeria and Ghana met in Accra.", []string{"president of Nigeria", "president of Ghana"}},
		{"Nigerian President Chidi Okafor left on Monday. The presidents of Nigeria and Ghana met in Accra.", []string{"Chidi Okafor", "president of Ghana"}},
		{"Norwegian and Swedish envoys met Nigerian officials in Oslo.", []string{"Norwegian and Swedish envoys", "Nigerian officials"}},
		{"Members of Hamas and Fatah met in Cairo.", []string{"members of Hamas and Fatah"}},
		{"Rival leaders of the Oslo Liberation Army met Nigerian officials.", []string{"Rival leaders of the Oslo Liberation Army", "Nigerian officials"}},
		{"Norwegian envoys met in Oslo on Monday.", []string{"Norwegian envoys"}},
	} {
		r, err := p.Record(t.Context(), extract.Input{ID: "factions", Published: "2019-06-18", Text: c.text})
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Meetings) == 0 {
			t.Errorf("%s: no meeting", c.text)
			continue
		}
		var got []string
		for _, id := range r.Meetings[0].Participants {
			i := slices.IndexFunc(r.Entities, func(e schema.Entity) bool { return e.ID == id })
			got = append(got, r.Entities[i].Name)
		}
		want := slices.Clone(c.want)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", c.text, got, want)
		}
	}
}
