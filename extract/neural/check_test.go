package neural

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"testing"
)

// modelFile is the model that parley ships, or the one that $PARLEY_MODEL names.
func modelFile(tb testing.TB) []byte {
	path := os.Getenv("PARLEY_MODEL")
	if path == "" {
		return embedded
	}
	data, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

func trained(tb testing.TB) *Reader {
	r, err := New(modelFile(tb))
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

// checked is a sentence of check.json: see train/README.md.
type checked struct {
	Forms     []string
	Pieces    [][]string
	PieceRows []int32 `json:"piece_rows"`
	Case      []uint8
	Hashed    [][slots]int32
	Encoded   [][]float64 `json:"encoded_first_16"`
	Word      [][]float64 `json:"word_last_16"`
	Tag       [][]float64 `json:"tag_scores"`
	Name      [][]float64 `json:"name_scores"`
	Arc       [][]float64 `json:"arc_scores"`
	Label     [][]float64 `json:"label_scores"`
	Tags      []string
	Heads     []int
	Labels    []string
	Names     []string
}

// difference tells of many numbers how far two computations are apart.
type difference struct {
	n, most, sum float64
	scale        float64 // mean absolute value of what is wanted
}

func (d *difference) rows(t *testing.T, what string, got func(row int) []float32, want [][]float64, width int) {
	t.Helper()
	for i, row := range want {
		g := got(i)
		if len(row) != width || len(g) != width {
			t.Fatalf("%s: row %d has %d numbers, ours %d; want %d", what, i, len(row), len(g), width)
		}
		for j, v := range row {
			x := math.Abs(float64(g[j]) - v)
			d.n, d.most, d.sum, d.scale = d.n+1, max(d.most, x), d.sum+x, d.scale+math.Abs(v)
		}
	}
}

// TestCheck holds the reading of a trained model against what its trainer
// computed with the same integers (testdata/check.json, or $PARLEY_CHECK of
// $PARLEY_MODEL). Floats are added in another order there, so
// that in a long sentence some activation may be rounded to the other side,
// which all that follows multiplies: such a sentence has to be near, and the
// others, a third at least, the same.
func TestCheck(t *testing.T) {
	path := cmp.Or(os.Getenv("PARLEY_CHECK"), "testdata/check.json")
	r := trained(t)
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var sentences []checked
	if err := json.Unmarshal(raw, &sentences); err != nil {
		t.Fatal(err)
	}
	if len(sentences) < 5 {
		t.Fatalf("%s has %d sentences", path, len(sentences))
	}
	exact, wrong, words := 0, 0, 0
	for _, s := range sentences {
		most, answers := checkSentence(t, r, s)
		if most < 0.005 { // check.json has four digits
			exact++
			if answers > 0 {
				t.Errorf("%q: the same scores, but other answers", s.Forms)
			}
		}
		wrong, words = wrong+answers, words+len(s.Forms)
	}
	t.Logf("%d of %d sentences are exact; %d of %d words are read otherwise", exact, len(sentences), wrong, words)
	if 3*exact < len(sentences) || 20*wrong > words {
		t.Error("too far apart")
	}
}

// checkSentence returns the greatest difference of all scores, as a share of
// their mean size, and how many words are read in another way.
func checkSentence(t *testing.T, r *Reader, s checked) (most float64, answers int) {
	m := r.model
	w := &work{model: m, set: r.set}
	out := []Reading{{Words: make([]Word, len(s.Forms))}}
	if err := w.spelling.spell(context.Background(), m, s.Forms); err != nil {
		t.Fatal(err)
	}
	w.add(0, 0, len(s.Forms))
	checkSpelling(t, w, s)
	w.encode()
	compare := func(what string, want [][]float64, width int, got func(int) []float32) {
		t.Helper()
		var d difference
		d.rows(t, what, got, want, width)
		mean, scale := d.sum/d.n, d.scale/d.n
		t.Logf("%2d words, %-8s of mean size %6.3f differ by %.5f in the mean, %.4f at most", len(s.Forms), what, scale, mean, d.most)
		if mean > 0.1*scale {
			t.Errorf("%q: %s too far apart", s.Forms, what)
		}
		most = max(most, d.most/scale)
	}
	row := func(x []float32, width, from, to int) func(int) []float32 {
		return func(i int) []float32 { return x[i*width:][from:to] }
	}
	compare("encoded", s.Encoded, 16, row(w.mixed, m.width, 0, 16))
	w.read(out)
	n, size := len(s.Forms), len(w.vectors)/len(s.Forms)
	tags, names := len(m.tags), len(m.names.types)
	compare("word", s.Word, 16, row(w.vectors, size, size-16, size))
	compare("tag", s.Tag, tags, row(w.scores[0], tags, 0, tags))
	compare("name", s.Name, names, row(w.scores[1], names, 0, names))
	compare("arc", s.Arc, n+1, row(w.arcs.scores, n+1, 0, n+1))
	for _, a := range w.labels.arcs {
		if int(a.head)+1 == s.Heads[a.dependent] {
			// Alone, so that the pairs of its head are in place.
			w.labels.heads = append(w.labels.heads[:0], a.head)
			w.labels.multiply(w)
			w.labels.score(w, 0, a)
			compare("label", s.Label[a.dependent:a.dependent+1], len(m.labels), func(int) []float32 { return w.labels.scores })
		}
	}
	return most, wrongAnswers(t, out[0], s)
}

func checkSpelling(t *testing.T, w *work, s checked) {
	t.Helper()
	if !slices.Equal(w.pieces, s.PieceRows) || !slices.Equal(w.class, s.Case) {
		t.Errorf("%q:\npieces %v, want %v\ncases  %v, want %v", s.Forms, w.pieces, s.PieceRows, w.class, s.Case)
	}
	for i, word := range w.words {
		if word.hashed != s.Hashed[i] || word.pieces != len(s.Pieces[i]) {
			t.Errorf("%q: hashed %v in %d pieces, want %v in %q", s.Forms[i], word.hashed, word.pieces, s.Hashed[i], s.Pieces[i])
		}
	}
}

// wrongAnswers counts the words that are read otherwise, and logs them.
func wrongAnswers(t *testing.T, r Reading, s checked) (wrong int) {
	t.Helper()
	names := bioOf(r)
	for i, w := range r.Words {
		got := fmt.Sprint(w.UPOS, "|", w.XPOS, " ", w.Head+1, " ", w.Rel, " ", names[i])
		if want := fmt.Sprint(s.Tags[i], " ", s.Heads[i], " ", s.Labels[i], " ", s.Names[i]); got != want {
			t.Logf("%q: %s is %s, want %s", s.Forms, s.Forms[i], got, want)
			wrong++
		}
	}
	return wrong
}

// bioOf are the labels of a reading's names.
func bioOf(r Reading) []string {
	out := make([]string, len(r.Words))
	for i := range out {
		out[i] = "O"
	}
	for _, n := range r.Names {
		out[n.First] = "B-" + n.Type
		for i := n.First + 1; i < n.Last; i++ {
			out[i] = "I-" + n.Type
		}
	}
	return out
}
