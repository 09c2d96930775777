package when_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"parley/extract/text"
	"parley/extract/when"
)

// document is of one sentence of word/TAG; words without a tag are NN.
func document(published, words string) *text.Document {
	doc := &text.Document{Published: published}
	var b strings.Builder
	for i, w := range strings.Fields(words) {
		form, tag, ok := strings.Cut(w, "/")
		if !ok || form == "" {
			form, tag = w, "NN"
		}
		if i > 0 {
			b.WriteByte(' ')
		}
		start := b.Len()
		b.WriteString(form)
		upos := map[string]string{"RB": "ADV", "MD": "AUX", "TO": "PART"}[tag]
		doc.Tokens = append(doc.Tokens, text.Token{Span: text.Span{Start: start, End: b.Len()}, Norm: form, XPOS: tag, UPOS: upos, Head: text.Root})
	}
	doc.Text = b.String()
	doc.Sentences = []text.Sentence{{Span: text.Span{End: len(doc.Text)}, Last: len(doc.Tokens)}}
	return doc
}

func times(t *testing.T, doc *text.Document) string {
	t.Helper()
	if err := (when.Stage{}).Run(context.Background(), doc); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, x := range doc.Times {
		out = append(out, fmt.Sprintf("%s=%s", doc.Slice(x.Span), x.Value))
	}
	return strings.Join(out, "; ")
}

// 18 February 2026 is a Wednesday.
const wednesday = "2026-02-18"

func TestNamedDates(t *testing.T) {
	for words, want := range map[string]string{
		"They met/VBD on/IN 17/CD February/NNP 2026/CD":                                             "17 February 2026=2026-02-17",
		"They met/VBD on/IN Tuesday/NNP ,/, February/NNP 17/CD ,/, 2026/CD in/IN Bern/NNP":          "Tuesday , February 17 , 2026=2026-02-17",
		"on/IN the/DT 17th/JJ of/IN February/NNP 2026/CD":                                           "17th of February 2026=2026-02-17",
		"in/IN Feb./NNP 2026/CD":                                                                    "Feb. 2026=2026-02",
		"in/IN 2013/CD":                                                                             "2013=2013",
		"the/DT 1990s/NNS":                                                                          "1990s=",
		"from/IN 4/CD February/NNP to/IN 11/CD February/NNP 1945/CD":                                "4 February=1945-02-04; 11 February 1945=1945-02-11",
		"from/IN 28/CD December/NNP to/IN 3/CD January/NNP 2014/CD":                                 "28 December=2013-12-28; 3 January 2014=2014-01-03",
		"on/IN 4/CD -/HYPH 11/CD February/NNP 1945/CD":                                              "4=1945-02-04; 11 February 1945=1945-02-11",
		"Feb./NNP 17/CD -/HYPH 18/CD ,/, 2014/CD":                                                   "Feb. 17=2014-02-17; 18 , 2014=2014-02-18",
		"dated/VBN 2013-09-27/CD or/CC 27/9/2013/CD":                                                "2013-09-27=2013-09-27",
		"on/IN 30/CD February/NNP 2024/CD":                                                          "30 February 2024=",
		"on/IN 2024-02-30/CD":                                                                       "2024-02-30=",
		"between/IN 2013/CD and/CC 2015/CD they/PRP fought/VBD":                                     "2013=2013; 2015=2015",
		"the/DT 2015/CD nuclear/JJ deal/NN":                                                         "2015=2015",
		"June/NNP last/JJ year/NN":                                                                  "June last year=2025-06",
		"June/NNP 2/CD '13/CD":                                                                      "June 2 '13=",
		"in/IN 44/CD BC/NNP and/CC in/IN 1215/CD":                                                   "44 BC=; 1215=",
		"in/IN 2000/CD villages/NNS 2015/CD people/NNS died/VBD":                                    "",
		"in/IN 2015/CD talks/NNS resumed/VBD":                                                       "2015=2015",
		"at/IN 5/CD p.m./NN he/PRP left/VBD":                                                        "",
		"the/DT September/NNP 11/CD attacks/NNS":                                                    "September 11=",
		"They/PRP may/MD march/VB ;/: May/NNP sat/VBD with/IN Mar/NNP and/CC a/DT second/JJ man/NN": "",
		"the/DT Sun/NNP shone/VBD on/IN the/DT Sunday/NNP Herald/NNP":                               "",
		"May/MD they/PRP March/VB on/RB":                                                            "",
		"Mrs./NNP May/NNP met/VBD June/NNP in/IN May/NNP 2018/CD and/CC in/IN the/DT week/NN of/IN March/NNP": "May 2018=2018-05; March=2025-03",
	} {
		if got := times(t, document(wednesday, words)); got != want {
			t.Errorf("%s\n got %s\nwant %s", words, got, want)
		}
	}
}

func TestReckonedDates(t *testing.T) {
	for words, want := range map[string]string{
		"three/CD weeks/NNS ago/RB and/CC next/JJ week/NN":                                      "three weeks ago=2026; next week=2026",
		"He told/VBD her ,/, in/IN a/DT Monday/NNP call/NN ,/, he reserves/VBZ the/DT right/NN": "Monday=2026-02-16",
		"They met/VBD on/IN Monday/NNP":                                                         "Monday=2026-02-16",
		"They met/VBD on/IN Wednesday/NNP":                                                      "Wednesday=2026-02-18",
		"They met/VBD last/JJ Wednesday/NNP":                                                    "last Wednesday=2026-02-11",
		"On/IN Friday/NNP ,/, they will/MD meet/VB":                                             "Friday=2026-02-20",
		"They will/MD meet/VB next/JJ Wednesday/NNP":                                            "next Wednesday=2026-02-25",
		"He said/VBD they will/MD meet/VB on/IN Monday/NNP":                                     "Monday=2026-02-23",
		"He said/VBD on/IN Monday/NNP they will/MD meet/VB":                                     "Monday=2026-02-16",
		"The council meets/VBZ on/IN Monday/NNP":                                                "Monday=2026-02-23",
		"They are/VBP meeting/VBG on/IN Monday/NNP":                                             "Monday=2026-02-23",
		"They were/VBD meeting/VBG on/IN Monday/NNP":                                            "Monday=2026-02-16",
		"They have/VBP met/VBN on/IN Monday/NNP":                                                "Monday=2026-02-16",
		"The talks scheduled/VBN for/IN Monday/NNP were/VBD secret/JJ":                          "Monday=2026-02-23",
		"Lind to/TO meet/VB Okafor on/IN Monday/NNP":                                            "Monday=2026-02-23",
		"He travelled/VBD to/IN Bern to/TO meet/VB her on/IN Monday/NNP":                        "Monday=2026-02-16",
		"He plans/VBZ to/TO meet/VB her on/IN Monday/NNP":                                       "Monday=2026-02-23",
		"They met/VBD on/IN Monday/NNP evening/NN of/IN last/JJ week/NN":                        "Monday evening of last week=2026-02-09",
		"every/DT Monday/NNP and/CC on/IN Mondays/NNS and/CC Good/NNP Friday/NNP":               "Monday=; Mondays=; Friday=",
		"yesterday/NN and/CC today/NN and/CC tomorrow/NN":                                       "yesterday=2026-02-17; today=2026-02-18; tomorrow=2026-02-19",
		"the/DT day/NN before/IN yesterday/NN":                                                  "day before yesterday=2026-02-16",
		"last/JJ night/NN":                                                                      "last night=2026-02-17",
		"last/JJ week/NN ,/, last/JJ month/NN ,/, last/JJ year/NN ,/, next/JJ year/NN":          "last week=2026-02; last month=2026-01; last year=2025; next year=2027",
		"earlier/RBR this/DT month/NN":                                                          "this month=2026-02",
		"two/CD days/NNS ago/RB":                                                                "two days ago=2026-02-16",
		"two/CD weeks/NNS ago/RB":                                                               "two weeks ago=2026-02",
		"about/IN two/CD years/NNS ago/RB and/CC a/DT year/NN ago/RB":                           "two years ago=; a year ago=2025",
		"They met/VBD in/IN January/NNP and/CC in/IN June/NNP":                                  "January=2026-01; June=2025-06",
		"They will/MD meet/VB in/IN January/NNP or/CC in/IN June/NNP":                           "January=2027-01; June=2026-06",
		"They met/VBD on/IN Feb./NNP 20/CD":                                                     "Feb. 20=2025-02-20",
		"They met/VBD on/IN Monday/NNP ,/, Feb./NNP 16/CD":                                      "Monday , Feb. 16=2026-02-16",
		"They met/VBD on/IN Thursday/NNP ,/, Feb./NNP 16/CD":                                    "Thursday , Feb. 16=",
		"the/DT previous/JJ day/NN":                                                             "previous day=",
	} {
		if got := times(t, document(wednesday, words)); got != want {
			t.Errorf("%s\n got %s\nwant %s", words, got, want)
		}
	}
}

// TestNoDayIsMadeUp: what publication does not tell, nothing tells.
func TestNoDayIsMadeUp(t *testing.T) {
	const words = "They met/VBD on/IN Monday/NNP ,/, yesterday/NN ,/, in/IN November/NNP ,/, last/JJ month/NN and/CC last/JJ year/NN"
	for published, want := range map[string]string{
		"":           "Monday=; yesterday=; November=; last month=; last year=",
		"2026":       "Monday=; yesterday=; November=; last month=; last year=2025",
		"2026-02":    "Monday=; yesterday=; November=2025-11; last month=2026-01; last year=2025",
		"2026-02-18": "Monday=2026-02-16; yesterday=2026-02-17; November=2025-11; last month=2026-01; last year=2025",
		"2026-02-30": "Monday=; yesterday=; November=; last month=; last year=",
		"18/2/2026":  "Monday=; yesterday=; November=; last month=; last year=",
	} {
		if got := times(t, document(published, words)); got != want {
			t.Errorf("published %q\n got %s\nwant %s", published, got, want)
		}
	}
}

// TestAnyWords: whatever the words, times are in order, within the text, and
// the same each time.
func TestAnyWords(t *testing.T) {
	stock := strings.Fields("Monday/NNP Mon./NNP June/NNP May/NNP 17/CD 2013/CD 31/CD last/JJ next/JJ this/DT week/NN year/NN ago/RB two/CD a/DT ,/, -/HYPH to/TO and/CC of/IN in/IN will/MD met/VBD BC/NNP 1990s/NNS '99/CD 2013-09-27/CD today/NN the/DT day/NN before/IN yesterday/NN morning/NN 1/2/2013 é/FW /NN")
	random := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		words := make([]string, random.IntN(14))
		for i := range words {
			words[i] = stock[random.IntN(len(stock))]
		}
		doc := document(wednesday, strings.Join(words, " "))
		times(t, doc)
		first := doc.Times
		at := 0
		for _, x := range first {
			if x.Start < at || x.End <= x.Start || x.End > len(doc.Text) {
				t.Fatalf("%v: %v", words, first)
			}
			at = x.End
		}
		if times(t, doc); !reflect.DeepEqual(first, doc.Times) {
			t.Fatalf("%v: the second run differs", words)
		}
	}
}

func FuzzRun(f *testing.F) {
	f.Add("On/IN Monday/NNP ,/, Feb./NNP 17/CD -/HYPH 18/CD ,/, '26/CD", "2026-02-18")
	f.Add("2013-09-27T10:00/CD 1/2/2013/CD 1990s/NNS 44/CD B.C./NNP", "2026-02")
	f.Fuzz(func(t *testing.T, words, published string) {
		doc := document(published, words)
		times(t, doc)
		at := 0
		for _, x := range doc.Times {
			if x.Start < at || x.End <= x.Start || x.End > len(doc.Text) {
				t.Fatalf("%q: %v", words, doc.Times)
			}
			at = x.End
		}
	})
}

func BenchmarkRun(b *testing.B) {
	sent := "On/IN Friday/NNP ,/, the/DT envoys/NNS who/WP met/VBD in/IN June/NNP 2013/CD will/MD meet/VB again/RB ./. "
	doc := document(wednesday, strings.Repeat(sent, 500))
	b.SetBytes(int64(len(doc.Text)))
	for b.Loop() {
		if err := (when.Stage{}).Run(context.Background(), doc); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(doc.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
