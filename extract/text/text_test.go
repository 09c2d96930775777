package text_test

import (
	"testing"

	"parley/extract/text"
)

func TestSpan(t *testing.T) {
	a, b, c := text.Span{Start: 2, End: 6}, text.Span{Start: 3, End: 6}, text.Span{Start: 6, End: 7}
	if !a.Contains(b) || b.Contains(a) {
		t.Error("Contains")
	}
	if !a.Overlaps(b) || a.Overlaps(c) {
		t.Error("Overlaps: spans that only touch share no byte")
	}
	if a.Len() != 4 {
		t.Error("Len")
	}
}

func TestSentenceAt(t *testing.T) {
	d := &text.Document{Text: "Go. Stop it. Now.", Sentences: []text.Sentence{
		{First: 0, Last: 2}, {First: 2, Last: 5}, {First: 5, Last: 7},
	}}
	for tok, want := range map[int]int{0: 0, 1: 0, 2: 1, 4: 1, 5: 2, 6: 2, 7: -1} {
		if got := d.SentenceAt(tok); got != want {
			t.Errorf("SentenceAt(%d) = %d, want %d", tok, got, want)
		}
	}
}

func TestFormIsTheTextAsGiven(t *testing.T) {
	d := &text.Document{Text: "\ufeffcafe\u0301 \U0001F600", Tokens: []text.Token{{Span: text.Span{Start: 3, End: 9}}}}
	if got := d.Form(0); got != "cafe\u0301" {
		t.Errorf("Form = %q", got)
	}
}
