package segment

import (
	"strings"
	"unicode"
)

// mostLabel bounds the words of a label or a dateline.
const mostLabel = 8

// label is the end of what stands before the first sentence of a paragraph and
// is no part of it: "FILE - ", "FILE PHOTO: ", "GENEVA, Switzerland — ". It is i
// where there is none. A tree that hangs them from the sentence loses its
// subject.
func (sp *splitter) label(i int) int {
	if !allUpper(sp.form(i)) {
		return i
	}
	for k := i + 1; k < sp.limit && k <= i+mostLabel; k++ {
		w := sp.form(k)
		switch {
		case isDash(w) || w == ":":
			next := sp.firstRune(k + 1)
			if k+1 >= sp.limit || isLower(next) || !isUpper(next) && !isOpener(next) {
				return i
			}
			if sp.labels(i, k) || len(w) == len("—") && len(sp.form(i)) > mostAcronym && sp.place(i, k) && !sp.dashed(k+1) {
				return k + 1
			}
			return i
		case strings.IndexFunc(w, unicode.IsLetter) >= 0 && isLower(sp.firstRune(k)):
			return i
		}
	}
	return i
}

// mostAcronym is how long a word in capitals may be that is likelier somebody
// who acts than a place: "NATO — Europe's alliance".
const mostAcronym = 4

// labels tells whether all words from i to k are on the list.
func (sp *splitter) labels(i, k int) bool {
	for ; i < k; i++ {
		if !sp.lex.labels.has(sp.form(i)) {
			return false
		}
	}
	return true
}

// place tells whether the words from i to k can be a place in capitals, alone
// or with a wider one behind a comma.
func (sp *splitter) place(i, k int) bool {
	for ; i < k && sp.form(i) != ","; i++ {
		if w := sp.form(i); !allUpper(w) {
			return false
		}
	}
	return true
}

// dashed tells whether a second dash follows soon: "THE NAVY — Norway's — left".
func (sp *splitter) dashed(k int) bool {
	for n := 0; n < 2*mostLabel && k+n < sp.limit; n++ {
		if w := sp.form(k + n); len(w) == len("—") && isDash(w) {
			return true
		}
	}
	return false
}

func isDash(w string) bool {
	switch w {
	case "-", "--", "–", "—":
		return true
	}
	return false
}

// isOpener tells marks that open a quotation.
func isOpener(r rune) bool { return strings.ContainsRune("“‘\"'«", r) }

// allUpper tells words of letters that are all capitals, two at least.
func allUpper(w string) bool {
	n := 0
	for _, r := range w {
		switch {
		case unicode.IsUpper(r):
			n++
		case r != '.' && r != '\'' && r != '’' && r != '-':
			return false
		}
	}
	return n > 1
}
