package gazetteer_test

import (
	"fmt"
	"strings"
	"testing"

	"parley/extract/gazetteer"
)

func loaded(t testing.TB) *gazetteer.Gazetteer {
	t.Helper()
	g, err := gazetteer.Load()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestCountry(t *testing.T) {
	g := loaded(t)
	for name, want := range map[string]string{
		"United States": "country/united-states", "U.S.": "country/united-states", "US": "country/united-states", "America": "country/united-states",
		"us": "", "Britain": "country/united-kingdom", "U.K.": "country/united-kingdom", "Russian Federation": "country/russia",
		"Côte d’Ivoire": "country/ivory-coast", "DPRK": "country/north-korea", "USSR": "country/soviet-union", "Burma": "country/myanmar",
		"Holy See": "country/vatican-city", "Kosovo": "country/kosovo", "Taiwan": "country/taiwan", "Zaire": "country/zaire", "Bavaria": "", "": "",
	} {
		got := ""
		if c := g.Country(name); c != nil {
			got = c.ID
		}
		if got != want {
			t.Errorf("Country(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestLookups(t *testing.T) {
	g := loaded(t)
	id := func(c *gazetteer.Country) string {
		if c == nil {
			return ""
		}
		return c.ID
	}
	for _, c := range []struct{ what, got, want string }{
		{"demonym, adjective", id(g.Demonym("Russian")), "country/russia"},
		{"demonym, plural", id(g.Demonym("Russians")), "country/russia"},
		{"demonym, odd plural", id(g.Demonym("Frenchmen")), "country/france"},
		{"demonym of the past", id(g.Demonym("Soviet")), "country/soviet-union"},
		{"no demonym", id(g.Demonym("Russia")), ""},
		{"capital", id(g.Capital("Moscow")), "country/russia"},
		{"capital of two words", id(g.Capital("New Delhi")), "country/india"},
		{"no capital", id(g.Capital("Munich")), ""},
		{"seat", id(g.Seat("Kremlin")), "country/russia"},
		{"seat of two words", id(g.Seat("Downing Street")), "country/united-kingdom"},
		{"by id", id(g.ByID("country/japan")), "country/japan"},
		{"successor", g.ByID("country/soviet-union").Successor, "country/russia"},
		{"body", g.Organization("NATO").ID, "organization/nato"},
		{"body by its long name", g.Organization("North Atlantic Treaty Organization").ID, "organization/nato"},
		{"region", g.Place("Crimea").ID, "place/crimea"},
		{"city", g.Place("Istanbul").Country, "country/turkey"},
		{"small place", g.Place("Camp David").ID, "place/camp-david"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", c.what, c.got, c.want)
		}
	}
	for word, want := range map[string]gazetteer.Gender{
		"Angela": gazetteer.Female, "Vladimir": gazetteer.Male, "Mr.": gazetteer.Male, "Queen": gazetteer.Female, "President": gazetteer.Unknown, "Table": gazetteer.Unknown,
	} {
		if got := g.Gender(word); got != want {
			t.Errorf("Gender(%q) = %d, want %d", word, got, want)
		}
	}
	for _, name := range []string{"Of", "Reading", "Mobile", "March"} {
		if g.Is(name, gazetteer.CityName) {
			t.Errorf("%q is a city", name)
		}
	}
}

func TestMatch(t *testing.T) {
	g := loaded(t)
	for _, c := range []struct {
		text string
		n    int
		kind gazetteer.Kind
	}{
		{"United States troops", 2, gazetteer.CountryName},
		{"United front", 0, 0},
		{"Guinea - Bissau said", 3, gazetteer.CountryName},
		{"Guinea said", 1, gazetteer.CountryName},
		{"UNITED STATES OF AMERICA", 4, gazetteer.CountryName},
		{"RUSSIA", 1, gazetteer.CountryName},
		{"ISTANBUL", 1, gazetteer.CityName},
		{"al - Qaida fighters", 3, gazetteer.OrganizationName},
		{"North Korean envoys", 2, gazetteer.CountryDemonym},
		{"10 Downing Street", 3, gazetteer.Seat},
		{"Secretary of State Lindqvist", 3, gazetteer.Title},
		{"Secretary of the club", 1, gazetteer.Title},
		{"the Kremlin", 0, 0},
		{"Sana'a", 1, gazetteer.Capital},
		{"us", 0, 0},
		{"", 0, 0},
	} {
		n, e := g.Match(strings.Fields(c.text))
		if n != c.n || (n > 0) != (e != nil) || e != nil && e.Kinds&c.kind == 0 {
			t.Errorf("Match(%q) = %d %+v, want %d of kind %b", c.text, n, e, c.n, c.kind)
		}
	}
}

// TestData holds what the data must hold for ids to be sound.
func TestData(t *testing.T) {
	g := loaded(t)
	if n := len(g.Countries()); n < 210 {
		t.Errorf("%d countries", n)
	}
	for _, c := range g.Countries() {
		if !strings.HasPrefix(c.ID, "country/") || gazetteer.Slug(c.ID[len("country/"):]) != c.ID[len("country/"):] {
			t.Errorf("id %q is no slug", c.ID)
		}
		if g.Country(c.Name) != c {
			t.Errorf("%s is not found by its name %q", c.ID, c.Name)
		}
	}
}

func TestSlug(t *testing.T) {
	for name, want := range map[string]string{
		"Angela Merkel": "angela-merkel", "Lech Wałęsa": "lech-walesa", "Côte d’Ivoire": "cote-divoire", "U.S. Senate": "us-senate",
		"  Jean-Claude  Juncker ": "jean-claude-juncker", "Recep Tayyip Erdoğan": "recep-tayyip-erdogan", "İstanbul": "istanbul", "Straße": "strasse",
		"Москва": "москва", "北京": "北京", "—": "xe28094", "": "x", "\xff": "xff",
	} {
		if got := gazetteer.Slug(name); got != want {
			t.Errorf("Slug(%q) = %q, want %q", name, got, want)
		}
	}
}

func FuzzSlug(f *testing.F) {
	f.Add("Angela Merkel")
	f.Add("\xff—")
	f.Fuzz(func(t *testing.T, s string) {
		a := gazetteer.Slug(s)
		if a == "" || strings.ContainsAny(a, " /\t\n") || gazetteer.Slug(s) != a {
			t.Errorf("Slug(%q) = %q", s, a)
		}
	})
}

func FuzzMatch(f *testing.F) {
	f.Add("United States of America said")
	f.Add("AL - QAIDA")
	g, err := gazetteer.Load()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string) {
		words := strings.Fields(s)
		n, e := g.Match(words)
		if n < 0 || n > len(words) || (n > 0) != (e != nil) {
			t.Errorf("Match(%q) = %d, %v", words, n, e)
		}
	})
}

func ExampleGazetteer_Match() {
	g, err := gazetteer.Load()
	if err != nil {
		fmt.Println(err)
		return
	}
	n, e := g.Match([]string{"North", "Korean", "envoys"})
	fmt.Println(n, e.DemonymOf.Name)
	// Output: 2 North Korea
}

func BenchmarkMatch(b *testing.B) {
	g := loaded(b)
	words := strings.Fields("The Danish Foreign Ministry told the United Nations Security Council in New York on Monday that North Korean envoys had left Geneva")
	for b.Loop() {
		for i := range words {
			g.Match(words[i:])
		}
	}
	b.ReportMetric(float64(len(words))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
