package page

import "testing"

// TestWhen has the places in which pages tell the day.
func TestWhen(t *testing.T) {
	const h = `<h1>Envoys agree on fishing quotas</h1>`
	text := "<div>" + two + "</div>"
	for _, c := range []struct{ name, lang, head, body, published, updated string }{
		{"line by the heading", "", "", h + `<p>News24<br>13 Jan 2020, 22:11</p>` + text, "2020-01-13", ""},
		{"updated, then published", "", "", h + `<p>Updated 6 May 2020 | Published: 5 May 2020</p>` + text, "2020-05-05", "2020-05-06"},
		{"updated only", "", "", h + `<div class="timestamp">Last updated May 06, 2019</div>` + text, "", "2019-05-06"},
		{"posted by somebody below the text", "de", "", h + text + text + text + text + text + `<p class="small">Dieser Artikel wurde am 14. Dezember 2015 um 14:48 von Ada veröffentlicht.</p>`, "2015-12-14", ""},
		{"gespeichert", "de", "", h + text + text + text + text + text + `<div>Gespeichert von ada am 24. Juli 2017 - 18:55</div>`, "2017-07-24", ""},
		{"an event in the text is no date", "", "", `<h1>Envoys</h1>` + text + text + text + text + text + `<p>The treaty was signed on 5 May 1999 in Norhaven, and nobody has changed it.</p>`, "", ""},
		{"two digits", "de", "", `<span>02.12.19</span>` + h + text, "2019-12-02", ""},
		{"teasers' times", "", "", h + text + `<div class="related"><time datetime="2011-01-01">1 January 2011</time></div>`, "", ""},
		{"sidebar in the name of what holds all", "", "", `<div class="cb-sidebar-right">` + h + `<time datetime="2020-02-22">22 Feb</time>` + text + `</div>`, "2020-02-22", ""},
		{"microdata in a footer", "de", "", h + text + `<div class="footer"><span class="news-list-date"><time itemprop="datePublished" datetime="2022-01-21">21.01.2022</time></span></div>`, "2022-01-21", ""},
		{"microdata of several articles", "", "", h + text + `<div class="related"><i itemprop="datePublished" content="2022-01-21"></i><i itemprop="datePublished" content="2022-01-22"></i></div>`, "", ""},
		{"universal time and the day shown", "", `<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","datePublished":"2023-11-09T03:12:00Z"}</script>`, h + `<p>November 8, 2023 at 7:12 pm</p>` + text, "2023-11-08", ""},
		{"universal time and the address", "", `<link rel="canonical" href="https://x.example/2020/02/24/envoys"><meta property="article:published_time" content="2020-02-25T02:00:00+00:00">`, h + text, "2020-02-24", ""},
		{"local time counts more than what is shown", "", `<meta property="article:published_time" content="2020-02-25T02:00:00+09:00">`, h + `<p>24 February 2020</p>` + text, "2020-02-25", ""},
		{"day and month that the page settles", "", `<meta name="pubdate" content="01/11/2023">`, h + `<p>1 November 2023</p>` + text, "2023-11-01", ""},
		{"a time's text in its zone", "", "", h + `<time datetime="2020-04-28T22:30:00Z">29 April 2020, 00:30</time>` + text, "2020-04-29", ""},
		{"wordpress time of a change", "", "", h + `<time class="entry-date published" datetime="2020-04-28">28 April</time><time class="updated" datetime="2020-05-01">1 May</time>` + text, "2020-04-28", "2020-05-01"},
		{"title", "fr", `<title>Accord sur la pêche | Le Quotidien | 23.05.2011</title>`, h + text, "2011-05-23", ""},
		{"script", "", `<script>var page = {"published_at":"2019-03-02T06:22:28+01:00"};</script>`, h + text, "2019-03-02", ""},
		{"scripts that disagree", "", `<script>var page = [{"published_at":"2019-03-02"},{"published_at":"2019-03-03"}];</script>`, h + text, "", ""},
		{"address of one day", "", `<link rel="canonical" href="https://x.example/2016-04-15/envoys/">`, h + text, "2016-04-15", ""},
		{"address without hyphens", "", `<link rel="canonical" href="https://x.example/20200428/envoys">`, h + text, "2020-04-28", ""},
		{"address of history", "", `<link rel="canonical" href="https://x.example/history/1848/03/18/berlin">`, h + text, "", ""},
		{"address that is a number", "", `<link rel="canonical" href="https://x.example/a-20209999">`, h + text, "", ""},
		{"rdfa", "de", "", h + `<p class="submitted"><span property="dc:date dc:created" content="2019-07-07T18:44:31+02:00">So, 07/07/2019</span></p>` + text, "2019-07-07", ""},
		{"czech", "cs", "", h + `<div class="info">5. března 2014</div>` + text, "2014-03-05", ""},
		{"japanese", "ja", "", h + `<div class="info">2014年3月5日 10:00</div>` + text, "2014-03-05", ""},
		{"spanish numbers", "es", "", h + `<div class="fecha-pub">Publicado: 06/05/2020</div>` + text, "2020-05-06", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			ds, err := Read([]byte(`<html lang="`+c.lang+`"><head>`+c.head+"<title>Envoys agree on fishing quotas - The Post</title></head><body>"+c.body+"</body></html>"), Options{})
			if err != nil || len(ds) != 1 {
				t.Fatal(ds, err)
			}
			if d := ds[0]; d.Published != c.published || d.Updated != c.updated {
				t.Errorf("published %q, updated %q, want %q, %q; %v", d.Published, d.Updated, c.published, c.updated, d.From)
			}
		})
	}
}
