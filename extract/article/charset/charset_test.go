package charset

import (
	"testing"
	"unicode/utf8"
)

func TestDecode(t *testing.T) {
	for _, c := range []struct{ in, declared, want, name string }{
		{"Tromsø", "", "Tromsø", "utf-8"},
		{"\xef\xbb\xbfTromsø", "", "Tromsø", "utf-8"},
		{"Troms\xf8", "iso-8859-1", "Tromsø", "windows-1252"},
		{"Troms\xf8", "text/html; charset=ISO-8859-1", "Tromsø", "windows-1252"},
		{"Tromsø", "iso-8859-1", "Tromsø", "utf-8"},
		{"Troms\xf8 and more", "utf-8", "Tromsø and more", "windows-1252"},
		{"\xcc\xee\xf1\xea\xe2\xe0", "windows-1251", "Москва", "windows-1251"},
		{"\xff\xfeT\x00\xf8\x00", "utf-8", "Tø", "utf-16le"},
		{"\xfe\xff\x00T\x00\xf8", "", "Tø", "utf-16be"},
		{"\x93quoted\x94", "", "“quoted”", "windows-1252"},
		{"plain", "utf-16", "plain", "utf-8"},
	} {
		got, name := Decode([]byte(c.in), c.declared)
		if got != c.want || name != c.name {
			t.Errorf("%q as %q: %q in %s, want %q in %s", c.in, c.declared, got, name, c.want, c.name)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("Troms\xf8"), "utf-8")
	f.Add([]byte("\xff\xfea"), "gbk")
	f.Fuzz(func(t *testing.T, b []byte, declared string) {
		if s, _ := Decode(b, declared); !utf8.ValidString(s) {
			t.Errorf("%q", s)
		}
	})
}
