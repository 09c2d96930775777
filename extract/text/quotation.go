package text

// Quotation is words between quotation marks: the tokens [First, Last), marks
// included. It may run over several sentences of a paragraph.
type Quotation struct{ First, Last int }

// Quotations are those of the document, in order. A mark that nothing answers
// in its paragraph opens a quotation only if it is an opening one and stands
// where a sentence begins; it then ends with the paragraph.
func (doc *Document) Quotations() []Quotation {
	var out []Quotation
	for k := 0; k < len(doc.Sentences); {
		n := k + 1
		for n < len(doc.Sentences) && doc.Sentences[n].Paragraph == doc.Sentences[k].Paragraph {
			n++
		}
		out = append(out, inParagraph(doc, doc.Sentences[k].First, doc.Sentences[n-1].Last)...)
		k = n
	}
	return out
}

func inParagraph(doc *Document, first, last int) []Quotation {
	var out []Quotation
	open := -1
	for i := first; i < last; i++ {
		switch mark(doc, i, open >= 0) {
		case opening:
			open = i
		case closing:
			if open >= 0 {
				out = append(out, Quotation{open, i + 1})
			}
			open = -1
		}
	}
	if open >= 0 {
		if s := doc.SentenceAt(open); doc.Sentences[s].First == open {
			out = append(out, Quotation{open, last})
		}
	}
	return out
}

const (
	noMark = iota
	opening
	closing
)

// mark tells what kind of double quotation mark a token is; open, whether a
// quotation is open. A plain mark opens before a word and closes behind one.
func mark(doc *Document, i int, open bool) int {
	switch doc.Form(i) {
	case "“", "„", "«", "``":
		return opening
	case "”", "»":
		return closing
	case `"`, "''":
		t := doc.Tokens[i]
		before := i == 0 || doc.Tokens[i-1].End < t.Start
		after := i+1 >= len(doc.Tokens) || doc.Tokens[i+1].Start > t.End
		switch {
		case open && (!before || after):
			return closing
		case open || before || !after: // an open one was never closed
			return opening
		}
	}
	return noMark
}
