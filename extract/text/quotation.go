package text

// Quotation is words between quotation marks: the tokens [First, Last), marks
// included. It may run over several sentences of a paragraph.
type Quotation struct {
	First, Last int
	Open        bool // no mark closes it
}

// Quotations are those of the document, in order. A mark that nothing answers
// opens a quotation if it is an opening one, or a plain one in front of a word.
// It ends with its paragraph if it stands at the begin of that and the next
// paragraph begins with the same mark, too, as printers mark a quotation of several
// paragraphs; else with its sentence: the mark that closes it was lost. A closing
// mark that nothing opens closes a quotation that begins with its sentence, or
// with the paragraph if one went on to the end of that before.
func (doc *Document) Quotations() []Quotation {
	var out []Quotation
	for k := 0; k < len(doc.Sentences); {
		n := k + 1
		for n < len(doc.Sentences) && doc.Sentences[n].Paragraph == doc.Sentences[k].Paragraph {
			n++
		}
		out = inParagraph(doc, out, doc.Sentences[k].First, doc.Sentences[n-1].Last)
		k = n
	}
	return out
}

// inParagraph adds the quotations of the tokens [first, last) to those before.
func inParagraph(doc *Document, out []Quotation, first, last int) []Quotation {
	open, seen := -1, false
	for i := first; i < last; i++ {
		switch mark(doc, i, open >= 0) {
		case opening:
			if open >= 0 {
				out = unclosed(doc, out, open, i)
			}
			open, seen = i, true
		case closing:
			if open < 0 {
				out = unopened(doc, out, first, i, seen)
			} else {
				out = append(out, Quotation{First: open, Last: i + 1})
			}
			open, seen = -1, true
		}
	}
	switch {
	case open < 0:
	case open == first && last < len(doc.Tokens) && mark(doc, last, false) == opening && doc.Form(last) == doc.Form(open):
		out = append(out, Quotation{First: open, Last: last, Open: true})
	default:
		out = unclosed(doc, out, open, last)
	}
	return out
}

// unopened adds the quotation that the mark at token i closes; seen tells
// whether there were marks before it in its paragraph, which begins at token
// first.
func unopened(doc *Document, out []Quotation, first, i int, seen bool) []Quotation {
	from := doc.Sentences[doc.SentenceAt(i)].First
	if n := len(out); n > 0 {
		switch last := out[n-1]; {
		case last.Last > from:
			return out // the mark is a stray one
		case last.Last == first && last.Open && !seen:
			from = first
		}
	}
	if from >= i {
		return out
	}
	return append(out, Quotation{First: from, Last: i + 1})
}

// unclosed adds the quotation that opens at token open and ends with its
// sentence, if the sentence ends by limit.
func unclosed(doc *Document, out []Quotation, open, limit int) []Quotation {
	if s := doc.Sentences[doc.SentenceAt(open)]; s.Last <= limit && s.Last > open+1 {
		out = append(out, Quotation{First: open, Last: s.Last, Open: true})
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
		case doc.Tokens[i-1].UPOS != "NUM": // 5" are inches
			return closing
		}
	}
	return noMark
}
