package ner

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
)

//go:embed data/clusters.gz
var clusterFile []byte

// cluster is where a word belongs: words of one cluster occur in like places.
// Zero is no cluster.
type cluster struct{ fine, coarse uint16 }

var clusters = sync.OnceValues(func() (map[string]cluster, error) {
	z, err := gzip.NewReader(bytes.NewReader(clusterFile))
	if err != nil {
		return nil, err
	}
	b, err := io.ReadAll(z)
	if err != nil {
		return nil, err
	}
	return readClusters(string(b))
})

// readClusters reads lines of word, fine and coarse cluster.
func readClusters(s string) (map[string]cluster, error) {
	out := make(map[string]cluster, strings.Count(s, "\n"))
	number := 0
	for l := range strings.Lines(s) {
		number++
		word, rest, _ := strings.Cut(strings.TrimSuffix(l, "\n"), "\t")
		fine, coarse, _ := strings.Cut(rest, "\t")
		f, err1 := strconv.ParseUint(fine, 10, 16)
		c, err2 := strconv.ParseUint(coarse, 10, 16)
		if err1 != nil || err2 != nil || f == 65535 || c == 65535 {
			return nil, fmt.Errorf("data/clusters.gz:%d: %q", number, l)
		}
		out[word] = cluster{uint16(f) + 1, uint16(c) + 1}
	}
	return out, nil
}
