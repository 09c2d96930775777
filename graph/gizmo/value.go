package gizmo

import (
	"strconv"
	"time"

	"github.com/cayleygraph/quad"
)

// Kind tells values apart that have the same text.
type Kind string

// The kinds. None is a row's empty cell.
const (
	None   Kind = ""
	IRI    Kind = "iri"
	BNode  Kind = "bnode"
	String Kind = "string"
	Lang   Kind = "lang"  // a string with a language tag
	Typed  Kind = "typed" // a literal with a type that has no kind of its own
	Int    Kind = "int"
	Float  Kind = "float"
	Bool   Kind = "bool"
	Time   Kind = "time"
	JSON   Kind = "json" // an array or object that the program emitted
)

// Value is one cell.
type Value struct {
	Kind Kind
	Text string // the IRI without brackets, the string, the number in digits, RFC 3339, JSON
	Lang string // language tag of Lang
	Type string // type IRI of Typed
}

// valueOf is v as a cell.
func valueOf(v quad.Value) Value {
	switch v := v.(type) {
	case nil:
		return Value{}
	case quad.IRI:
		return Value{Kind: IRI, Text: string(v)}
	case quad.BNode:
		return Value{Kind: BNode, Text: string(v)}
	case quad.String:
		return Value{Kind: String, Text: string(v)}
	case quad.LangString:
		return Value{Kind: Lang, Text: string(v.Value), Lang: v.Lang}
	case quad.TypedString:
		return Value{Kind: Typed, Text: string(v.Value), Type: string(v.Type)}
	case quad.Int:
		return Value{Kind: Int, Text: strconv.FormatInt(int64(v), 10)}
	case quad.Float:
		return Value{Kind: Float, Text: formatFloat(float64(v))}
	case quad.Bool:
		return Value{Kind: Bool, Text: strconv.FormatBool(bool(v))}
	case quad.Time:
		return Value{Kind: Time, Text: time.Time(v).UTC().Format(time.RFC3339Nano)}
	default:
		return Value{Kind: String, Text: v.String()}
	}
}

// formatFloat is f so that it is read back as f, in the spelling of XML
// Schema for what is no number.
func formatFloat(f float64) string {
	s := strconv.FormatFloat(f, 'g', -1, 64)
	switch s {
	case "+Inf":
		return "INF"
	case "-Inf":
		return "-INF"
	}
	return s
}
