package link_test

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"parley/extract/link"
	"parley/extract/text"
)

// document makes a document of sentences, one a string, in which names stand
// in brackets behind their type: "[P Anna Berg] left [L Oslo] ." A word may
// carry its tree as word/relation/head, where the head is a word's number in
// its sentence, from 1, and its lemma and part of speech behind that.
func document(lines ...string) *text.Document {
	types := map[string]string{"[P": "Person", "[O": "Organization", "[C": "Country", "[L": "Place"}
	doc := &text.Document{ID: "test"}
	for _, l := range lines {
		s := text.Sentence{First: len(doc.Tokens)}
		var open *text.Mention
		for _, f := range strings.Fields(l) {
			if typ := types[f]; typ != "" {
				open = &text.Mention{First: len(doc.Tokens), Kind: text.Name, Type: typ, Entity: 99}
				continue
			}
			f, closed := strings.CutSuffix(f, "]")
			parts := strings.Split(f, "|")
			form, glue := strings.CutPrefix(parts[0], "+") // no space before it
			if glue {
				doc.Text = strings.TrimSuffix(doc.Text, " ")
			}
			t := text.Token{Span: text.Span{Start: len(doc.Text), End: len(doc.Text) + len(form)}, Norm: strings.ReplaceAll(form, "’", "'"), Head: text.Root}
			if len(parts) >= 3 {
				t.Rel = parts[1]
				if h, err := strconv.Atoi(parts[2]); err == nil && h > 0 {
					t.Head = s.First + h - 1
				}
			}
			if len(parts) >= 4 {
				t.Lemma, t.UPOS = parts[3], "VERB"
			}
			doc.Tokens = append(doc.Tokens, t)
			doc.Text += form + " "
			if closed {
				open.Last = len(doc.Tokens)
				open.Span = text.Span{Start: doc.Tokens[open.First].Start, End: t.End}
				doc.Mentions = append(doc.Mentions, *open)
			}
		}
		s.Last = len(doc.Tokens)
		doc.Sentences = append(doc.Sentences, s)
	}
	return doc
}

func run(t testing.TB, doc *text.Document) *text.Document {
	t.Helper()
	if err := (link.Stage{}).Run(context.Background(), doc); err != nil {
		t.Fatal(err)
	}
	return doc
}

// entities lists them as "id: Name, Alias, Alias".
func entities(doc *text.Document) []string {
	out := []string{}
	for _, e := range doc.Entities {
		out = append(out, e.ID+": "+strings.Join(append([]string{e.Name}, e.Aliases...), ", "))
	}
	return out
}

func TestEntities(t *testing.T) {
	for _, c := range []struct {
		name string
		text []string
		want []string
	}{
		{"surname, title, first name",
			[]string{"Ms. [P Berg] met [P Anna Maria Berg] .", "[P Anna Berg] left .", "[P Anna] slept ."},
			[]string{"person/anna-maria-berg: Anna Maria Berg, Berg, Anna Berg, Anna"}},
		{"initials and endings",
			[]string{"[P John F. Hale Jr.] and [P J. Hale] and [P Hale]"},
			[]string{"person/john-f-hale-jr: John F. Hale Jr., J. Hale, Hale"}},
		{"father and son are two",
			[]string{"[P John Hale Sr.] and [P John Hale Jr.] met [P Hale]"},
			[]string{"person/john-hale-sr: John Hale Sr.", "person/john-hale-jr: John Hale Jr."}},
		{"an article more or less",
			[]string{"[P Karim al +- +Masri] said [P Masri] and [P al +- +Masri] and [P Karim Masri]"},
			[]string{"person/karim-al-masri: Karim al-Masri, Masri, al-Masri, Karim Masri"}},
		{"a surname of several words",
			[]string{"[P Ines von der Heide] met [P von der Heide] and [P Heide]"},
			[]string{"person/ines-von-der-heide: Ines von der Heide, von der Heide, Heide"}},
		{"two of one surname",
			[]string{"[P Anna Berg] met [P Otto Berg] . [P Berg] left ."},
			[]string{"person/anna-berg: Anna Berg", "person/otto-berg: Otto Berg"}},
		{"two of one surname, one still unknown",
			[]string{"[P Anna Berg] left . [P Berg] met [P Otto Berg] ."},
			[]string{"person/anna-berg: Anna Berg, Berg", "person/otto-berg: Otto Berg"}},
		{"two of one surname, one with the title",
			[]string{"President [P Anna Berg] met [P Otto Berg] . President [P Berg] left ."},
			[]string{"person/anna-berg: Anna Berg, Berg", "person/otto-berg: Otto Berg"}},
		{"a title tells which",
			[]string{"[P Angela Berg] met [P Peter Berg] . Mrs. [P Berg] left ."},
			[]string{"person/angela-berg: Angela Berg, Berg", "person/peter-berg: Peter Berg"}},
		{"countries",
			[]string{"[C U.S.] and [C American] and [C the United States] and [C Danish] and [C Danes]"},
			[]string{"country/united-states: United States, U.S., American, the United States", "country/denmark: Denmark, Danish, Danes"}},
		{"bodies of a state",
			[]string{"The [O Danish Foreign Ministry] said ; the [O Foreign Ministry] denied", "[O Danish foreign ministry]"},
			[]string{"organization/denmark-foreign-ministry: Danish Foreign Ministry, Foreign Ministry, Danish foreign ministry"}},
		{"bodies of two states",
			[]string{"[C Norway] +'s [O Foreign Ministry] and the [O Danish Foreign Ministry] met ; the [O Foreign Ministry] denied"},
			[]string{"country/norway: Norway", "organization/norway-foreign-ministry: Foreign Ministry", "organization/denmark-foreign-ministry: Danish Foreign Ministry", "organization/foreign-ministry-9f86d081: Foreign Ministry"}},
		{"parties of two states",
			[]string{"[C Israel] +'s [O Labour Party] , [C the Norwegian] [O Labour Party] and the [O Socialist Party] of [C France] met ; [O Labour] left"},
			[]string{"country/israel: Israel", "organization/israel-labour-party: Labour Party", "country/norway: Norway, the Norwegian", "organization/norway-labour-party: Labour Party", "organization/france-socialist-party: Socialist Party", "country/france: France", "organization/labour-party-9f86d081: Labour Party, Labour"}},
		{"the only party of the name",
			[]string{"The [O French Communist Party] met . [C Britain] left . The [O Communists] stayed ."},
			[]string{"organization/france-communist-party: French Communist Party, Communists", "country/united-kingdom: United Kingdom, Britain"}},
		{"a party of the state that the text is about",
			[]string{"[C Norway] +'s king met [L Oslo] +'s mayor . [C Norwegian] papers wrote of the [O Conservative Party] . A [O Conservative] left . [O Liberals] stayed ."},
			[]string{"country/norway: Norway, Norwegian", "place/oslo: Oslo", "organization/norway-conservative-party: Conservative Party, Conservative", "organization/liberal-party-9f86d081: Liberal Party, Liberals"}},
		{"the party that is meant, unless the text is about another state",
			[]string{"A [O Republican] met a [O Democratic] senator ."},
			[]string{"organization/republican-party: Republican Party, Republican", "organization/democratic-party: Democratic Party, Democratic"}},
		{"a party of its state by a name of its own",
			[]string{"The [O Chinese Communist Party] and [C China] +'s [O Communist Party]"},
			[]string{"organization/china-communist-party: Chinese Communist Party, Communist Party", "country/china: China"}},
		{"acronym",
			[]string{"The [O Northern Trade Union] ( [O NTU] ) met . [O NTU] left ."},
			[]string{"organization/northern-trade-union: Northern Trade Union, NTU"}},
		{"acronym that comes first",
			[]string{"[O NTU] met . The [O Northern Trade Union] left ."},
			[]string{"organization/northern-trade-union: Northern Trade Union, NTU"}},
		{"short name",
			[]string{"[O Halden Institute] and [O Halden]"},
			[]string{"organization/halden-institute: Halden Institute, Halden"}},
		{"known by many names",
			[]string{"[O NATO] and the [O North Atlantic Treaty Organization]"},
			[]string{"organization/nato: North Atlantic Treaty Organization, NATO"}},
		{"places",
			[]string{"[L Kiev] , [L Kyiv] and [L Lower Tarn]"},
			[]string{"place/kyiv: Kiev, Kyiv", "place/lower-tarn: Lower Tarn"}},
		{"other letters", []string{"[P Łukasz Żak] and [P Москва]"},
			[]string{"person/lukasz-zak: Łukasz Żak", "person/москва: Москва"}},
		{"nothing", nil, []string{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := document(c.text...)
			if got := entities(run(t, doc)); !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

// TestCapitals: a capital is its country where it acts, and a place elsewhere.
func TestCapitals(t *testing.T) {
	for _, c := range []struct {
		text string
		want string
	}{
		{"[L Oslo|nsubj|2] rejected|root|0|reject it|obj|2", "country/norway"},
		{"[L Oslo|nsubj|2] lies|root|0|lie there|advmod|2", "place/oslo"},
		{"[L Oslo|nsubj|4] and|cc|3 [L Stockholm|conj|1] rejected|root|0|reject it|obj|4", "country/norway country/sweden"},
		{"they|nsubj|2 met|root|0|meet in|case|4 [L Oslo|obl|2]", "place/oslo"},
		{"[L Oslo|nmod:poss|3] 's|case|1 demand|root|0|demand", "country/norway"},
		{"[L Oslo|nmod:poss|3] 's|case|1 street|root|0|street", "place/oslo"},
		{"talks|root|0|talk between|case|3 [L Oslo|nmod|1] and|cc|5 [L Stockholm|conj|3]", "country/norway country/sweden"},
		{"[L Bergen|nsubj|2] rejected|root|0|reject it|obj|2", "place/bergen"},
		{"we|nsubj|2 warned|root|0|warn [L Oslo|obj|2]", "country/norway"},
		{"we|nsubj|2 left|root|0|leave [L Oslo|obj|2]", "place/oslo"},
		{"pressure|root|0 by|case|3 [L Oslo|nmod|1]", "country/norway"},
		{"[L OSLO|nsubj|4] --|punct|4 They|nsubj|4 rejected|root|0|reject", "place/oslo"},
		{"[L Oslo]", "place/oslo"},
	} {
		doc := run(t, document(c.text))
		var got []string
		for _, m := range doc.Mentions {
			got = append(got, doc.Entities[m.Entity].ID)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestMentions(t *testing.T) {
	doc := run(t, document("[P Anna Berg] met [P Otto Berg] .", "[P Berg] told [P Otto] in [C Danish] .", "[P Otto Berg]"))
	for i, want := range []struct {
		entity int
		why    string
	}{{0, "full name"}, {1, "full name"}, {-1, "fits several persons"}, {1, "first name of Otto Berg"}, {2, "gazetteer: demonym"}, {1, "full name"}} {
		if m := doc.Mentions[i]; m.Entity != want.entity || m.Why != want.why {
			t.Errorf("mention %d %q: entity %d, %q; want %d, %q", i, doc.Slice(m.Span), m.Entity, m.Why, want.entity, want.why)
		}
	}
	again := fmt.Sprint(doc)
	if run(t, doc); fmt.Sprint(doc) != again {
		t.Error("a second run changes the document")
	}
}

// TestOthersStay: mentions of other kinds are not touched.
func TestOthersStay(t *testing.T) {
	doc := document("[P Anna Berg] left")
	doc.Mentions = append(doc.Mentions, text.Mention{First: 2, Last: 3, Kind: text.Pronoun, Entity: -1})
	run(t, doc)
	if doc.Mentions[1].Entity != -1 || len(doc.Entities) != 1 {
		t.Errorf("%+v", doc.Mentions)
	}
}

// FuzzStage: whatever the names are, ids are sound and each once, and mentions
// point at entities.
func FuzzStage(f *testing.F) {
	f.Add("[P Anna Berg] met [P Berg] in [L Oslo]", "[O NTU] ( [O Northern Union ]")
	f.Add("[P -] [P ,] [P Jr.] [P al]", "[C ']")
	f.Add("[P ]]", "[P [] [O [ ]")
	f.Fuzz(func(t *testing.T, a, b string) {
		if !utf8.ValidString(a + b) {
			return // the pipeline refuses such texts
		}
		doc := document(safe(a), safe(b))
		for _, m := range doc.Mentions {
			if strings.TrimSpace(doc.Slice(m.Span)) == "" {
				return // no token is blank
			}
		}
		run(t, doc)
		seen := map[string]bool{}
		for _, e := range doc.Entities {
			typ, slug, ok := strings.Cut(e.ID, "/")
			if !ok || slug == "" || !strings.EqualFold(typ, e.Type) || seen[e.ID] || e.Name == "" {
				t.Errorf("entity %+v", e)
			}
			seen[e.ID] = true
		}
		for _, m := range doc.Mentions {
			if m.Entity < -1 || m.Entity >= len(doc.Entities) {
				t.Errorf("mention %+v", m)
			}
		}
	})
}

// safe drops brackets that are not in pairs.
func safe(s string) string {
	var out []string
	open := false
	for _, f := range strings.Fields(s) {
		starts := slices.Contains([]string{"[P", "[O", "[C", "[L"}, f)
		switch {
		case starts && open, !starts && !open && strings.HasSuffix(f, "]"), f == "]", f == "+", f == "+]":
			continue
		case starts:
			open = true
		case strings.HasSuffix(f, "]"):
			open = false
		}
		out = append(out, f)
	}
	if open {
		return ""
	}
	return strings.Join(out, " ")
}

func BenchmarkStage(b *testing.B) {
	line := "[P Anna Berg] met [P Otto Berg] of the [O Danish Foreign Ministry] in [L Oslo] and [P Berg] told the [O Northern Trade Union] in [C Norway] so"
	doc := document(slices.Repeat([]string{line}, 20)...)
	for b.Loop() {
		run(b, doc)
	}
	b.ReportMetric(float64(len(doc.Mentions))*float64(b.N)/b.Elapsed().Seconds(), "mentions/s")
}
