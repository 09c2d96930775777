package gizmo

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"unicode"
	"unicode/utf8"
)

// maxCell bounds what a table shows of a cell; JSON and CSV have all of it.
const maxCell = 72

// WriteTable writes r for people: a line for each row, cells as [Value.Short],
// shortened where they would break the table.
func (r *Result) WriteTable(w io.Writer) error {
	if len(r.Rows) == 0 {
		_, err := fmt.Fprintln(w, "nothing found")
		return err
	}
	var table bytes.Buffer
	tw := tabwriter.NewWriter(&table, 0, 0, 2, ' ', 0)
	line := func(cells []string) {
		for i, c := range cells {
			if runes := []rune(c); len(runes) > maxCell {
				cells[i] = string(runes[:maxCell-1]) + "…"
			}
		}
		fmt.Fprintln(tw, strings.Join(cells, "\t"))
	}
	heads := make([]string, len(r.Columns))
	for i, c := range r.Columns {
		heads[i] = escape(c)
	}
	line(heads)
	for _, row := range r.Rows {
		line(short(row))
	}
	if err := tw.Flush(); err != nil {
		return err
	}
	for l := range strings.Lines(table.String()) {
		if _, err := fmt.Fprintln(w, strings.TrimRight(l, " \n")); err != nil {
			return err
		}
	}
	return nil
}

func short(row []Value) []string {
	out := make([]string, len(row))
	for i, v := range row {
		out[i] = v.Short()
	}
	return out
}

// WriteCSV writes r as CSV with a head line. Cells are as [Value.Short], so
// that kinds stay apart and no text can begin a formula of a spreadsheet, and
// so are names of columns that do not begin with a letter or digit; a row has
// an empty cell where it lacks the column.
func (r *Result) WriteCSV(w io.Writer) error {
	cw := csv.NewWriter(w)
	if len(r.Columns) > 0 {
		heads := slices.Clone(r.Columns)
		for i, c := range heads {
			if first, _ := utf8.DecodeRuneInString(c); !unicode.IsLetter(first) && !unicode.IsDigit(first) {
				heads[i] = Value{Kind: String, Text: c}.String()
			}
		}
		if err := cw.Write(heads); err != nil {
			return err
		}
	}
	for _, row := range r.Rows {
		if err := cw.Write(short(row)); err != nil {
			return err
		}
	}
	cw.Flush()
	return cw.Error()
}

// WriteJSON writes r as one object, a row on a line:
//
//	{"columns":["id","name"],"truncated":false,"rows":[
//	{"id":{"type":"iri","value":"parley:place/yalta"},"name":{"type":"literal","value":"Yalta"}}
//	]}
//
// Values are much as in the SPARQL 1.1 results format. type is iri, bnode,
// literal or json; a literal may have a lang or a datatype, and its value is
// always text; the value of json is the array or object that the program
// emitted. IRIs are spelled as in the graph, prefixes and all. A row lacks the
// columns it has no value for.
func (r *Result) WriteJSON(w io.Writer) error {
	head, err := encode(append([]string{}, r.Columns...))
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(w, `{"columns":%s,"truncated":%t,"rows":[`, head, r.Truncated); err != nil {
		return err
	}
	for i, row := range r.Rows {
		cells := map[string]jsonValue{} // encoded by column, sorted
		for k, v := range row {
			if v.Kind != None {
				cells[r.Columns[k]] = v.json()
			}
		}
		b, err := encode(cells)
		if err != nil {
			return err
		}
		end := ","
		if i == len(r.Rows)-1 {
			end = ""
		}
		if i == 0 {
			b = append([]byte("\n"), b...)
		}
		if _, err := fmt.Fprintf(w, "%s%s\n", b, end); err != nil {
			return err
		}
	}
	_, err = fmt.Fprintln(w, "]}")
	return err
}

type jsonValue struct {
	Type     string `json:"type"`
	Value    any    `json:"value"`
	Lang     string `json:"lang,omitempty"`
	Datatype string `json:"datatype,omitempty"`
}

func (v Value) json() jsonValue {
	switch v.Kind {
	case IRI, BNode:
		return jsonValue{Type: string(v.Kind), Value: v.Text}
	case JSON:
		return jsonValue{Type: "json", Value: json.RawMessage(v.Text)}
	}
	out := jsonValue{Type: "literal", Value: v.Text, Lang: v.Lang, Datatype: v.Type}
	switch v.Kind {
	case Int:
		out.Datatype = xsd + "integer"
	case Float:
		out.Datatype = xsd + "double"
	case Bool:
		out.Datatype = xsd + "boolean"
	case Time:
		out.Datatype = xsd + "dateTime"
	}
	return out
}

// encode is v as JSON, without the escapes for HTML.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}
