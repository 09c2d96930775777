package page

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"parley/extract/article/draft"
)

const two = "<p>The envoys of Norland and Sudria met in Oslo on Monday, and said afterwards that they would meet again before the summer.</p><p>Nobody had expected that the talks would last so long, a diplomat said, and nobody had brought anything to eat.</p>"

// TestMetadata: which source counts, and where each was told.
func TestMetadata(t *testing.T) {
	for _, c := range []struct{ name, head, body, field, want, from string }{
		{"json-ld before og", `<script type="application/ld+json">{"@type":"NewsArticle","headline":"From JSON"}</script><meta property="og:title" content="From OG">`, "", draft.Title, "From JSON", "JSON-LD headline"},
		{"og before meta", `<meta name="date" content="2011-01-01"><meta property="article:published_time" content="2012-02-02T23:30:00-05:00">`, "", draft.Published, "2012-02-02", "OpenGraph article:published_time"},
		{"meta before time", `<meta name="pubdate" content="5 March 2014">`, `<time datetime="2015-01-01">x</time>`, draft.Published, "2014-03-05", "meta pubdate"},
		{"time before a meta tag that says less", `<meta name="dc.date" content="5 March 2014">`, `<time datetime="2014-03-04">x</time>`, draft.Published, "2014-03-04", "time element"},
		{"time", "", `<time datetime="2015-01-01T10:00">x</time>`, draft.Published, "2015-01-01", "time element"},
		{"time of another article", "", `<aside><time datetime="2015-01-01">x</time></aside>`, draft.Published, "", ""},
		{"ambiguous day", `<meta name="date" content="03/04/2014">`, "", draft.Published, "2014", "meta date"},
		{"broken json-ld", "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"Two\nlines\"};</script>", "", draft.Title, "Two lines", "JSON-LD headline"},
		{"json-ld in a section for XML", "<script type=\"application/ld+json\">\n//<![CDATA[\n<!-- {\"@type\":\"NewsArticle\",\"headline\":\"Wrapped\"} //-->\n//]]>\n</script>", "", draft.Title, "Wrapped", "JSON-LD headline"},
		{"an agency, and others' bylines", "", `<span itemprop="author">AFP</span><div><p class="author">Anna Novak</p></div>`, draft.Author, "", ""},
		{"author of a picture", "", `<figure itemscope itemtype="https://schema.org/ImageObject"><span itemprop="creator">Bo Li</span></figure><p class="byline">By Anna Novak</p>`, draft.Author, "Anna Novak", "byline"},
		{"graph and reference", `<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"H","author":{"@id":"#a"},"publisher":{"@id":"#p"}},{"@id":"#a","@type":"Person","name":"Anna Novak"},{"@id":"#p","@type":"Organization","name":"The Post"}]}</script>`, "", draft.Author, "Anna Novak", "JSON-LD author"},
		{"author is an address", `<meta property="article:author" content="https://facebook.example/anna">`, "", draft.Author, "", ""},
		{"title with site", `<meta property="og:site_name" content="The Post"><title>Talks end in Oslo | World | The Post</title>`, "", draft.Title, "Talks end in Oslo | World", "title element"},
		{"canonical", `<link rel="canonical" href="/a/b">`, "", draft.URL, "https://xpst.example/a/b", "link canonical"},
		{"canonical is a script", `<link rel="canonical" href="javascript:alert(1)">`, "", draft.URL, "", ""},
		{"language", `<meta http-equiv="content-language" content="en_GB">`, "", draft.Language, "en-GB", "meta content-language"},
		{"script in a field", `<meta property="og:title" content="A &lt;script&gt;alert(1)&lt;/script&gt; title &#27;[31m">`, "", draft.Title, "A <script>alert(1)</script> title [31m", "OpenGraph og:title"},
		{"address in front of names", `<meta property="article:author" content="https://social.example/anna.novak"><meta name="author" content="Anna Novak">`, "", draft.Author, "Anna Novak", "meta author"},
		{"a byline before the maker of the site", `<meta name="author" content="Bo Li">`, `<p class="byline">By Anna Novak</p>`, draft.Author, "Anna Novak", "byline"},
		{"the maker of the site", `<meta name="author" content="Li Web Design GmbH, Oslo">`, "", draft.Author, "", ""},
		{"two authors of JSON-LD", `<script type="application/ld+json">{"@type":"NewsArticle","headline":"H","author":[{"@type":"Person","name":"Anna Novak"},{"@type":"Person","name":"BO LI, Political Editor"}]}</script>`, "", draft.Author, "Anna Novak, Bo Li", "JSON-LD author"},
		{"outlet in JSON-LD, name in the byline", `<script type="application/ld+json">{"@type":"NewsArticle","headline":"H","author":{"@type":"Organization","name":"The Post"},"publisher":{"name":"The Post"}}</script>`, `<div class="byline">Von <a href="/autor/novak">Anna Novak</a><span>5. März 2014</span></div>`, draft.Author, "Anna Novak", "byline"},
		{"only an outlet", `<script type="application/ld+json">{"@type":"NewsArticle","headline":"H","author":{"@type":"Organization","name":"DAILY LEDGER"},"publisher":{"name":"Daily Ledger"}}</script>`, "", draft.Author, "Daily Ledger", "JSON-LD author"},
		{"label of a byline", "", `<span class="meta-prep meta-prep-author">Publiziert am</span> <span class="date">5. März 2014</span> <span class="author"><a href="/author/an">annanovak</a></span>`, draft.Author, "annanovak", "byline"},
		{"link of an author says more", "", `<a rel="author" href="/a">Anna Novak<span>3 hours ago</span></a>`, draft.Author, "Anna Novak", "link author"},
		{"class author on something else", "", `<div class="author">World</div>`, draft.Author, "", ""},
		{"family name first", `<meta name="citation_author" content="Novak, Anna"><meta name="citation_author" content="Li, Bo">`, "", draft.Author, "Anna Novak, Bo Li", "meta citation_author"},
		{"labelled for a card", `<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Anna Novak"><meta name="twitter:label2" content="Reading time"><meta name="twitter:data2" content="5 minutes">`, "", draft.Author, "Anna Novak", "meta twitter:data1"},
		{"agency beside the name", `<meta name="author" content="Anna Novak, Reuters">`, "", draft.Agency, "Reuters", "meta author"},
		{"a person publishes", `<script type="application/ld+json">{"@type":"NewsArticle","headline":"H","publisher":{"@type":"Person","name":"Anna Novak"}}</script><meta property="og:site_name" content="The Post">`, "", draft.Publisher, "The Post", "OpenGraph og:site_name"},
		{"only a person publishes", `<script type="application/ld+json">{"@type":"NewsArticle","headline":"H","publisher":{"@type":"Person","name":"Anna Novak"}}</script>`, "", draft.Publisher, "Anna Novak", "JSON-LD publisher"},
		{"the system publishes", `<script type="application/ld+json">{"@type":"NewsArticle","headline":"H","publisher":{"@type":"Organization","name":"Blogger"}}</script>`, "", draft.Publisher, "", ""},
		{"web site of JSON-LD", `<script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"The Post"},{"@type":"WebPage","name":"x"}]}</script>`, "", draft.Publisher, "The Post", "JSON-LD WebSite"},
		{"part of the title with the host's name", `<title>Talks end - Politics - Xpst Online | Print</title>`, "", draft.Publisher, "Xpst Online", "title element"},
		{"before a colon", `<title>XPST e.V.: Talks end</title>`, "", draft.Publisher, "XPST e.V.", "title element"},
		{"section in the title", `<meta property="og:title" content="Talks end"><title>Talks end | News</title>`, "", draft.Publisher, "", ""},
		{"page of a list in the title", `<meta property="og:title" content="Talks end"><title>Talks end - Page 34</title>`, "", draft.Publisher, "", ""},
		{"feed", `<link rel="alternate" type="application/rss+xml" title="Xpst Weekly &raquo; Feed" href="/feed">`, "", draft.Publisher, "Xpst Weekly", "link to the feed"},
		{"feed of another", `<link rel="alternate" type="application/rss+xml" title="All articles" href="/feed">`, "", draft.Publisher, "", ""},
		{"picture of the first page", "", `<a href="/"><img alt="Xpst Weekly Logo"></a>`, draft.Publisher, "Xpst Weekly", "link to the first page"},
		{"notice of copyright", "", `<div>© 2012-2014 Xpst Media AG. All rights reserved.</div>`, draft.Publisher, "Xpst Media AG", "notice of copyright"},
		{"credit of a picture", "", `<div>© Xpst/Photostock</div>`, draft.Publisher, "", ""},
		{"part of the title with a colon", `<title>Xpst Weekly: Talks end - Politics</title>`, "", draft.Publisher, "Xpst Weekly", "title element"},
		{"notice of another", "", `<div>© 2014 Some Web Designer</div>`, draft.Publisher, "", ""},
		{"date in address", `<link rel="canonical" href="https://x.example/2014/03/05/talks">`, "", draft.Published, "2014-03-05", "the address"},
	} {
		t.Run(c.name, func(t *testing.T) {
			ds, err := Read([]byte("<html><head>"+c.head+"</head><body>"+c.body+"<article>"+two+"</article></body></html>"), Options{URL: "https://xpst.example/page"})
			if err != nil || len(ds) != 1 {
				t.Fatal(ds, err)
			}
			d := ds[0]
			got := map[string]string{draft.Title: d.Title, draft.Published: d.Published, draft.Author: d.Author, draft.URL: d.URL, draft.Language: d.Language, draft.Publisher: d.Publisher, draft.Agency: d.Agency}[c.field]
			if got != c.want || d.From[c.field] != c.from {
				t.Errorf("%q from %q, want %q from %q", got, d.From[c.field], c.want, c.from)
			}
		})
	}
}

func TestCaptionsAndQuotes(t *testing.T) {
	ds, err := Parse(`<article><h1>Talks end</h1><figure><img><figcaption>Anna Novak in Oslo.</figcaption></figure>`+two+`<aside class="pullquote">nobody had brought anything to eat</aside><p>It ended well.</p></article>`, Options{})
	if err != nil || len(ds) != 1 {
		t.Fatal(err)
	}
	d := ds[0]
	if strings.Contains(d.Text, "Anna Novak") || len(d.Captions) != 1 || strings.Count(d.Text, "nobody had brought") != 1 || len(strings.Split(d.Text, "\n\n")) != 3 {
		t.Errorf("%+v", d)
	}
}

func TestLiveBlog(t *testing.T) {
	ds, err := Parse(`<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"Summit live","datePublished":"2014-03-05","liveBlogUpdate":[
{"@type":"BlogPosting","headline":"They arrive","datePublished":"2014-03-05T08:00:00Z","articleBody":"The envoys have arrived in Oslo."},
{"@type":"BlogPosting","headline":"They leave","datePublished":"2014-03-06T08:00:00Z","articleBody":"<p>The envoys have left Oslo.</p><p>Nobody waved.</p>"}]}</script><body>`+two, Options{})
	if err != nil || len(ds) != 2 || ds[1].Title != "They leave" || ds[1].Published != "2014-03-06" || ds[1].Text != "The envoys have left Oslo.\n\nNobody waved." || ds[1].Kind == "" || ds[1].Name != "2" {
		t.Errorf("%+v %v", ds, err)
	}
}

func TestSeveral(t *testing.T) {
	long := strings.Repeat(two, 3)
	ds, err := Parse(`<main><article><h2><a href="/1">First talks</a></h2><time datetime="2014-03-05"></time>`+long+`</article><article><h2><a href="/2">Second talks</a></h2><time datetime="2014-03-06"></time>`+long+`</article></main>`, Options{URL: "https://x.example/"})
	if err != nil || len(ds) != 2 || ds[0].Title != "First talks" || ds[1].URL != "https://x.example/2" || ds[1].Published != "2014-03-06" || strings.Contains(ds[1].Text, "Second talks") {
		t.Errorf("%+v %v", ds, err)
	}
}

// TestTeasers: a list of linked headings with a line each is no text, whatever
// its elements are called.
func TestTeasers(t *testing.T) {
	teaser := `<div class="x1"><h2 class="x2"><a href="/a">Rain on the coast</a></h2><p>It will rain on the coast for the rest of the week, and the ferries may stay in port.</p></div>`
	ds, err := Parse(`<body><div class="a1">`+two+two+`</div><div class="b1">`+strings.Repeat(teaser, 9)+`</div></body>`, Options{})
	if err != nil || len(ds) != 1 || strings.Contains(ds[0].Text, "rain") || !strings.Contains(ds[0].Text, "envoys") {
		t.Errorf("%+v %v", ds, err)
	}
	// Parts of one article, with headings that are links, stay.
	part := `<div><h2><a href="#a">A part</a></h2>` + two + two + `</div>`
	ds, err = Parse(`<body><div>`+strings.Repeat(part, 5)+`</div></body>`, Options{})
	if err != nil || strings.Count(ds[0].Text, "envoys") != 10 {
		t.Errorf("%+v %v", ds, err)
	}
}

// TestTold: of a page that builds its text by a script, JSON-LD has it.
func TestTold(t *testing.T) {
	body := strings.Repeat("The envoys met in Oslo on Monday and agreed on nothing at all. ", 10)
	ds, err := Parse(`<html><script type="application/ld+json">{"@type":"NewsArticle","headline":"H","articleBody":"`+body+`"}</script><body><div id="app">Loading</div></body></html>`, Options{})
	if err != nil || len(ds) != 1 || ds[0].Text != strings.TrimSpace(body) {
		t.Errorf("%+v %v", ds, err)
	}
}

func TestEncodings(t *testing.T) {
	for name, page := range map[string]string{
		"declared":    "<html><head><meta charset=iso-8859-1><body><article>" + strings.ReplaceAll(two, "Oslo", "Troms\xf8") + "</article>",
		"lying latin": "<html><head><meta charset=iso-8859-1><body><article>" + strings.ReplaceAll(two, "Oslo", "Tromsø") + "</article>",
		"lying utf-8": "<html><head><meta charset=utf-8><body><article>" + strings.ReplaceAll(two, "Oslo", "Troms\xf8") + "</article>",
		"untold":      "<html><body><article>" + strings.ReplaceAll(two, "Oslo", "Troms\xf8") + "</article>",
	} {
		ds, err := Read([]byte(page), Options{})
		if err != nil || len(ds) != 1 || !strings.Contains(ds[0].Text, "met in Tromsø on") {
			t.Errorf("%s: %+v %v", name, ds, err)
		}
	}
}

func TestNoArticle(t *testing.T) {
	for _, s := range []string{"", "<html></html>", "<html><body><script>var a</script></body></html>"} {
		if ds, err := Parse(s, Options{}); err == nil {
			t.Errorf("%q: %+v", s, ds)
		}
	}
}

// TestDeep: nesting beyond the parser's limit is an error, not a crash.
func TestDeep(t *testing.T) {
	for _, s := range []string{strings.Repeat("<div>", 100_000) + two, strings.Repeat("<b><i>", 50_000), strings.Repeat("<table><tr><td>", 30_000), strings.Repeat("<p>x", 50_000), "<a" + strings.Repeat(" b=c", 200_000) + ">" + two} {
		ds, err := Parse(s, Options{})
		if err == nil && len(ds) == 0 {
			t.Error("neither")
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, x := range []string{two, "<article><h1>T</h1>" + two, `<script type="application/ld+json">{"@type":"NewsArticle","headline":["a",{"name":{}}],"author":[[]]}</script>` + two, "<table><caption>x<tr><td>" + two, "\xff\xfe<\x00p\x00"} {
		f.Add([]byte(x))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		ds, err := Read(b, Options{URL: "https://x.example/"})
		if err != nil {
			return
		}
		for _, d := range ds {
			if !utf8.ValidString(d.Text) || strings.ContainsRune(d.Title, '\n') || d.Body > len(d.Text) {
				t.Errorf("%+v", d)
			}
		}
	})
}

func ExampleRead() {
	ds, err := Read([]byte(`<html><head><title>Talks end - The Post</title><meta property="og:site_name" content="The Post"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Talks end</h1><p>The envoys met in Oslo on Monday, and they agreed on nothing at all.</p></article></body></html>`), Options{})
	fmt.Println(ds[0].Title, "·", ds[0].Publisher, "·", ds[0].Text, err)
	// Output: Talks end · The Post · The envoys met in Oslo on Monday, and they agreed on nothing at all. <nil>
}

// TestLarge: pages that nest deep and have much take no more than their size
// times their depth.
func TestLarge(t *testing.T) {
	p := "<p>The envoys met in Oslo on Monday, and they <a href=x>agreed on nothing</a>.</p>"
	for name, s := range map[string]string{
		"menus in menus":       strings.Repeat("<div class=ad>", 400) + strings.Repeat(p, 2000),
		"teasers in teasers":   strings.Repeat("<div class=teaser>", 400) + strings.Repeat(p, 2000),
		"articles in articles": strings.Repeat("<article><h2>a</h2><time>2014</time>"+p, 400) + strings.Repeat(p, 2000),
		"the same again":       strings.Repeat("<p>one two three four.</p>", 40_000),
		"authors in authors":   strings.Repeat("<div itemprop=author>", 400) + strings.Repeat("<span itemprop=name>x</span>", 10_000),
		"one long class":       "<div class='" + strings.Repeat("a-b ", 200_000) + "'>" + p,
	} {
		begin := time.Now()
		_, _ = Parse(s, Options{})
		if d := time.Since(begin); d > 20*time.Second {
			t.Errorf("%s: %v for %d KB", name, d, len(s)>>10)
		}
	}
}
