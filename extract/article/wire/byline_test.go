package wire

import (
	"strings"
	"testing"
)

// TestByline: the names in what a source says, people parted by bars, and what
// else it tells.
func TestByline(t *testing.T) {
	for _, c := range []struct{ name, in, people, house, agency string }{
		{"alone", "Anna Novak", "Anna Novak", "", ""},
		{"by", "By Anna Novak", "Anna Novak", "", ""},
		{"capitals", "BY ANNA NOVAK AND J.R. DE LA CRUZ", "Anna Novak|J.R. de la Cruz", "", ""},
		{"lower case", "anna novak", "Anna Novak", "", ""},
		{"two and an agency", "By Anna Novak and Bo Li, Associated Press", "Anna Novak|Bo Li", "", "Associated Press"},
		{"agency in brackets", "Anna Novak (Reuters)", "Anna Novak", "", ""},
		{"an agency alone", "AFP", "", "", "Agence France-Presse"},
		{"German", "Von Anna Novak und Bo Li", "Anna Novak|Bo Li", "", ""},
		{"French", "Par Anna Novak, à Oslo", "Anna Novak", "", ""},
		{"Spanish", "Por Anna Novak, Bo Li y José Ruiz", "Anna Novak|Bo Li|José Ruiz", "", ""},
		{"a name with y", "José Ortega y Gasset", "José Ortega y Gasset", "", ""},
		{"Russian", "Автор: Анна Новак", "Анна Новак", "", ""},
		{"Japanese", "記者 田中太郎", "田中太郎", "", ""},
		{"in conversation", "Anna Novak im Gespräch mit Bo Li", "Anna Novak|Bo Li", "", ""},
		{"day behind", "By Anna Novak March 5, 2014", "Anna Novak", "", ""},
		{"day before", "Posted on March 5, 2014 by Anna Novak", "Anna Novak", "", ""},
		{"hours ago", "Posted 3 hours ago by Anna Novak", "Anna Novak", "", ""},
		{"time to read", "Anna Novak Hace 13 horas Tiempo de lectura: 8 minutos", "Anna Novak", "", ""},
		{"updated", "Anna Novak, Updated 5 March 2014", "Anna Novak", "", ""},
		{"glued", "Anna NovakUpdated", "Anna Novak", "", ""},
		{"pieces", "Veröffentlicht von\nAnna Novak\nAlles von Anna Novak\nKontakt", "Anna Novak", "", ""},
		{"pieces that go on", "By\nAnna Novak\nand\nBo Li\nin Oslo", "Anna Novak|Bo Li", "", ""},
		{"pieces that end", "By\nAnna Novak\n1 min\nMiddle East", "Anna Novak", "", ""},
		{"a label that is a name, too", "Anna Day", "Anna Day", "", ""},
		{"such labels", "Read More", "", "", ""},
		{"only a label", "Publiziert am", "", "", ""},
		{"labels", "Follow\nShare", "", "", ""},
		{"job behind", "Anna Novak, Diplomatic Correspondent", "Anna Novak", "", ""},
		{"job behind, no comma", "Anna Novak Political Editor", "Anna Novak", "", ""},
		{"job before", "Korrespondentin Anna Novak", "Anna Novak", "", ""},
		{"job before, with the outlet", "HERALD-Experte Anna Novak", "Anna Novak", "", ""},
		{"degree", "Anna Novak, PhD", "Anna Novak", "", ""},
		{"place behind", "Anna Novak, Oslo", "Anna Novak", "", ""},
		{"in a place", "Anna Novak in Oslo and Bo Li in Geneva", "Anna Novak|Bo Li", "", ""},
		{"places behind each", "Anna Novak, Oslo, Bo Lindqvist, Geneva", "Anna Novak|Bo Lindqvist", "", ""},
		{"a place of two words", "Anna Novak, New York", "Anna Novak", "", ""},
		{"a place alone", "De São Paulo", "", "", ""},
		{"what follows a job", "Anna Novak, Senior Staff Technologist, Speech Project, and Bo Li", "Anna Novak|Bo Li", "", ""},
		{"brackets within", "Anna (Annie) Novak", "Anna Novak", "", ""},
		{"for an outlet", "Anna Novak for The Post", "Anna Novak", "", ""},
		{"bar", "Anna Novak | The Post", "Anna Novak", "", ""},
		{"handle", "Anna Novak @annanovak", "Anna Novak", "", ""},
		{"account", "annanovak84", "annanovak84", "", ""},
		{"a handle alone", "@annanovak", "", "", ""},
		{"page of an account", "https://social.example.com/anna.novak", "", "", ""},
		{"mail", "anna@post.example.com", "", "anna@post.example.com", ""},
		{"pictures", "Text: Anna Novak Foto: Bo Li", "Anna Novak", "", ""},
		{"pictures only", "Foto: Bo Li", "", "", ""},
		{"source", "Quelle: Bo Li", "", "", ""},
		{"staff", "Daily Ledger staff", "", "Daily Ledger staff", ""},
		{"newsroom", "Redaktion", "", "Redaktion", ""},
		{"compound", "Politikredaktion", "", "Politikredaktion", ""},
		{"firm", "Novak Media GmbH, Oslo, Norway", "", "Novak Media GmbH", ""},
		{"address and place", "post.com, Oslo, Norway", "", "post.com", ""},
		{"nobody", "Super User", "", "", ""},
		{"agencies", "Agencies", "", "", ""},
		{"a heading", "Sport in times of trouble", "", "", ""},
		{"a sentence", "Anna Novak has reported from eleven countries, and speaks four languages.", "", "", ""},
		{"too long", strings.Repeat("Anna Novak, ", 60), "", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := ReadByline(c.in, "")
			if got := strings.Join(b.People, "|"); got != c.people || b.House != c.house || b.Agency != c.agency {
				t.Errorf("%q: %q, house %q, agency %q", c.in, got, b.House, b.Agency)
			}
		})
	}
}

func FuzzByline(f *testing.F) {
	for _, s := range []string{"By Anna Novak and Bo Li, Reuters", "Von\nAnna Novak\n5. März 2014", "&lt;b&gt; @a", "İ by ſ von"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, n := range ReadByline(s, "de").People {
			if n == "" || strings.ContainsAny(n, "\n,") || strings.TrimSpace(n) != n {
				t.Errorf("%q in %q", n, s)
			}
		}
	})
}
