package ner_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"parley/extract/ner"
	"parley/extract/read"
	"parley/extract/text"
)

// document makes a document of lines of "form/TAG" tokens, one sentence a line.
func document(lines ...string) *text.Document {
	doc := &text.Document{ID: "test"}
	for p, l := range lines {
		s := text.Sentence{First: len(doc.Tokens), Paragraph: p}
		for _, f := range strings.Fields(l) {
			i := strings.LastIndexByte(f, '/')
			at := len(doc.Text)
			doc.Text += f[:i] + " "
			upos := "X"
			if strings.HasPrefix(f[i+1:], "NNP") {
				upos = "PROPN"
			}
			doc.Tokens = append(doc.Tokens, text.Token{Span: text.Span{Start: at, End: at + i}, Norm: f[:i], XPOS: f[i+1:], UPOS: upos, Head: text.Root})
		}
		s.Last = len(doc.Tokens)
		s.Span = text.Span{Start: doc.Tokens[s.First].Start, End: doc.Tokens[s.Last-1].End}
		doc.Sentences = append(doc.Sentences, s)
	}
	return doc
}

// named reads the document with the network and lists its names.
func named(t testing.TB, doc *text.Document) []string {
	t.Helper()
	if err := (read.Stage{}).Run(context.Background(), doc); err != nil {
		t.Fatal(err)
	}
	return settled(t, doc)
}

// settled lists the mentions as "form Type".
func settled(t testing.TB, doc *text.Document) []string {
	t.Helper()
	if err := (ner.Stage{}).Run(context.Background(), doc); err != nil {
		t.Fatal(err)
	}
	out := []string{}
	for i, m := range doc.Mentions {
		if m.Kind != text.Name || m.Entity != -1 || m.First >= m.Last || m.Start != doc.Tokens[m.First].Start || m.End != doc.Tokens[m.Last-1].End {
			t.Errorf("mention %+v is not sound", m)
		}
		if i > 0 && m.First < doc.Mentions[i-1].Last {
			t.Errorf("mentions %d and %d overlap", i-1, i)
		}
		out = append(out, doc.Slice(m.Span)+" "+m.Type)
	}
	return out
}

func TestStage(t *testing.T) {
	for _, c := range []struct {
		name string
		text []string
		want []string
	}{
		{"titles stay out", []string{"Foreign/NNP Minister/NNP Anna/NNP Lindqvist/NNP met/VBD President/NNP John/NNP Okafor/NNP ./."},
			[]string{"Anna Lindqvist Person", "John Okafor Person"}},
		{"the owner's mark stays out", []string{"Germany/NNP 's/POS chancellor/NN left/VBD Paris/NNP ./."},
			[]string{"Germany Country", "Paris Place"}},
		{"adjectives and people are their country", []string{"Russian/JJ envoys/NNS and/CC the/DT Egyptians/NNPS spoke/VBD ./."},
			[]string{"Russian Country", "Egyptians Country"}},
		{"an adjective in a body's name is no name", []string{"The/DT Danish/JJ Foreign/NNP Ministry/NNP said/VBD so/RB ./."},
			[]string{"Danish Foreign Ministry Organization"}},
		{"seats of government are bodies", []string{"The/DT Kremlin/NNP and/CC the/DT White/NNP House/NNP declined/VBD ./."},
			[]string{"Kremlin Organization", "White House Organization"}},
		{"a month is no name", []string{"In/IN May/NNP they/PRP met/VBD in/IN Geneva/NNP on/IN Monday/NNP ./."},
			[]string{"Geneva Place"}},
		{"a month is a surname where the text has such a person", []string{"Theresa/NNP May/NNP spoke/VBD in/IN May/NNP 2017/CD ./.", "May/NNP said/VBD no/UH ./."},
			[]string{"Theresa May Person", "May Person"}},
		{"cut tokens", []string{"Fighters/NNS of/IN al/NNP -/HYPH Qaida/NNP left/VBD Guinea/NNP -/HYPH Bissau/NNP ./."},
			[]string{"al - Qaida Organization", "Guinea - Bissau Country"}},
		{"a short form in parentheses", []string{"The/DT Northern/NNP Trade/NNP Union/NNP (/-LRB- NTU/NNP )/-RRB- met/VBD ./."},
			[]string{"Northern Trade Union Organization", "NTU Organization"}},
		{"a body in small letters", []string{"The/DT Danish/JJ foreign/JJ ministry/NN and/CC Norwegian/JJ police/NNS left/VBD ./."},
			[]string{"Danish foreign ministry Organization", "Norwegian police Organization"}},
		{"a government called after a person", []string{"The/DT Lindqvist/NNP administration/NN rejected/VBD what/WP Anna/NNP Lindqvist/NNP had/VBD promised/VBN ./."},
			[]string{"Lindqvist administration Organization", "Anna Lindqvist Person"}},
		{"an owner is apart", []string{"They/PRP asked/VBD NATO/NNP 's/POS Military/NNP Committee/NNP ./."},
			[]string{"NATO Organization", "Military Committee Organization"}},
		{"a province", []string{"They/PRP fled/VBD from/IN Kandahar/NNP province/NN ./."}, []string{"Kandahar province Place"}},
		{"capitals", []string{"CAIRO/NNP --/: Egypt/NNP agreed/VBD ./."},
			[]string{"CAIRO Place", "Egypt Country"}},
		{"labour is a party, but not in front of a minister", []string{"British/JJ Labour/NNP leader/NN Anna/NNP Hart/NNP met/VBD Danish/JJ Labour/NNP Minister/NNP Ove/NNP Berg/NNP ./."},
			[]string{"British Labour Organization", "Anna Hart Person", "Danish Country", "Ove Berg Person"}},
		{"a continent's people are no country's", []string{"South/JJ American/JJ leaders/NNS and/CC American/JJ envoys/NNS met/VBD in/IN Geneva/NNP ./."},
			[]string{"American Country", "Geneva Place"}},
		{"nothing", []string{"They/PRP agreed/VBD ./."}, []string{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := named(t, document(c.text...)); !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestEmpty(t *testing.T) {
	if got := named(t, &text.Document{}); len(got) != 0 {
		t.Errorf("names in nothing: %q", got)
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := (ner.Stage{}).Run(ctx, document("They/PRP met/VBD")); err == nil {
		t.Error("a cancelled run gives no error")
	}
}

func BenchmarkStage(b *testing.B) {
	line := "Foreign/NNP Minister/NNP Anna/NNP Lindqvist/NNP told/VBD the/DT Danish/JJ Foreign/NNP Ministry/NNP in/IN Copenhagen/NNP that/IN the/DT talks/NNS had/VBD failed/VBN on/IN Monday/NNP ./."
	doc := document(slices.Repeat([]string{line}, 30)...)
	if err := (ner.Stage{}).Run(context.Background(), doc); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if err := (ner.Stage{}).Run(context.Background(), doc); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(doc.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}

// FuzzStage: whatever the words and the spots are, mentions are sound and do
// not overlap.
func FuzzStage(f *testing.F) {
	f.Add("President/NNP Anna/NNP Berg/NNP 's/POS", "al/NNP -/HYPH Qaida/NNP (/-LRB- AQ/NNP )/-RRB-", []byte{1, 2, 0})
	f.Add("the/DT ,/, -/: \xff/NNP", "of/IN", []byte{0, 3, 1, 0, 1, 2})
	f.Fuzz(func(t *testing.T, a, b string, spots []byte) {
		var lines []string
		for _, l := range []string{a, b} {
			var words []string
			for _, w := range strings.Fields(l) {
				if i := strings.LastIndexByte(w, '/'); i > 0 {
					words = append(words, w)
				}
			}
			if len(words) > 0 {
				lines = append(lines, strings.Join(words, " "))
			}
		}
		doc := document(lines...)
		for _, s := range doc.Sentences { // gap, length and type, three bytes a spot
			for at := s.First; len(spots) >= 3; spots = spots[3:] {
				first := at + int(spots[0])%4
				at = first + 1 + int(spots[1])%5
				if at > s.Last {
					break
				}
				doc.Spots = append(doc.Spots, text.Spot{First: first, Last: at, Type: []string{"PER", "ORG", "LOC", "MISC", ""}[int(spots[2])%5]})
			}
		}
		settled(t, doc)
	})
}
