package export

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		in   string
		want []string
	}{
		{"", nil},
		{"Angela Merkel", []string{"Angela Merkel"}},
		{"Palestine Liberation Organization", []string{"Palestine", "Liberation", "Organization"}},
		{"Valéry Giscard d'Estaing", []string{"Valéry Giscard", "d'Estaing"}},
		{"Donaudampfschifffahrtsgesellschaft", []string{"Donaudampfschifffa", "hrtsgesellschaft"}},
		{"国際連合安全保障理事会", []string{"国際連合安全保障理", "事会"}},
		{"Zoe\u0308Zoe\u0308Zoe\u0308Zoe\u0308Zoe\u0308Zoe\u0308Zo", []string{"Zoe\u0308Zoe\u0308Zoe\u0308Zoe\u0308Zoe\u0308Zoe\u0308", "Zo"}},
		{"two\nlines\tand  many gaps", []string{"two lines and", "many gaps"}},
	} {
		if got := wrap(c.in, 18); !slices.Equal(got, c.want) {
			t.Errorf("%q: got %q, want %q", c.in, got, c.want)
		}
	}
	if got := wrapParts("conference, Helsinki, 1 Aug 1975", 20); !slices.Equal(got, []string{"conference, Helsinki", "1 Aug 1975"}) {
		t.Errorf("got %q", got)
	}
}

func FuzzWrap(f *testing.F) {
	f.Add("Palestine Liberation Organization")
	f.Add("\u202ea\xff\x00 \u00a0 🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂")
	f.Fuzz(func(t *testing.T, s string) {
		lines := wrap(s, 18)
		n := 0
		for _, l := range lines {
			if columns(l) > 18 && !strings.ContainsRune(l, zeroWidthJoiner) || l == "" || !utf8.ValidString(l) {
				t.Errorf("line %q", l)
			}
			n += utf8.RuneCountInString(l)
		}
		if n > maxCaption {
			t.Errorf("%d runes", n)
		}
		if len(clean(s)) < maxCaption && strings.ReplaceAll(strings.Join(lines, ""), " ", "") != strings.ReplaceAll(clean(s), " ", "") {
			t.Errorf("%q came out as %q", s, lines)
		}
		if days(s) == "" && s != "" {
			t.Errorf("%q has no days", s)
		}
	})
}

// The digits of a date must not be drawn into Arabic or Hebrew words.
func TestJoined(t *testing.T) {
	for _, c := range []struct {
		parts []string
		want  string
	}{
		{nil, ""},
		{[]string{"", "1977"}, "1977"},
		{[]string{"Cairo", "", "1977"}, "Cairo, 1977"},
		{[]string{"القاهرة", "20 Nov 1977"}, "القاهرة\u200e, 20 Nov 1977"},
		{[]string{"חיפה (port)", "1977"}, "חיפה (port), 1977"},
	} {
		if got := joined(c.parts); got != c.want {
			t.Errorf("%q: got %q, want %q", c.parts, got, c.want)
		}
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"a\u202eb\u2066c\u200f": "abc",
		"a\u2028b\u00a0c":       "a b c",
		"👩\u200d👧":              "👩\u200d👧",
		"\x00\x1b[31mred":       "[31mred",
		"\xff":                  "\ufffd",
	} {
		if got := clean(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestDay(t *testing.T) {
	for in, want := range map[string]string{
		"1986-10-11": "11 Oct 1986", "1986-10": "Oct 1986", "1986": "1986", "": "", "1986-13": "1986-13", "soon": "soon", "1986-02-30": "1986-02-30",
	} {
		if got := day(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
	if got := days("summit, Reykjavik, 1986-10-11"); got != "summit, Reykjavik, 11 Oct 1986" {
		t.Errorf("got %q", got)
	}
}

func TestElementID(t *testing.T) {
	if got := elementID("person/angela-merkel"); got != "person/angela-merkel" {
		t.Errorf("got %q", got)
	}
	a, b := elementID(strings.Repeat("x", 500)+"a"), elementID(strings.Repeat("x", 500)+"b")
	if a == b || len(a) > 250 {
		t.Errorf("got %q and %q", a, b)
	}
}

func TestTextWidth(t *testing.T) {
	if w := textWidth("Angela Merkel", 10); w < 60 || w > 66 { // 62.8 by the metrics of Helvetica
		t.Errorf("got %v", w)
	}
}
