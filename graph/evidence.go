package graph

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"parley/graph/quadstore"
)

// source is a document of the archive; its text is read only if it is needed.
type source struct {
	Document
	read    bool    // the text
	offsets []int32 // byte offset of each code point
}

// claim is what a claim says of itself, read once.
func (r *reader) claim(c quadstore.Ref) node {
	n, ok := r.claims[c]
	if !ok {
		n = r.node(c)
		r.claims[c] = n
	}
	return n
}

// readClaims reads ahead what evidence will ask for.
func (r *reader) readClaims(claims []quadstore.Ref) {
	claims = distinct(claims)
	nodes := make([]node, len(claims))
	for i, c := range claims {
		nodes[i] = r.claim(c)
	}
	r.readTexts(nodes, claims, "document", "evidence", "sentence", "rule", "status", "confidence")
}

// documentsOf are the documents behind the claims, each once.
func (r *reader) documentsOf(claims []quadstore.Ref) []quadstore.Ref {
	docs := make([]quadstore.Ref, 0, len(claims))
	for _, c := range claims {
		if d := r.document(c); d != 0 {
			docs = append(docs, d)
		}
	}
	return distinct(docs)
}

// sourcesOf counts the documents behind the claims.
func (r *reader) sourcesOf(claims []quadstore.Ref) int {
	if len(claims) == 1 { // most rows have one, and each claim is of one document
		return 1
	}
	return len(r.documentsOf(claims))
}

// told is when the documents behind the claims were published, as a date or as
// the first and the last of them with " – " between; "" if none says.
func (r *reader) told(claims []quadstore.Ref) string {
	first, last := "", ""
	for _, c := range claims {
		day := r.source(r.document(c)).Published
		if day == "" {
			continue
		}
		if first == "" || day < first {
			first = day
		}
		last = max(last, day)
	}
	if first == last {
		return first
	}
	return first + " – " + last
}

// document is that of claim c, 0 if c is no claim.
func (r *reader) document(c quadstore.Ref) quadstore.Ref {
	d, ok := r.documents[c]
	if ok || c == 0 {
		return d
	}
	if n, ok := r.claims[c]; ok {
		if of := n.of("document"); len(of) > 0 {
			d = of[0].object
		}
	} else if of := r.match(c, "document", 0); len(of) > 0 {
		d = of[0][2]
	}
	r.documents[c] = d
	return d
}

// evidence is what stands behind each of the claims, in the order of
// document and place. Labels that are no claims (a document's own) say nothing.
func (r *reader) evidence(claims []quadstore.Ref) []Evidence {
	claims = distinct(claims)
	out := make([]Evidence, 0, len(claims))
	for _, c := range claims {
		if r.document(c) != 0 {
			out = append(out, *r.cited(c))
		}
	}
	slices.SortFunc(out, compareEvidence)
	return out
}

// cited is the evidence of claim c, made once.
func (r *reader) cited(c quadstore.Ref) *Evidence {
	e := r.quoted[c]
	if e == nil {
		e = r.quote(r.claim(c))
		r.quoted[c] = e
	}
	return e
}

func (r *reader) quote(n node) *Evidence {
	src := r.source(r.document(n.ref))
	e := &Evidence{
		Claim: r.text(n.ref), Document: src.ID, Title: src.Title, Publisher: src.Publisher, Published: src.Published, URL: src.URL,
		Rule: n.text("rule"), Status: n.text("status"),
	}
	e.Confidence, _ = strconv.ParseFloat(n.text("confidence"), 64)
	spans, sentences := n.of("evidence"), n.of("sentence")
	if len(spans) == 1 && len(sentences) == 1 { // the text need not be read
		e.Sentence = r.text(sentences[0].object)
		var err error
		if e.Start, e.End, err = parseChar(r.text(spans[0].object)); err != nil {
			r.keep(fmt.Errorf("%s: %w", e.Claim, err))
		}
		return e
	}
	var err error
	if src.Extractor == ImportExtractor { // there is no text
		e.Sentence, e.Start, e.End, err = Quotation(n.texts("evidence"), n.texts("sentence"))
		if err != nil {
			r.keep(fmt.Errorf("%s: %w", e.Claim, err))
		}
		return e
	}
	r.readText(src)
	if e.Sentence, e.Start, e.End, err = src.sentences(n.texts("evidence")); err != nil {
		r.keep(fmt.Errorf("%s: %w", e.Claim, err))
	}
	return e
}

func compareEvidence(a, b Evidence) int {
	return cmp.Or(strings.Compare(a.Document, b.Document), cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), strings.Compare(a.Claim, b.Claim))
}

func (r *reader) source(doc quadstore.Ref) *source {
	if s := r.sources[doc]; s != nil {
		return s
	}
	s := &source{}
	r.sources[doc] = s
	name, err := documentName(r.text(doc))
	if err != nil {
		r.keep(err)
		return s
	}
	b := r.tx.Get(documentsBucket, name)
	if b == nil {
		r.keep(fmt.Errorf("%w: %s (run parley check)", ErrNoDocument, name))
		return s
	}
	s.Document, err = decodeDocument(name, b)
	r.keep(err)
	return s
}

// documentOf is the name of the document that v is.
func documentOf(v quad.Value) (string, error) { return documentName(id(v)) }

// documentName is the id of a document as the user knows it.
func documentName(id string) (string, error) {
	name, err := url.PathUnescape(strings.TrimPrefix(id, "document/"))
	if err != nil {
		return "", fmt.Errorf("%s: %w", id, err)
	}
	return name, nil
}

func (r *reader) readText(s *source) {
	if s.read {
		return
	}
	s.read, s.Text = true, string(r.tx.Get(textsBucket, s.ID))
	for i := range s.Text { // a byte that is no UTF-8 counts as one, as in schema.CodePoints
		s.offsets = append(s.offsets, int32(i))
	}
	s.offsets = append(s.offsets, int32(len(s.Text)))
}

// parseChar reads "char=3,40".
func parseChar(s string) (start, end int, err error) {
	a, b, ok := strings.Cut(strings.TrimPrefix(s, "char="), ",")
	start, err1 := strconv.Atoi(a)
	end, err2 := strconv.Atoi(b)
	if !ok || !strings.HasPrefix(s, "char=") || err1 != nil || err2 != nil || start < 0 || start > end {
		return 0, 0, fmt.Errorf("evidence %q is no char=START,END", s)
	}
	return start, end, nil
}

// sentences is the text under spans ("char=3,40"), in the order of the text,
// each on one line and joined by a space; a gap between two is shown as "…".
// start and end count code points.
func (s *source) sentences(spans []string) (text string, start, end int, err error) {
	type span struct{ a, b int }
	var all []span
	for _, x := range spans {
		a, b, err := parseChar(x)
		if err == nil && b >= len(s.offsets) {
			err = fmt.Errorf("evidence %q does not fit the text of %s", x, s.ID)
		}
		if err != nil {
			return "", 0, 0, err
		}
		all = append(all, span{a, b})
	}
	slices.SortFunc(all, func(x, y span) int { return cmp.Or(x.a-y.a, x.b-y.b) })
	var parts []string
	for i, sp := range all {
		t := fold(s.Text[s.offsets[sp.a]:s.offsets[sp.b]])
		if i == 0 {
			start = sp.a
		} else if strings.TrimSpace(s.Text[s.offsets[min(all[i-1].b, sp.a)]:s.offsets[sp.a]]) != "" {
			t = "… " + t
		}
		end = max(end, sp.b)
		parts = append(parts, t)
	}
	return clean(strings.Join(parts, " ")), start, end, nil
}
