package segment_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"parley/extract/segment"
	"parley/extract/text"
)

func run(t testing.TB, doc *text.Document) *text.Document {
	t.Helper()
	if err := (segment.Stage{}).Run(t.Context(), doc); err != nil {
		t.Fatal(err)
	}
	return doc
}

func tokens(doc *text.Document) []string {
	var out []string
	for i := range doc.Tokens {
		out = append(out, doc.Form(i))
	}
	return out
}

func sentences(doc *text.Document) []string {
	var out []string
	for _, s := range doc.Sentences {
		out = append(out, doc.Slice(s.Span))
	}
	return out
}

func TestTokens(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"The Franco-German plan", "The|Franco|-|German|plan"},
		{"ex-minister, mid-May, co-operation, pre-war, non-aligned, anti-nuclear", "ex-minister|,|mid-May|,|co-operation|,|pre-war|,|non-aligned|,|anti-nuclear"},
		{"the U.S.-backed, anti-U.S. talks", "the|U.S.|-|backed|,|anti-U.S.|talks"},
		{"1945-46 and 5–6 May", "1945|-|46|and|5|–|6|May"},
		{"Molotov's won't can't cannot they'd've", "Molotov|'s|wo|n't|ca|n't|can|not|they|'d|'ve"},
		{"Molotov’s won’t don`t", "Molotov|’s|wo|n’t|do|n`t"},
		{"the ministers' talks", "the|ministers|'|talks"},
		{"the 1980s, the 1980's, the '80s, ’80s", "the|1980s|,|the|1980's|,|the|'80s|,|’80s"},
		{"O'Neill, d’Estaing, Shi'ite", "O'Neill|,|d’Estaing|,|Shi'ite"},
		{"$5bn, US$3.5, €1,000.50", "$|5|bn|,|US$|3.5|,|€|1,000.50"},
		{"5pm 10km 20th 40% 10:30 9/11 .05 +44", "5|pm|10|km|20th|40|%|10:30|9/11|.05|+44"},
		{"[13,14]", "[|13|,|14|]"},
		{"Mr. Gorbachev and Gen. Marshall", "Mr.|Gorbachev|and|Gen.|Marshall"},
		{"Harry S. Truman, J. F. Kennedy, J.F.K.", "Harry|S.|Truman|,|J.|F.|Kennedy|,|J.F.K."},
		{"No. 10, but no. He left.", "No.|10|,|but|no|.|He|left|."},
		{"He sat in the sun. It was Sun. 5 May", "He|sat|in|the|sun|.|It|was|Sun.|5|May"},
		{"a Ph.D. at 5 p.m. in Washington, D.C.", "a|Ph.D.|at|5|p.m.|in|Washington|,|D.C."},
		{"the deal.Speaking, U.S.The, said.NATO, 1945.The", "the|deal|.|Speaking|,|U.S.|The|,|said|.|NATO|,|1945|.|The"},
		{"St.Petersburg, Mr.Smith, J.Smith, No.10", "St.|Petersburg|,|Mr.|Smith|,|J.|Smith|,|No.|10"},
		{"example.com, (http://example.org/a.b?c=d).", "example.com|,|(|http://example.org/a.b?c=d|)|."},
		{"press@example.org; @un, #Yalta", "press@example.org|;|@un|,|#Yalta"},
		{"AT&T, R&D, and/or, w/o", "AT&T|,|R&D|,|and|/|or|,|w/o"},
		{"“Yes” -- “no” — ''maybe''", "“|Yes|”|--|“|no|”|—|''|maybe|''"},
		{"wait... what?! etc...", "wait|...|what|?!|etc|..."},
		{"cafe\u0301s na\u00efve e\u00adlec\u00adtion", "cafe\u0301s|na\u00efve|e\u00adlec\u00adtion"},
		{"\ufeffYes\u200bno \u200eleft\u200e", "Yes|no|left"},
		{"👍🏽 👨‍👩‍👧 🇫🇷🇩🇪 ☺️", "👍🏽|👨‍👩‍👧|🇫🇷|🇩🇪|☺️"},
		{"caf\xe9 \xff\xfe", "caf\xe9|\xff\xfe"},
		{"a\u00a0b\u2028c\u0085d", "a|b|c|d"},
		{"習近平 met Путин", "習近平|met|Путин"},
		{".05", ".05"},
		{".", "."},
		{"", ""},
	} {
		doc := run(t, &text.Document{Text: tt.in})
		if got := strings.Join(tokens(doc), "|"); got != tt.want {
			t.Errorf("%q:\n got %s\nwant %s", tt.in, got, tt.want)
		}
	}
}

func TestNorm(t *testing.T) {
	for in, want := range map[string]string{
		"“": `"`, "”": `"`, "’s": "'s", "''": `"`, "–": "-", "—": "--", "…": "...",
		"cafe\u0301": "café", "e\u00adlec\u00adtion": "election", "Rubio": "Rubio", "naïve": "naïve",
	} {
		doc := run(t, &text.Document{Text: in})
		if len(doc.Tokens) != 1 || doc.Tokens[0].Norm != want {
			t.Errorf("%q: %+v, want norm %q", in, doc.Tokens, want)
		}
	}
}

func TestSentences(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"plain", "They met. They left.", "They met.|They left."},
		{"title", "Mr. Eden met Gen. Marshall. He left.", "Mr. Eden met Gen. Marshall.|He left."},
		{"acronym within", "He met U.S. President Truman in the U.S. The talks failed.", "He met U.S. President Truman in the U.S.|The talks failed."},
		{"acronym at the end", "They flew to Washington, D.C.\n\nTalks began.", "They flew to Washington, D.C.|Talks began."},
		{"month", "He left on Sept. 11. It rained.", "He left on Sept. 11.|It rained."},
		{"initials", "Harry S. Truman spoke. J. F. Kennedy listened.", "Harry S. Truman spoke.|J. F. Kennedy listened."},
		{"letter at the end", "They chose plan B. Eden agreed.", "They chose plan B.|Eden agreed."},
		{"closing quote", "“They met.” He left. \"They met.\" He left.", "“They met.”|He left.|\"They met.\"|He left."},
		{"quote goes on", "“Why?” he asked. “Why?” Eden asked. \"No!\" said Eden.", "“Why?” he asked.|“Why?” Eden asked.|\"No!\" said Eden."},
		{"opening quote", "They met. “We talked,” he said. \"We left,\" she said.", "They met.|“We talked,” he said.|\"We left,\" she said."},
		{"brackets", "They met (at Yalta.) Then they left. (He stayed.) So it ended.", "They met (at Yalta.)|Then they left.|(He stayed.)|So it ended."},
		{"run together", "They made a deal.Speaking later, he was glad.”Eden agreed.", "They made a deal.|Speaking later, he was glad.”|Eden agreed."},
		{"ellipsis", "They met ... and left. ...and so it ended.", "They met ... and left.|...and so it ended."},
		{"decimals", "It grew by 3.5 per cent. No. 10 was pleased.", "It grew by 3.5 per cent.|No. 10 was pleased."},
		{"footnotes", "They met.[1] They left. [2] [3] It ended.", "They met.[1]|They left. [2] [3]|It ended."},
		{"headline", "Talks end in Geneva\n\nThe talks ended. All left.", "Talks end in Geneva|The talks ended.|All left."},
		{"headline with stops", "Talks fail. What next?\n\nThe talks failed.", "Talks fail. What next?|The talks failed."},
		{"byline", "Talks end\n\nBy Jane Doe\nGENEVA\nThe talks ended.", "Talks end|By Jane Doe|GENEVA|The talks ended."},
		{"list", "They agreed on:\n- trade\n- arms\n* the border.\nAll signed.", "They agreed on:|- trade|- arms|* the border.|All signed."},
		{"numbered list", "Points:\n1. Trade\n2. Arms\n", "Points:|1. Trade|2. Arms"},
		{"CRLF", "Title\r\n\r\nThey met.\r\nThey left.\r\n", "Title|They met.|They left."},
		{"CR", "Title\r\rThey met.\rThey left.", "Title|They met.|They left."},
		{"line separators", "Title\u2028\u2028They met\u2029They left\u0085They slept", "Title|They met|They left|They slept"},
		{"one paragraph a line", "The foreign ministers met for the first time in years in the old town hall of Geneva, and talked at length about arms, trade and the border, and about nothing else\nTheir next meeting is planned for the spring, when the snow has gone and the roads over the mountains are open again to everyone who has a car\n", "The foreign ministers met for the first time in years in the old town hall of Geneva, and talked at length about arms, trade and the border, and about nothing else|Their next meeting is planned for the spring, when the snow has gone and the roads over the mountains are open again to everyone who has a car"},
		{"hard wrapped", "The foreign ministers of France and Germany met\nSoviet officials in Geneva on Monday, and then\nAndrei Gromyko flew home. Nothing was signed in\nthe end.\n", "The foreign ministers of France and Germany met\nSoviet officials in Geneva on Monday, and then\nAndrei Gromyko flew home.|Nothing was signed in\nthe end."},
		{"short line above a wrapped block", "Ministers meet\nThe foreign ministers of France and Germany met\nSoviet officials in Geneva on Monday, and then\nAndrei Gromyko flew home.\n", "Ministers meet|The foreign ministers of France and Germany met\nSoviet officials in Geneva on Monday, and then\nAndrei Gromyko flew home."},
		{"label", "They met.\n\nFILE - Anna Eden meets Jean Monnet.\nFILE PHOTO: Eden leaves.", "They met.|FILE -|Anna Eden meets Jean Monnet.|FILE PHOTO:|Eden leaves."},
		{"dateline", "Talks end\n\nGENEVA, Switzerland — The talks ended.\n\nWHITE HOUSE — “They met,” he said.", "Talks end|GENEVA, Switzerland —|The talks ended.|WHITE HOUSE —|“They met,” he said."},
		{"no dateline", "They met.\n\nNATO — Eden's friend — agreed.\n\nTREATY — so it was called — ended it.\n\nUS - Eden's hope.", "They met.|NATO — Eden's friend — agreed.|TREATY — so it was called — ended it.|US - Eden's hope."},
		{"no end", "They met", "They met"},
		{"only signs", "* * *\n\n...", "* * *|..."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc := run(t, &text.Document{Text: tt.in})
			if got := strings.Join(sentences(doc), "|"); got != tt.want {
				t.Errorf("\n got %q\nwant %q", got, tt.want)
			}
			check(t, doc)
		})
	}
}

func TestHeadline(t *testing.T) {
	for _, tt := range []struct {
		name, title, in string
		body            int
		want            string // of the headline
	}{
		{"stands alone", "", "Talks end\n\nThey ended.", 0, "Talks end"},
		{"a sentence", "", "They ended today.\n\nAll left.", 0, ""},
		{"a sentence that is the title", "They ended today.", "They ended today.\n\nAll left.", 0, "They ended today."},
		{"the title close above the text", "Talks end", "Talks end\nthey ended.", 0, "Talks end"},
		{"one line", "", "Talks end", 0, ""},
		{"after a header", "", "Date: 1945\n\nTalks end\n\nThey ended.", 12, "Talks end"},
		{"byte order mark", "", "\ufeffTalks end\n\nThey ended.", 0, "Talks end"},
		{"too long", "", strings.Repeat("long ", 60) + "\n\nThey ended.", 0, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc := run(t, &text.Document{Text: tt.in, Title: tt.title, Body: tt.body})
			got := ""
			for i, s := range doc.Sentences {
				if s.Headline {
					got += doc.Slice(s.Span)
					if i != 0 {
						t.Errorf("sentence %d is a headline", i)
					}
				}
			}
			if got != tt.want {
				t.Errorf("headline %q, want %q", got, tt.want)
			}
			check(t, doc)
		})
	}
}

func TestParagraphs(t *testing.T) {
	doc := run(t, &text.Document{Text: "Title\n\nOne. Two.\n\n\n\nThree."})
	var got []int
	for _, s := range doc.Sentences {
		got = append(got, s.Paragraph)
	}
	if want := []int{0, 1, 1, 2}; !slices.Equal(got, want) {
		t.Errorf("paragraphs %v, want %v", got, want)
	}
}

func TestRunErrors(t *testing.T) {
	for _, body := range []int{-1, 4} {
		doc := &text.Document{ID: "x", Text: "abc", Body: body, Tokens: make([]text.Token, 1)}
		if err := (segment.Stage{}).Run(t.Context(), doc); err == nil || doc.Tokens != nil {
			t.Errorf("body %d: %v", body, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	doc := &text.Document{Text: "They met."}
	if err := (segment.Stage{}).Run(ctx, doc); !errors.Is(err, context.Canceled) || doc.Tokens != nil {
		t.Errorf("canceled: %v", err)
	}
}

func TestTwiceIsOnce(t *testing.T) {
	doc := run(t, &text.Document{Text: "They met. They left."})
	tok, sent := slices.Clone(doc.Tokens), slices.Clone(doc.Sentences)
	run(t, doc)
	if !slices.Equal(tok, doc.Tokens) || !slices.Equal(sent, doc.Sentences) {
		t.Error("a second run differs from the first")
	}
}

// check fails unless the layers hold what the package promises.
func check(t testing.TB, doc *text.Document) {
	t.Helper()
	at := doc.Body
	for i, tok := range doc.Tokens {
		if tok.Start < at || tok.End <= tok.Start || tok.End > len(doc.Text) {
			t.Fatalf("token %d %+v after byte %d", i, tok.Span, at)
		}
		space(t, doc.Text[at:tok.Start])
		if tok.Norm == "" || tok.Head != text.Root {
			t.Fatalf("token %d: %+v", i, tok)
		}
		at = tok.End
	}
	space(t, doc.Text[at:])
	next, paragraph := 0, 0
	for i, s := range doc.Sentences {
		if s.First != next || s.Last <= s.First || s.Start != doc.Tokens[s.First].Start || s.End != doc.Tokens[s.Last-1].End {
			t.Fatalf("sentence %d: %+v after token %d", i, s, next)
		}
		if s.Paragraph < paragraph || s.Headline && i > 0 {
			t.Fatalf("sentence %d: %+v", i, s)
		}
		next, paragraph = s.Last, s.Paragraph
	}
	if next != len(doc.Tokens) {
		t.Fatalf("sentences end at token %d of %d", next, len(doc.Tokens))
	}
}

// space fails if s, which no token covers, holds anything that can be seen.
func space(t testing.TB, s string) {
	t.Helper()
	for _, r := range s {
		if !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) || r == utf8.RuneError {
			t.Fatalf("%q is in no token", s)
		}
	}
}

// FuzzRun holds the promises of the package against any bytes.
func FuzzRun(f *testing.F) {
	for _, s := range []string{
		"Talks end\n\nMr. Eden's U.S.-backed “plan” won't fail.Speaking...", ".05", "a\u00ad\u00ad b", "\xff'\xfe", "''s n't 'em #a @b a@b.c",
		"http://", "🇫🇷🇩🇪👨‍👩‍👧", "co-co-co-ab.Cd", "1.\r2.\r\n\u20283.", "US$", "[1] .[1]. [", "“‘'\"’”",
	} {
		f.Add(s, 0)
	}
	f.Fuzz(func(t *testing.T, s string, body int) {
		if body < 0 || body > len(s) {
			body = 0
		}
		check(t, run(t, &text.Document{Text: s, Body: body, Title: s[:min(8, len(s))]}))
	})
}

// TestLinear cuts hostile texts. A rule that looks too far ahead, or goes back,
// takes minutes for what costs 0.1 s.
func TestLinear(t *testing.T) {
	const size = 1 << 18
	for _, unit := range []string{
		"a", ".", "'", "\"", "a.", "a.B", "co-", "ab.Cd", "a\u00ad", "\u00ad", "a’", "(", "!", "@", "a@", "#a", "\xff", "\n", "a\n", "1,", "1.", "1-", " ", ". ",
		"A. ", "A.\n", "“", "[1", "http://", "\u200d", "👍", "a/", "a&", "A&", "x\u0301", "\u0301", "Mr.", "U.S. ", ".\" ", "\r", "...a", "a  ", "A.        ",
	} {
		doc := &text.Document{Text: strings.Repeat(unit, size/len(unit))}
		start := time.Now()
		run(t, doc)
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%q: %v for %d bytes", unit, took, len(doc.Text))
		}
		check(t, doc)
	}
}

func TestLongLine(t *testing.T) {
	if testing.Short() {
		t.Skip("ten megabytes")
	}
	start := time.Now()
	run(t, &text.Document{Text: strings.Repeat("a.bc-", 10<<20/5)})
	if took := time.Since(start); took > time.Minute {
		t.Errorf("%v", took)
	}
}

const sample = `The ministers of the four powers met in Geneva on Monday, July 18, 1955, for the first time since Potsdam. "We have come to talk," said Mr. Eden, "and we won't leave before we've talked." The U.S.-backed plan — which Moscow's delegates called 'one-sided' — was not discussed. `

func BenchmarkRun(b *testing.B) {
	for name, s := range map[string]string{
		"news":    strings.Repeat(strings.Repeat(sample, 3)+"\n\n", 100),
		"wrapped": strings.Repeat(strings.ReplaceAll(sample, ", ", ",\n"), 300),
		"noise":   strings.Repeat("a.B'c-“", 12000),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				run(b, &text.Document{Text: s})
			}
		})
	}
}

func ExampleStage_Run() {
	doc := &text.Document{Text: "Talks end\n\nMr. Eden didn't sign. “Never,” he said."}
	if err := (segment.Stage{}).Run(context.Background(), doc); err != nil {
		fmt.Println(err)
	}
	for _, s := range doc.Sentences {
		for i := s.First; i < s.Last; i++ {
			fmt.Print(doc.Form(i), "|")
		}
		fmt.Println(s.Headline)
	}
	// Output:
	// Talks|end|true
	// Mr.|Eden|did|n't|sign|.|false
	// “|Never|,|”|he|said|.|false
}
