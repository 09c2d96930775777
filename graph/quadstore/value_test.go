package quadstore

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
)

// FuzzValue: what can be encoded comes back the same, under a key of bounded
// length.
func FuzzValue(f *testing.F) {
	f.Add(byte(0), "parley:met", "", int64(0))
	f.Add(byte(3), "naïve", "fr", int64(-1))
	f.Add(byte(4), "0.9", "http://www.w3.org/2001/XMLSchema#decimal", int64(1<<62))
	f.Add(byte(8), "\xff", "", int64(1))
	f.Fuzz(func(t *testing.T, kind byte, text, tag string, n int64) {
		all := []quad.Value{
			quad.IRI(text), quad.BNode(text), quad.String(text), quad.LangString{Value: quad.String(text), Lang: tag},
			quad.TypedString{Value: quad.String(text), Type: quad.IRI(tag)}, quad.Int(n), quad.Float(float64(n)), quad.Bool(n > 0),
			quad.Time(time.Unix(n>>20, n&0xfffff).UTC()),
		}
		v := all[int(kind)%len(all)]
		b, err := encodeValue(v)
		if errors.Is(err, ErrQuad) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		got, err := decodeValue(b)
		if err != nil || got != v {
			t.Fatalf("%#v became %#v, %v", v, got, err)
		}
		if key := valueKey(b); len(key) > longest || len(b) <= longest && key[0] == longKey {
			t.Fatalf("key %x", key)
		}
	})
}

// FuzzDamagedValue: any bytes are a value that encodes to the same bytes, or
// damage, never a panic.
func FuzzDamagedValue(f *testing.F) {
	for _, s := range []string{"", "i", "l\x02enx", "l\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01x", "I12345678", "T1", "B\x02", "?"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		v, err := decodeValue(b)
		if err != nil {
			if !errors.Is(err, ErrDamaged) {
				t.Fatal(err)
			}
			return
		}
		if again, err := encodeValue(v); err == nil && !bytes.Equal(again, b) {
			if back, err := decodeValue(again); err != nil || back != v {
				t.Fatalf("%x is %#v is %x", b, v, again)
			}
		}
	})
}
