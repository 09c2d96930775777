package graph_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"parley/graph"
)

// news is the world of the benchmarks; $PARLEY_BENCH keeps its database in a
// file from run to run.
var news = newWorld(1, 5000)

const newsDocuments = 10_000

var newsDir string // to be removed by TestMain

// newsDB is the path of a database of 10,000 documents, made once a run.
var newsDB = sync.OnceValues(func() (string, error) {
	path := os.Getenv("PARLEY_BENCH")
	if path == "" {
		var err error
		if newsDir, err = os.MkdirTemp("", "parley-bench"); err != nil {
			return "", err
		}
		path = filepath.Join(newsDir, "news.db")
	} else if _, err := os.Stat(path); err == nil {
		return path, nil
	}
	s, err := graph.Open(path, graph.Options{})
	if err != nil {
		return "", err
	}
	for i := 0; i < newsDocuments; i += 64 {
		if err := load(s, i, min(64, newsDocuments-i)); err != nil {
			return "", err
		}
	}
	return path, s.Close()
})

func load(s *graph.Store, from, n int) error {
	_, err := s.Put(context.Background(), batch(from, n)...)
	return err
}

func batch(from, n int) []graph.Entry {
	var out []graph.Entry
	for i := range n {
		out = append(out, news.document(from+i))
	}
	return out
}

func benchStore(b *testing.B) *graph.Store {
	b.Helper()
	path, err := newsDB()
	if err != nil {
		b.Fatal(err)
	}
	s, err := graph.Open(path, graph.Options{ReadOnly: true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	return s
}

func BenchmarkOpen10k(b *testing.B) {
	path, err := newsDB()
	if err != nil {
		b.Fatal(err)
	}
	for _, readOnly := range []bool{true, false} {
		b.Run(fmt.Sprintf("readonly=%v", readOnly), func(b *testing.B) {
			for b.Loop() {
				s, err := graph.Open(path, graph.Options{ReadOnly: readOnly})
				if err != nil {
					b.Fatal(err)
				}
				s.Close()
			}
		})
	}
	s := benchStore(b)
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	documents, nodes, quads, err := s.Counts()
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("%d documents, %d nodes, %d quads, %d bytes: %.0f bytes a quad", documents, nodes, quads, info.Size(), float64(info.Size())/float64(quads))
}

// BenchmarkAsk10k puts the ready questions about the most frequent person, an
// average and a rare one.
func BenchmarkAsk10k(b *testing.B) {
	s := benchStore(b)
	ctx := context.Background()
	for _, rank := range []int{0, 50, 2000} {
		who := news.is("Person", rank)
		ids := []string{who.ID}
		for _, q := range []struct {
			name string
			ask  func() (*graph.Answer, error)
		}{
			{"who-met", func() (*graph.Answer, error) { return s.WhoMet(ctx, ids, false) }},
			{"who-met-brief", func() (*graph.Answer, error) { return s.Brief().WhoMet(ctx, ids, false) }},
			{"find+who-met", func() (*graph.Answer, error) {
				nodes, err := s.Find(ctx, who.Name)
				if err != nil {
					return nil, err
				}
				return s.WhoMet(ctx, []string{nodes[0].ID}, false)
			}},
			{"find-lower", func() (*graph.Answer, error) {
				_, err := s.Find(ctx, strings.ToLower(who.Aliases[0]))
				return &graph.Answer{}, err
			}},
			{"meetings", func() (*graph.Answer, error) {
				return s.Meetings(ctx, graph.MeetingFilter{Who: [][]string{ids}, All: true})
			}},
			{"meetings-brief", func() (*graph.Answer, error) {
				return s.Brief().Meetings(ctx, graph.MeetingFilter{Who: [][]string{ids}, All: true})
			}},
			{"offices", func() (*graph.Answer, error) { return s.Offices(ctx, ids) }},
			{"statements", func() (*graph.Answer, error) { return s.Statements(ctx, ids, "") }},
			{"why-met", func() (*graph.Answer, error) { return s.Why(ctx, ids, "met", nil) }},
			{"path", func() (*graph.Answer, error) { return s.Path(ctx, ids, []string{news.is("Person", 4900).ID}) }},
			{"draw", func() (*graph.Answer, error) {
				g, err := s.WhoMetWhom(ctx, ids)
				return &graph.Answer{Rows: make([]graph.Row, len(g.Edges))}, err
			}},
		} {
			b.Run(fmt.Sprintf("%s/rank=%d", q.name, rank), func(b *testing.B) {
				rows := 0
				for b.Loop() {
					a, err := q.ask()
					if err != nil {
						b.Fatal(err)
					}
					rows = len(a.Rows)
				}
				b.ReportMetric(float64(rows), "rows")
			})
		}
	}
}

// BenchmarkAdd puts one document into a database of 10,000 and waits for the
// disk.
func BenchmarkAdd(b *testing.B) {
	path, err := newsDB()
	if err != nil {
		b.Fatal(err)
	}
	copied := filepath.Join(b.TempDir(), "copy.db")
	whole, err := os.ReadFile(path)
	if err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(copied, whole, 0o600); err != nil {
		b.Fatal(err)
	}
	s, err := graph.Open(copied, graph.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	i := newsDocuments
	for b.Loop() {
		b.StopTimer()
		es := batch(i, 1)
		b.StartTimer()
		put(b, s, es...)
		i++
	}
}

// BenchmarkLoad fills an empty database in batches, waiting for the disk after each.
func BenchmarkLoad(b *testing.B) {
	for _, n := range []int{1, 64} {
		b.Run(fmt.Sprintf("batch=%d", n), func(b *testing.B) {
			s, err := graph.Open(filepath.Join(b.TempDir(), "x.db"), graph.Options{})
			if err != nil {
				b.Fatal(err)
			}
			defer s.Close()
			i := 0
			for b.Loop() {
				b.StopTimer()
				es := batch(i, n)
				b.StartTimer()
				put(b, s, es...)
				i += n
			}
			_, _, quads, err := s.Counts()
			if err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(i)/b.Elapsed().Seconds(), "documents/s")
			b.ReportMetric(float64(quads)/b.Elapsed().Seconds(), "quads/s")
		})
	}
}
