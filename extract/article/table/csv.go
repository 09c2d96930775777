package table

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"strings"
)

// Comma is the separator of a table that begins with head, and whether head
// looks like the beginning of a table with usual names of columns, text among
// them (or a name that m gives).
func Comma(head []byte, m Map) (rune, bool) {
	line, _, _ := bytes.Cut(bytes.TrimPrefix(head, []byte("\ufeff")), []byte("\n"))
	for _, c := range []rune{'\t', ',', ';', '|'} {
		r := csv.NewReader(bytes.NewReader(line))
		r.Comma, r.LazyQuotes = c, true
		names, err := r.Read()
		if err != nil || len(names) < 2 {
			continue
		}
		g := m.Guess(names)
		has := false
		for _, n := range names {
			has = has || n == g["text"]
		}
		if has && (len(g) > 1 || len(m) > 0) {
			return c, true
		}
	}
	return 0, false
}

// Rows reads the rows of a table. A row that is wrong costs that row only;
// what cannot be read on ends it.
type Rows struct {
	csv   *csv.Reader
	names map[string]int
	row   []string
	Map   Map
	Line  int // of the row
}

// OpenRows reads the head of a table.
func OpenRows(in io.Reader, comma rune, m Map) (*Rows, error) {
	r := csv.NewReader(in)
	r.Comma, r.LazyQuotes, r.FieldsPerRecord, r.ReuseRecord = comma, true, -1, true
	head, err := r.Read()
	if err != nil {
		return nil, fmt.Errorf("the first line, which names the columns: %w", err)
	}
	t := &Rows{csv: r, names: map[string]int{}}
	names := make([]string, len(head))
	for i, n := range head {
		names[i] = strings.TrimPrefix(strings.Clone(n), "\ufeff")
		if _, twice := t.names[names[i]]; !twice {
			t.names[names[i]] = i
		}
	}
	t.Map = m.Guess(names)
	for f, n := range m {
		if _, ok := t.names[n]; !ok {
			return nil, fmt.Errorf("there is no column %q for %s; there are %s", n, f, strings.Join(names, ", "))
		}
	}
	return t, nil
}

// Next goes to the next row; io.EOF is the end.
func (t *Rows) Next() error {
	row, err := t.csv.Read()
	t.row = row
	t.Line++
	if len(row) > 0 {
		t.Line, _ = t.csv.FieldPos(0)
	}
	return err
}

// Get is the value of a column in this row; a short row's last are empty.
func (t *Rows) Get(name string) string {
	if i, ok := t.names[name]; ok && name != "" && i < len(t.row) {
		return strings.ToValidUTF8(t.row[i], "\ufffd")
	}
	return ""
}

// Row is the row as one text, for its hash.
func (t *Rows) Row() string { return strings.Join(t.row, "\x1f") }
