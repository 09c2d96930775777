package quadstore

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"time"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
)

// A value is encoded as one byte for its kind and what follows; a language or
// a type is preceded by its length as a varint.
const (
	kindIRI    = 'i'
	kindBNode  = 'b'
	kindString = 's'
	kindLang   = 'l'
	kindTyped  = 't'
	kindInt    = 'I'
	kindFloat  = 'F'
	kindBool   = 'B'
	kindTime   = 'T'
	longKey    = 0xff // no kind: a key that holds a digest
)

// longest is the number of bytes up to which an encoded value is its own key.
const longest = 64

// encodeValue is the bytes of v. Values of other kinds than those above and
// text that is no UTF-8 are errors: no other tool could read them back.
func encodeValue(v quad.Value) ([]byte, error) {
	switch v := v.(type) {
	case quad.IRI:
		if v == "" {
			return nil, fmt.Errorf("%w: an IRI without a name", ErrQuad)
		}
		return encodeText(kindIRI, "", string(v))
	case quad.BNode:
		if v == "" {
			return nil, fmt.Errorf("%w: a blank node without a name", ErrQuad)
		}
		return encodeText(kindBNode, "", string(v))
	case quad.String:
		return encodeText(kindString, "", string(v))
	case quad.LangString:
		return encodeText(kindLang, v.Lang, string(v.Value))
	case quad.TypedString:
		return encodeText(kindTyped, string(v.Type), string(v.Value))
	case quad.Int:
		return binary.BigEndian.AppendUint64([]byte{kindInt}, uint64(v)), nil
	case quad.Float:
		return binary.BigEndian.AppendUint64([]byte{kindFloat}, math.Float64bits(float64(v))), nil
	case quad.Bool:
		if v {
			return []byte{kindBool, 1}, nil
		}
		return []byte{kindBool, 0}, nil
	case quad.Time:
		t := time.Time(v)
		b := binary.BigEndian.AppendUint64([]byte{kindTime}, uint64(t.Unix()))
		return binary.BigEndian.AppendUint32(b, uint32(t.Nanosecond())), nil
	}
	return nil, fmt.Errorf("%w: a value of type %T", ErrQuad, v)
}

func encodeText(kind byte, tag, text string) ([]byte, error) {
	if !utf8.ValidString(text) || !utf8.ValidString(tag) {
		return nil, fmt.Errorf("%w: %.40q is no UTF-8", ErrQuad, tag+text)
	}
	b := make([]byte, 0, 1+binary.MaxVarintLen32+len(tag)+len(text))
	b = append(b, kind)
	if kind == kindLang || kind == kindTyped {
		b = binary.AppendUvarint(b, uint64(len(tag)))
		b = append(b, tag...)
	}
	return append(b, text...), nil
}

func decodeValue(b []byte) (quad.Value, error) {
	bad := func() (quad.Value, error) {
		return nil, fmt.Errorf("%w: a value of %d bytes cannot be read", ErrDamaged, len(b))
	}
	if len(b) == 0 {
		return bad()
	}
	kind, b := b[0], b[1:]
	switch kind {
	case kindIRI:
		return quad.IRI(b), nil
	case kindBNode:
		return quad.BNode(b), nil
	case kindString:
		return quad.String(b), nil
	case kindLang, kindTyped:
		n, used := binary.Uvarint(b)
		if used <= 0 || n > uint64(len(b)-used) {
			return bad()
		}
		tag, text := string(b[used:used+int(n)]), quad.String(b[used+int(n):])
		if kind == kindLang {
			return quad.LangString{Value: text, Lang: tag}, nil
		}
		return quad.TypedString{Value: text, Type: quad.IRI(tag)}, nil
	}
	switch {
	case kind == kindInt && len(b) == 8:
		return quad.Int(binary.BigEndian.Uint64(b)), nil
	case kind == kindFloat && len(b) == 8:
		return quad.Float(math.Float64frombits(binary.BigEndian.Uint64(b))), nil
	case kind == kindBool && len(b) == 1:
		return quad.Bool(b[0] != 0), nil
	case kind == kindTime && len(b) == 12:
		return quad.Time(time.Unix(int64(binary.BigEndian.Uint64(b)), int64(binary.BigEndian.Uint32(b[8:]))).UTC()), nil
	}
	return bad()
}

// valueKey is the key in the bucket numbers of the encoded value b.
func valueKey(b []byte) []byte {
	if len(b) <= longest {
		return b
	}
	h := sha256.Sum256(b)
	return append([]byte{longKey}, h[:]...)
}
