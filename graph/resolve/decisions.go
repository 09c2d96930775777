package resolve

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Decision is one thing that people decided: a line of a decisions file.
//
//	merge  person/a person/b …            they are one; the first id is kept
//	split  person/a in DOC … as person/c  in these documents it is somebody else
//	never  person/a person/b              they are two, whatever speaks for one
//	rename person/a Name in words         how it is called
//	reject claim/0a1b in DOC              what the sentence does not say
//
// An id is that of a record, or of the graph; a mark behind a plus tells one
// of several that go by one id (person/a+france). A document with a blank in
// its name is written in quotation marks, as Go does, and so is a name with
// more than words in it. What stands behind a lone # and lines that begin
// with # are remarks.
type Decision struct {
	Verb string
	IDs  []string // rename and reject have one
	Docs []string
	As   string // split: the new id; rename: the name
	Note string // the remark behind it
	Line int    // in its file, from 1
}

// Verbs of decisions.
const (
	Merge  = "merge"
	Split  = "split"
	Never  = "never"
	Rename = "rename"
	Reject = "reject"
)

// Decisions are those of one file, in its order.
type Decisions struct {
	List []Decision

	kept     map[string]string          // merged id -> id that is kept
	apart    map[[2]string]bool         // never
	names    map[string]string          // rename
	splits   map[[2]string]string       // document, id -> new id
	rejected map[string]map[string]bool // document -> claims
	keepers  map[string]bool            // what ids are merged into
	cited    map[string][]string        // base -> ids of merge and rename
}

// ParseDecisions reads a decisions file. Every line that cannot be read is an
// error, which names it; name is that of the file.
func ParseDecisions(name, file string) (*Decisions, error) {
	d := &Decisions{}
	var errs []error
	n := 0
	for line := range strings.Lines(file) {
		n++
		x, err := parseDecision(line)
		switch {
		case err != nil:
			errs = append(errs, fmt.Errorf("%s:%d: %w", name, n, err))
		case x != nil:
			x.Line = n
			d.List = append(d.List, *x)
		}
	}
	if err := d.index(); err != nil {
		errs = append(errs, fmt.Errorf("%s: %w", name, err))
	}
	return d, errors.Join(errs...)
}

func parseDecision(line string) (*Decision, error) {
	line = strings.TrimSpace(line)
	if line == "" || strings.HasPrefix(line, "#") {
		return nil, nil
	}
	words, note, err := split(line)
	if err != nil {
		return nil, err
	}
	d := Decision{Verb: words[0], Note: note}
	words = words[1:]
	switch d.Verb {
	case Merge, Never:
		d.IDs = words
	case Rename:
		if len(words) < 2 {
			return nil, errors.New("rename wants an id and a name")
		}
		d.IDs, d.As = words[:1], strings.Join(words[1:], " ")
		if strings.TrimSpace(d.As) == "" {
			return nil, errors.New("rename wants an id and a name")
		}
		return &d, d.check()
	case Split, Reject:
		in := slices.Index(words, "in")
		if in < 0 {
			return nil, fmt.Errorf("%s wants an id, in and the documents", d.Verb)
		}
		d.IDs, d.Docs = words[:in], words[in+1:]
		if d.Verb == Split {
			as := len(d.Docs) - 2 // a document may be called "as", too
			if as < 0 || d.Docs[as] != "as" {
				return nil, errors.New("split wants as and one id at its end")
			}
			d.Docs, d.As = d.Docs[:as], d.Docs[as+1]
		}
		if slices.Contains(d.Docs, "") {
			return nil, errors.New("a document without a name")
		}
	default:
		return nil, fmt.Errorf("no decision %q: want merge, split, never, rename or reject", d.Verb)
	}
	return &d, d.check()
}

// split parts a line at its blanks, and cuts off the remark behind a lone #;
// quotation marks keep both. A line that is not blank has a word.
func split(line string) (words []string, note string, err error) {
	for line = strings.TrimSpace(line); line != ""; line = strings.TrimSpace(line) {
		if strings.HasPrefix(line, `"`) {
			quoted, err := strconv.QuotedPrefix(line)
			if err != nil {
				return nil, "", errors.New("a quotation mark is not closed")
			}
			word, err := strconv.Unquote(quoted)
			if err != nil {
				return nil, "", fmt.Errorf("%s: %w", quoted, err)
			}
			words, line = append(words, word), line[len(quoted):]
			continue
		}
		i := strings.IndexFunc(line, unicode.IsSpace)
		if i < 0 {
			i = len(line)
		}
		if line[:i] == "#" {
			return words, strings.TrimSpace(line[i:]), nil
		}
		words, line = append(words, line[:i]), line[i:]
	}
	return words, "", nil
}

// quoted is s as one word of a line.
func quoted(s string) string {
	if s == "" || s == "#" || strings.ContainsFunc(s, unicode.IsSpace) || strings.ContainsRune(s, '"') || strconv.Quote(s) != `"`+s+`"` {
		return strconv.Quote(s)
	}
	return s
}

func (d *Decision) check() error {
	least, most := 1, 1
	switch d.Verb {
	case Merge:
		least, most = 2, 1000
	case Never:
		least, most = 2, 2
	}
	if len(d.IDs) < least || len(d.IDs) > most {
		return fmt.Errorf("%s wants %d ids, not %d", d.Verb, least, len(d.IDs))
	}
	ids := slices.Clone(d.IDs)
	if d.Verb == Split {
		ids = append(ids, d.As)
	}
	for _, id := range ids {
		kind, rest, ok := strings.Cut(id, "/")
		if !ok || kind == "" || rest == "" || strings.ContainsFunc(id, noID) {
			return fmt.Errorf("%q is no id such as person/angela-merkel", id)
		}
	}
	if (d.Verb == Split || d.Verb == Reject) && len(d.Docs) == 0 {
		return fmt.Errorf("%s wants a document behind in", d.Verb)
	}
	if d.Verb == Never && base(d.IDs[0]) == base(d.IDs[1]) {
		return fmt.Errorf("%s and %s are parted by what tells them apart; use split", d.IDs[0], d.IDs[1])
	}
	return nil
}

func noID(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune("<>\"{}|\\^`#", r) || r == unicode.ReplacementChar
}

// String is d as a line of the file.
func (d *Decision) String() string {
	parts := append([]string{d.Verb}, d.IDs...)
	if len(d.Docs) > 0 {
		parts = append(parts, "in")
		for _, doc := range d.Docs {
			parts = append(parts, quoted(doc))
		}
		if d.Verb == Split {
			parts = append(parts, "as")
		}
	}
	switch words := strings.Split(d.As, " "); {
	case d.As == "":
	case slices.ContainsFunc(words, func(w string) bool { return quoted(w) != w }):
		parts = append(parts, strconv.Quote(d.As)) // a name that is not plain words
	default:
		parts = append(parts, d.As)
	}
	line := strings.Join(parts, " ")
	if d.Note != "" {
		line += " # " + d.Note
	}
	return line
}

// base is an id without its mark.
func base(id string) string { b, _ := CutMark(id); return b }

// index makes the maps and finds decisions that contradict each other.
func (d *Decisions) index() error {
	d.kept, d.apart, d.names = map[string]string{}, map[[2]string]bool{}, map[string]string{}
	d.splits, d.rejected = map[[2]string]string{}, map[string]map[string]bool{}
	for _, x := range d.List {
		switch x.Verb {
		case Merge:
			keep := d.Kept(x.IDs[0])
			for _, id := range x.IDs[1:] {
				if old := d.Kept(id); old != keep {
					d.kept[old] = keep
				}
			}
		case Never:
			d.apart[[2]string{base(x.IDs[0]), base(x.IDs[1])}] = true
			d.apart[[2]string{base(x.IDs[1]), base(x.IDs[0])}] = true
		case Rename:
			d.names[x.IDs[0]] = x.As
		case Split:
			for _, doc := range x.Docs {
				d.splits[[2]string{doc, x.IDs[0]}] = x.As
			}
		case Reject:
			for _, doc := range x.Docs {
				if d.rejected[doc] == nil {
					d.rejected[doc] = map[string]bool{}
				}
				d.rejected[doc][x.IDs[0]] = true
			}
		}
	}
	d.cited = map[string][]string{}
	for _, x := range d.List {
		if x.Verb == Merge || x.Verb == Rename {
			for _, id := range x.IDs {
				d.cited[base(id)] = append(d.cited[base(id)], id)
			}
		}
	}
	for b, ids := range d.cited {
		slices.Sort(ids)
		d.cited[b] = slices.Compact(ids)
	}
	d.keepers = map[string]bool{}
	for id := range d.kept {
		d.keepers[d.Kept(id)] = true
	}
	for _, x := range d.List {
		if x.Verb == Never && d.Kept(x.IDs[0]) == d.Kept(x.IDs[1]) {
			return fmt.Errorf("line %d: %s and %s were merged; one of the two decisions must go", x.Line, x.IDs[0], x.IDs[1])
		}
	}
	return nil
}

// Kept is the id under which a merged one is kept; others are their own.
func (d *Decisions) Kept(id string) string {
	for {
		next, ok := d.kept[id]
		if !ok {
			return id
		}
		id = next
	}
}

// IsKept reports whether others are merged into id.
func (d *Decisions) IsKept(id string) bool { return d.keepers[id] }

// Cited are the ids of merges and renames that go by this id, marks aside,
// sorted.
func (d *Decisions) Cited(base string) []string { return d.cited[base] }

// Apart reports whether people keep the two ids apart.
func (d *Decisions) Apart(a, b string) bool { return len(d.apart) > 0 && d.apart[[2]string{a, b}] }

// NameOf is what people call id, "" if they say nothing.
func (d *Decisions) NameOf(id string) string { return d.names[id] }

// SplitOff is the id that people give to what the record of doc calls id, ""
// if they say nothing.
func (d *Decisions) SplitOff(doc, id string) string { return d.splits[[2]string{doc, id}] }

// Rejected are the claims of doc that people reject.
func (d *Decisions) Rejected(doc string) map[string]bool { return d.rejected[doc] }
