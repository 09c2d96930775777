package ner

import (
	"strings"
	"testing"

	"parley/extract/text"
)

// dressed makes a document of "form/XPOS" words; "[Type:words]" are mentions
// and "{words}" an expression of time.
func dressed(t *testing.T, s string) *text.Document {
	t.Helper()
	doc := &text.Document{}
	kind, first := "", 0
	upos := map[string]string{"NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "JJ": "ADJ", "IN": "ADP", "VBD": "VERB", "POS": "PART", ",": "PUNCT", ".": "PUNCT", "DT": "DET"}
	for _, w := range strings.Fields(s) {
		if strings.HasPrefix(w, "[") {
			kind, w, _ = strings.Cut(w[1:], ":")
			first = len(doc.Tokens)
		}
		time := strings.HasPrefix(w, "{")
		w = strings.TrimPrefix(w, "{")
		ends := strings.HasSuffix(w, "]")
		form, xpos, _ := strings.Cut(strings.TrimRight(w, "]}"), "/")
		if upos[xpos] == "" {
			t.Fatalf("%s: tag %q", w, xpos)
		}
		if doc.Text != "" {
			doc.Text += " "
		}
		start := len(doc.Text)
		doc.Text += form
		doc.Tokens = append(doc.Tokens, text.Token{Span: text.Span{Start: start, End: len(doc.Text)}, Norm: form, UPOS: upos[xpos], XPOS: xpos})
		if time {
			doc.Times = append(doc.Times, text.Time{Span: text.Span{Start: start, End: len(doc.Text)}})
		}
		if ends {
			n := len(doc.Tokens)
			doc.Mentions = append(doc.Mentions, text.Mention{Span: text.Span{Start: doc.Tokens[first].Start, End: len(doc.Text)}, First: first, Last: n, Kind: text.Name, Type: kind})
		}
	}
	doc.Sentences = []text.Sentence{{Span: text.Span{End: len(doc.Text)}, Last: len(doc.Tokens)}}
	return doc
}

func TestLeads(t *testing.T) {
	for _, c := range []struct{ in, lead, title string }{ // of the last mention
		{"[Country:Swedish/JJ] Foreign/NNP Minister/NNP [Person:Anna/NNP Lindqvist/NNP]", "Swedish Foreign Minister", "Minister"},
		{"[Country:U.S./NNP] Secretary/NNP of/IN State/NNP [Person:Cyrus/NNP Vance/NNP]", "U.S. Secretary of State", "Secretary"},
		{"met/VBD former/JJ president/NN [Person:Tomas/NNP Novak/NNP]", "former president", "president"},
		{"{Monday/NNP President/NNP [Person:Ilves/NNP]", "President", "President"},
		{"In/IN [Place:Paris/NNP] President/NNP [Person:Ilves/NNP]", "President", "President"},
		{"[Country:Norway/NNP] 's/POS prime/JJ minister/NN [Person:Kari/NNP Moe/NNP]", "Norway 's prime minister", "minister"},
		{"told/VBD reporters/NNS [Person:Okafor/NNP]", "", ""},
		{"the/DT talks/NNS of/IN [Person:Okafor/NNP]", "", ""},
		{"[Person:Ilves/NNP] ,/, president/NN ,/, [Person:Okafor/NNP]", "", ""},
		{"a/DT spokesman/NN for/IN [Country:German/JJ] Chancellor/NNP [Person:Anna/NNP Merz/NNP]", "German Chancellor", "Chancellor"},
		{"the/DT lawyer/NN for/IN [Person:Anna/NNP Merz/NNP]", "", ""},
		{"[Country:Danish/JJ] Minister/NNP for/IN Europe/NNP [Person:Anna/NNP Merz/NNP]", "Danish Minister for Europe", "Minister"},
		{"her/DT friend/NN [Person:Okafor/NNP]", "", ""},
	} {
		doc := dressed(t, c.in)
		leads(doc)
		m := doc.Mentions[len(doc.Mentions)-1]
		lead, title := "", ""
		if m.Lead < m.First {
			lead = doc.Text[doc.Tokens[m.Lead].Start:doc.Tokens[m.First-1].End]
			title = doc.Tokens[m.Title].Norm
		}
		if lead != c.lead || title != c.title {
			t.Errorf("%s: %q %q, want %q %q", c.in, lead, title, c.lead, c.title)
		}
	}
}
