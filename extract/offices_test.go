package extract_test

import (
	"slices"
	"testing"

	"parley/extract"
)

func TestOffices(t *testing.T) {
	p := english(t)
	for _, c := range []struct {
		name, text string
		want       []string // person | title | of | status
	}{
		{"the country that another sentence names", "President Anna Lindqvist spoke in Geneva on Monday. Chidi Okafor met Norwegian President Anna Lindqvist.",
			[]string{"person/anna-lindqvist | President | country/norway | current"}},
		{"a first name that is an adjective", "German Chancellor Anna Lindqvist spoke in Geneva.",
			[]string{"person/anna-lindqvist | Chancellor | country/germany | current"}},
		{"whom an envoy is sent to", "Anna Lindqvist, Norway's ambassador to France, spoke in Geneva.",
			[]string{"person/anna-lindqvist | ambassador to France | country/norway | current"}},
		{"sent by nobody that is named", "Anna Lindqvist, the ambassador to France, spoke in Geneva.",
			[]string{"person/anna-lindqvist | ambassador to France |  | current"}},
		{"written with hyphens", "Chidi Okafor, a former commander-in-chief of the army, spoke in Geneva.",
			[]string{"person/chidi-okafor | commander-in-chief of the army |  | former"}},
		{"then", "In 1994 then-Prime Minister Anna Lindqvist spoke in Geneva.",
			[]string{"person/anna-lindqvist | Prime Minister |  | former"}},
		{"a rank beside an office", "General Chidi Okafor, the chief of staff, spoke in Geneva.",
			[]string{"person/chidi-okafor | chief of staff |  | current"}},
		{"a rank alone", "General Chidi Okafor spoke in Geneva.",
			[]string{"person/chidi-okafor | General |  | current"}},
		{"somebody else's spokesman", "A spokesman for Chancellor Anna Lindqvist spoke in Geneva.",
			[]string{"person/anna-lindqvist | Chancellor |  | current"}},
		{"somebody's lawyer", "The lawyer for Anna Lindqvist spoke in Geneva.", nil},
		{"a party's leader is no state's", "British Labour leader Anna Lindqvist met Omar Saleh in London on Monday.",
			[]string{"person/anna-lindqvist | leader | organization/united-kingdom-labour-party | current"}},
		{"a party whose name is an adjective", "Chidi Okafor, the Danish Social Democratic leader, said that he was glad.",
			[]string{"person/chidi-okafor | leader | organization/denmark-social-democrats | current"}},
		{"a president of a party is his state's", "The French Socialist president Luc Okafor spoke in Geneva.",
			[]string{"person/luc-okafor | president | country/france | current"}},
		{"a field of government is no party", "Labor Secretary Jane Roe resigned on Monday.",
			[]string{"person/jane-roe | Labor Secretary |  | current"}},
		{"a surname that is a title", "Chidi Prince, chief executive of the Northern Trade Union, said that he was glad.",
			[]string{"person/chidi-prince | chief executive | organization/northern-trade-union | current"}},
		{"a title ends before whose it is", "Chidi Okafor, a senior adviser to Mr. Lindqvist, spoke in Geneva.",
			[]string{"person/chidi-okafor | senior adviser | person/lindqvist | current"}},
		{"a title ends before what is said of a body", "Chidi Okafor, the treasurer of the pro-trade Northern Trade Union, spoke in Geneva.",
			[]string{"person/chidi-okafor | treasurer | organization/northern-trade-union | current"}},
		{"a candidate", "Presidential candidate Chidi Okafor spoke in Geneva.", nil},
		{"two ministers", "Together with its letter to the Spanish minister here, General Lindqvist, the American minister at Madrid, had a note.",
			[]string{"person/lindqvist | minister | country/united-states | current"}},
		{"a condition", "Chidi Okafor said that he would sign the pact if he becomes president.", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := p.Record(t.Context(), extract.Input{ID: "offices", Text: c.text})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, o := range r.Offices {
				got = append(got, o.Person+" | "+o.Title+" | "+string(o.Of)+" | "+o.Status)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestAffiliations(t *testing.T) {
	p := english(t)
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"the next sentence's subject is no address", "For Moscow, Norway is the prize, Anna Lindqvist said.", nil},
		{"a province behind the town", "They met in Gaziantep in the province of Ontario on Monday.",
			[]string{"place/gaziantep located_in place/ontario"}},
		{"two fathers", "She chose Eupolemus the son of John, and Jason the son of Eleazar.",
			[]string{"person/eupolemus relative_of person/john", "person/jason relative_of person/eleazar"}},
		{"a grandfather", "So Anna chose Eupolemus the son of John, the son of Accos, and Jason the son of Eleazar, and sent them to Rome.",
			[]string{"person/eupolemus relative_of person/john", "person/john relative_of person/accos", "person/jason relative_of person/eleazar"}},
		{"a party before a candidate", "Democratic presidential candidate Anna Lindqvist spoke on Monday.",
			[]string{"person/anna-lindqvist member_of organization/democratic-party"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := p.Record(t.Context(), extract.Input{ID: "ties", Text: c.text})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, a := range r.Affiliations {
				got = append(got, a.S+" "+a.P+" "+a.O)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
