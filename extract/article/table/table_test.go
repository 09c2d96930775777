package table

import (
	"io"
	"strings"
	"testing"
)

func TestParseMap(t *testing.T) {
	m, err := ParseMap("published=When, text=Full Body")
	if err != nil || m.String() != "text=Full Body,published=When" {
		t.Errorf("%v %v", m, err)
	}
	for _, s := range []string{"text", "colour=x", "text=", "=x"} {
		if m, err := ParseMap(s); err == nil {
			t.Errorf("%q: %v", s, m)
		}
	}
}

func TestGuess(t *testing.T) {
	for in, want := range map[string]string{
		"Headline,Body,Outlet,Date,Link":                       "text=Body,title=Headline,published=Date,publisher=Outlet,url=Link",
		"id,published_at,article_text,source.name,author.name": "id=id,text=article_text,published=published_at,publisher=source.name,author=author.name",
		"Hit Sentence,URL,Media Name,full_text":                "text=full_text,publisher=Media Name,url=URL",
		"description,content,title":                            "text=content,title=title",
		"Nr,Überschrift,Volltext,Datum,Medium":                 "text=Volltext,title=Überschrift,published=Datum,publisher=Medium",
		"a,b,c":                                                "",
	} {
		if got := (Map{}).Guess(strings.Split(in, ",")).String(); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
	if got := (Map{"text": "title"}).Guess([]string{"title", "text"}).String(); got != "text=title" {
		t.Errorf("%s", got)
	}
}

func TestRows(t *testing.T) {
	in := "\ufeffTitle;Text;Date\nOne;\"a;b\nc\";5.3.2014\nshort\nTwo;<p>They <b>met</b>.</p><p>They left.</p>;x;too many\n"
	comma, ok := Comma([]byte(in), nil)
	if !ok || comma != ';' {
		t.Fatalf("%q %v", comma, ok)
	}
	rows, err := OpenRows(strings.NewReader(in), comma, nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for {
		err := rows.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		d, err := rows.Map.Draft(rows.Get, "column")
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, d.Title+"|"+d.Text+"|"+d.Published)
	}
	want := "One|a;b\nc|2014-03-05/short||/Two|They met.\n\nThey left.|"
	if strings.Join(got, "/") != want {
		t.Errorf("%q", got)
	}
	if _, err := OpenRows(strings.NewReader("a,b\n"), ',', Map{"text": "c"}); err == nil || !strings.Contains(err.Error(), "there are a, b") {
		t.Error(err)
	}
	for _, s := range []string{"Dear all,\nthe text of a letter", "one line", "a,b,c\n1,2,3", ""} {
		if c, ok := Comma([]byte(s), nil); ok {
			t.Errorf("%q taken for a table with %q", s, c)
		}
	}
}

func TestDecode(t *testing.T) {
	o, err := Decode([]byte(`{"title":"T","body":["One.","Two."],"source":{"name":"Post"},"authors":[{"name":"A"},"B"],"n":3,"deep":{"a":{"b":{"c":{"d":{"e":{"f":"x"}}}}}}}`))
	if err != nil || o["body"] != "One.\n\nTwo." || o["source.name"] != "Post" || o["authors"] != "A, B" || o["n"] != "3" || len(o) != 5 {
		t.Errorf("%v %v", o, err)
	}
}

func FuzzRows(f *testing.F) {
	f.Add("text,title\n\"a\"\"b\",c\n\"open")
	f.Fuzz(func(t *testing.T, in string) {
		comma, ok := Comma([]byte(in), nil)
		if !ok {
			return
		}
		rows, err := OpenRows(strings.NewReader(in), comma, nil)
		if err != nil {
			return
		}
		for n := 0; rows.Next() != io.EOF; n++ {
			if n > len(in)+1 {
				t.Fatal("does not come to an end")
			}
			_, _ = rows.Map.Draft(rows.Get, "column")
		}
	})
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(`{"a":{"b":[1,"x",{"name":"y"}]}}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		if o, err := Decode(b); err == nil && len(o) > mostKeys {
			t.Error(len(o))
		}
	})
}
