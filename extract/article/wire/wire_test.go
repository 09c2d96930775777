package wire

import (
	"testing"

	"parley/extract/article/draft"
)

func TestRead(t *testing.T) {
	for _, c := range []struct{ in, place, agency, author, date, body string }{
		{"GENEVA (Reuters) - The talks began.", "Geneva", "Reuters", "", "", "The talks began."},
		{"GENEVA, March 3 (AP) — The talks began.", "Geneva", "Associated Press", "", "", "The talks began."},
		{"GENEVA, March 3, 2014 (AFP) -- The talks began.", "Geneva", "Agence France-Presse", "", "2014-03-03", "The talks began."},
		{"NEW YORK, 3 March (Xinhua) -- The talks began.", "New York", "Xinhua", "", "", "The talks began."},
		{"Rio de Janeiro, Brazil (AP) – The talks began.", "Rio de Janeiro, Brazil", "Associated Press", "", "", "The talks began."},
		{"ST. PETERSBURG, 4 March (TASS) - The talks began.", "St. Petersburg", "TASS", "", "", "The talks began."},
		{"(Reuters) - The talks began.", "", "Reuters", "", "", "The talks began."},
		{"PORT-AU-PRINCE, Haiti (AP) — The talks began.", "PORT-AU-PRINCE, Haiti", "Associated Press", "", "", "The talks began."},
		{"WASHINGTON — The talks began.", "Washington", "", "", "", "WASHINGTON — The talks began."},
		{"Geneva, 3 March 2014 – The talks began.", "Geneva", "", "", "2014-03-03", "The talks began."},
		{"By Anna Novak, Associated Press\n\nGENEVA (AP) — The talks began.", "Geneva", "Associated Press", "Anna Novak", "", "The talks began."},
		{"By Anna Novak and J. R. Okafor\n\nThe talks began.", "", "", "Anna Novak and J. R. Okafor", "", "The talks began."},
		{"The talks began.\n\n(Reporting by Anna Novak in Geneva; Editing by Bo Li)", "", "", "Anna Novak", "", "The talks began."},
		{"Tuesday, 5 March 2014\n\nBy Anna Novak\n\nThe talks began.", "", "", "Anna Novak", "2014-03-05", "The talks began."},
		// What only looks like it.
		{"5 March 2014 was a Wednesday.\n\nThe talks began.", "", "", "", "", "5 March 2014 was a Wednesday.\n\nThe talks began."},
		{"Anna Novak – The talks began.", "", "", "", "", "Anna Novak – The talks began."},
		{"The minister told the agency (Reuters) that he had left.", "", "", "", "", "The minister told the agency (Reuters) that he had left."},
		{"The talks on March 3 - the first in years - failed.", "", "", "", "", "The talks on March 3 - the first in years - failed."},
		{"Anna Novak of Reuters (Reuters) wrote it.", "", "", "", "", "Anna Novak of Reuters (Reuters) wrote it."},
		{"Geneva, Room 3 – The talks began.", "", "", "", "", "Geneva, Room 3 – The talks began."},
		{"NATO — The alliance met.", "", "", "", "", "NATO — The alliance met."},
		{"BREAKING — The talks began.", "", "", "", "", "BREAKING — The talks began."},
		{"By March the talks had ended.", "", "", "", "", "By March the talks had ended."},
		{"Berlin — the capital — is large.", "", "", "", "", "Berlin — the capital — is large."},
		{"The minister (Reuters reported) left.", "", "", "", "", "The minister (Reuters reported) left."},
		{"He left (again) - and came back.", "", "", "", "", "He left (again) - and came back."},
		{"Reporting by the envoys took hours, and so the talks began late.", "", "", "", "", "Reporting by the envoys took hours, and so the talks began late."},
	} {
		d := draft.Draft{Text: c.in}
		Read(&d)
		if d.Place != c.place || d.Agency != c.agency || d.Author != c.author || d.Published != c.date || d.Text[d.Body:] != c.body {
			t.Errorf("%q: %q %q %q %q %q", c.in, d.Place, d.Agency, d.Author, d.Published, d.Text[d.Body:])
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("By Anna Novak\n\nGENEVA (AP) — The talks began.\n\n(Reporting by X)")
	f.Fuzz(func(t *testing.T, s string) {
		d := draft.Draft{Text: s}
		Read(&d)
		if d.Body < 0 || d.Body > len(d.Text) || len(d.Text) > len(s) {
			t.Errorf("%+v", d)
		}
	})
}
