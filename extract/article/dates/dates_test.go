package dates

import (
	"strings"
	"testing"
)

func TestDay(t *testing.T) {
	for in, want := range map[string]string{
		"2014-03-05": "2014-03-05", "2014-03-05T23:30:00-05:00": "2014-03-05", "20140305": "2014-03-05", "20140305T101112Z": "2014-03-05", "1394013600": "2014-03-05", "1394013600000": "2014-03-05",
		"Wed, 05 Mar 2014 10:00:00 GMT": "2014-03-05", "March 5, 2014": "2014-03-05", "Published on March 5th, 2014 at 10:00": "2014-03-05", "5th of March 2014": "2014-03-05",
		"5. März 2014": "2014-03-05", "5 de marzo de 2014": "2014-03-05", "05.03.2014 10:12": "2014-03-05", "13/04/2014": "2014-04-13", "04/13/2014": "2014-04-13", "03/04/2014": "2014", "04/04/2014": "2014-04-04",
		"2014/03/05": "2014-03-05", "2014-03": "2014-03", "March 2014": "2014-03", "2014": "2014", "Updated: Sat 1 Feb 2014": "2014-02-01",
		"2014-02-30": "", "": "", "yesterday": "", "12:30": "", "99/99/2014": "", "31/04/2014": "", "Room 2014 on floor 3": "", "0000-00-00": "", "14/03": "",
	} {
		got, ok := Day(in)
		if got != want || ok != (want != "") {
			t.Errorf("%q: %q %v, want %q", in, got, ok, want)
		}
	}
}

func TestDayIn(t *testing.T) {
	for _, c := range []struct{ in, language, want string }{
		{"5. března 2014", "", "2014-03-05"}, {"5 березня 2014", "uk", "2014-03-05"}, {"5 Μαρτίου 2014", "el", "2014-03-05"}, {"5 مارس 2014", "ar", "2014-03-05"}, {"٥ مارس ٢٠١٤", "ar", "2014-03-05"},
		{"2014年3月5日 10:00", "ja", "2014-03-05"}, {"2014년 03월 05일", "ko", "2014-03-05"}, {"2014. 3. 5.", "ko", "2014-03-05"}, {"2014. március 5., szerda", "hu", "2014-03-05"}, {"2014 m. kovo 5 d.", "lt", "2014-03-05"},
		{"2014. gada 5. marts", "lv", "2014-03-05"}, {"5. maaliskuuta 2014", "fi", "2014-03-05"}, {"5 Mart 2014 Çarşamba", "tr", "2014-03-05"}, {"5 tháng 3, 2014", "vi", "2014-03-05"}, {"1er mars 2014", "fr", "2014-03-01"}, {"1º de março de 2014", "pt", "2014-03-01"},
		{"5 listopada 2014", "pl", "2014-11-05"}, {"5 listopada 2014", "hr", "2014-10-05"}, {"5 listopada 2014", "", ""}, // one name, two months
		{"03/04/2014", "de", "2014-04-03"}, {"03/04/2014", "es-MX", "2014-04-03"}, {"03/04/2014", "en-GB", "2014"}, {"03/04/2014", "en-US", "2014"},
		{"5.3.14", "", "2014-03-05"}, {"05.03.99", "", "1999-03-05"}, {"13/04/14", "", "2014-04-13"}, {"03/04/14", "", ""}, {"1.2.10.4", "", ""}, {"10.05.22:14", "", ""},
		{"Wed Mar 05 10:11:12 UTC 2014", "", "2014-03-05"}, {"Mar 5 10:11 2014", "", "2014-03-05"}, {"5 มีนาคม 2557", "th", ""}, {"۱۴ مارس ۱۳۹۲ x", "fa", ""},
	} {
		if got, ok := DayIn(c.in, c.language); got != c.want || ok != (c.want != "") {
			t.Errorf("%q in %q: %q %v, want %q", c.in, c.language, got, ok, c.want)
		}
	}
}

func TestAll(t *testing.T) {
	s := "Updated 6 May 2020 | Published: May 5th, 2020, 10:15"
	var got []string
	for _, f := range All(s, "en") {
		got = append(got, f.Day+" "+s[f.Start:f.End])
	}
	if want := "2020-05-06 6 May 2020; 2020-05-05 May 5th, 2020"; strings.Join(got, "; ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func FuzzDay(f *testing.F) {
	f.Add("March 5, 2014")
	f.Add("05.03.2014")
	f.Fuzz(func(t *testing.T, s string) {
		if d, ok := Day(s); ok && len(d) != 4 && len(d) != 7 && len(d) != 10 {
			t.Errorf("%q: %q", s, d)
		}
		for _, f := range All(s, "de") {
			if f.Start < 0 || f.End <= f.Start || f.End > len(s) {
				t.Errorf("%q: %v", s, f)
			}
		}
	})
}
