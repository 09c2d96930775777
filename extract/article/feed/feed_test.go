package feed

import (
	"strings"
	"testing"
)

const long = "<p>The envoys met in Oslo on Monday, and they agreed on nothing at all.</p><p>They left.</p>"

func TestRead(t *testing.T) {
	for _, c := range []struct{ name, in, title, published, publisher, author, url, text, kind string }{
		{"rss", `<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Post</title><item><title>Talks &amp;amp; end</title><link>https://post.example/1</link><pubDate>Wed, 05 Mar 2014 10:00:00 +0100</pubDate><dc:creator>Anna Novak</dc:creator><description>Short.</description><content:encoded><![CDATA[` + long + `]]></content:encoded></item></channel></rss>`,
			"Talks & end", "2014-03-05", "The Post", "Anna Novak", "https://post.example/1", "The envoys met in Oslo on Monday, and they agreed on nothing at all.\n\nThey left.", ""},
		{"rss, summary", `<rss version="2.0"><channel><title>The Post</title><item><title>T</title><description>The envoys met in Oslo on Monday and left.</description></item></channel></rss>`,
			"T", "", "The Post", "", "", "The envoys met in Oslo on Monday and left.", "summary"},
		{"rdf", `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Post</title></channel><item><title>T</title><link>https://post.example/2</link><dc:date>2014-03-05</dc:date><description>The envoys met in Oslo on Monday and left.</description></item></rdf:RDF>`,
			"T", "2014-03-05", "The Post", "", "https://post.example/2", "The envoys met in Oslo on Monday and left.", "summary"},
		{"atom", `<feed xmlns="http://www.w3.org/2005/Atom"><title>The Post</title><entry><title>T</title><link href="https://post.example/3"/><published>2014-03-05T23:00:00-05:00</published><author><name>Anna Novak</name></author><content type="html">` + strings.NewReplacer("<", "&lt;").Replace(long) + `</content></entry></feed>`,
			"T", "2014-03-05", "The Post", "Anna Novak", "https://post.example/3", "The envoys met in Oslo on Monday, and they agreed on nothing at all.\n\nThey left.", ""},
		{"json", `{"version":"https://jsonfeed.org/version/1.1","title":"The Post","items":[{"id":"1","url":"https://post.example/4","title":"T","content_html":"` + long + `","date_published":"2014-03-05T10:00:00Z","authors":[{"name":"Anna Novak"}]}]}`,
			"T", "2014-03-05", "The Post", "Anna Novak", "https://post.example/4", "The envoys met in Oslo on Monday, and they agreed on nothing at all.\n\nThey left.", ""},
		{"wrong encoding", `<?xml version="1.0" encoding="utf-16"?><rss version="2.0"><channel><title>The Post</title><item><title>Tromsø</title><description>The envoys met in Tromsø on Monday and left.</description></item></channel></rss>`,
			"Tromsø", "", "The Post", "", "", "The envoys met in Tromsø on Monday and left.", "summary"},
	} {
		ds, err := Read([]byte(c.in), "")
		if err != nil || len(ds) != 1 {
			t.Errorf("%s: %+v %v", c.name, ds, err)
			continue
		}
		d := ds[0]
		if d.Title != c.title || d.Published != c.published || d.Publisher != c.publisher || d.Author != c.author || d.URL != c.url || d.Text != c.text || d.Kind != c.kind || d.Name != "1" {
			t.Errorf("%s: %+v", c.name, d)
		}
	}
}

// TestHostile: entities that unfold and elements that nest without end.
func TestHostile(t *testing.T) {
	bomb := `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><rss version="2.0"><channel><title>&b;</title><item><title>&b;</title></item></channel></rss>`
	if ds, err := Read([]byte(bomb), ""); err == nil && len(ds) > 0 && len(ds[0].Title) > 200 {
		t.Errorf("%+v", ds)
	}
	for _, in := range []string{"<rss><channel>" + strings.Repeat("<item>", 1_000_000), "<feed>" + strings.Repeat("<a b='c'>", 1_000_000), "<rss", "<rss><channel><item><![CDATA[", "{"} {
		if ds, err := Read([]byte(in), ""); err == nil && len(ds) > 0 {
			t.Errorf("%d entries", len(ds))
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`<rss version="2.0"><channel><item><title>T</title><description>&lt;p&gt;x</description></item></channel></rss>`))
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1","items":[{"content_text":"x"}]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		ds, err := Read(b, "")
		if err == nil {
			for _, d := range ds {
				if d.Name == "" {
					t.Error("an entry without a number")
				}
			}
		}
	})
}
