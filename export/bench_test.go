package export_test

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"testing"

	"github.com/cayleygraph/quad"
	foreign "github.com/cayleygraph/quad/nquads"

	"parley/export"
)

// million yields n quads as a store would: claims with sentences.
func million(n int) export.Quads {
	return func(yield func(quad.Quad, error) bool) {
		for i := range n {
			claim := quad.IRI(fmt.Sprintf("parley:claim/%08x", i/5))
			q := quad.Quad{Subject: claim, Label: claim}
			switch i % 5 {
			case 0:
				q.Predicate, q.Object = quad.IRI("parley:confidence"), quad.TypedString{Value: "0.5333", Type: "http://www.w3.org/2001/XMLSchema#decimal"}
			case 1:
				q.Predicate, q.Object = quad.IRI("parley:document"), quad.IRI(fmt.Sprintf("parley:document/news/%06d.txt", i/500))
			case 2:
				q.Predicate, q.Object = quad.IRI("parley:sentence"), quad.String("The two ministers met in Geneva on Tuesday and said \"nothing new\" to the press.")
			case 3:
				q.Predicate, q.Object = quad.IRI("rdf:type"), quad.IRI("parley:Claim")
			case 4:
				q.Subject, q.Predicate, q.Object = quad.IRI(fmt.Sprintf("parley:person/p-%d", i%9973)), quad.IRI("parley:met"), quad.IRI(fmt.Sprintf("parley:person/p-%d", i%7919))
			}
			if !yield(q, nil) {
				return
			}
		}
	}
}

// watched counts bytes and keeps the largest heap it saw.
type watched struct{ bytes, heap uint64 }

func (w *watched) Write(p []byte) (int, error) {
	if before := w.bytes >> 24; (w.bytes+uint64(len(p)))>>24 != before { // each 16 MiB
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		w.heap = max(w.heap, m.HeapInuse)
	}
	w.bytes += uint64(len(p))
	return len(p), nil
}

// BenchmarkExport writes a million quads in each format that streams, and by
// quad's own writer of N-Quads; "source" is what making the quads costs.
func BenchmarkExport(b *testing.B) {
	const n = 1_000_000
	run := func(name string, write func(io.Writer) error) {
		b.Run(name, func(b *testing.B) {
			for range b.N {
				runtime.GC()
				w := &watched{}
				if err := write(w); err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(w.heap)/(1<<20), "heap-MiB")
				b.SetBytes(int64(w.bytes))
			}
			b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "quads/s")
		})
	}
	run("source", func(io.Writer) error {
		for range million(n) {
		}
		return nil
	})
	for _, f := range export.Formats {
		if f.Streams {
			run(f.Name, func(w io.Writer) error {
				return f.Write(context.Background(), w, export.Source{Quads: million(n)}, export.Options{})
			})
		}
	}
	run("quad's own nquads", func(w io.Writer) error {
		out := foreign.NewWriter(w)
		for q, err := range million(n) {
			if err != nil {
				return err
			}
			if err := out.WriteQuad(q); err != nil {
				return err
			}
		}
		return out.Close()
	})
}
