package neural

import "fmt"

// bio is the inventory of name labels: O for no name, B-X for the first token
// of an X and I-X for each further one.
type bio struct {
	types []string // of each label; "" of O
	first []bool
	// before lists the labels that may stand before each, in their order; all
	// but those of I-X.
	before [][]int
	// begins says which may stand first.
	begins []bool
}

func newBIO(labels []string) (*bio, error) {
	b := &bio{}
	outside := false
	for i, l := range labels {
		switch {
		case l == "O":
			b.types, outside = append(b.types, ""), true
		case len(l) > 2 && (l[:2] == "B-" || l[:2] == "I-"):
			b.types = append(b.types, l[2:])
		default:
			return nil, fmt.Errorf("list names: entry %d, %q, is none of O, B-X and I-X", i, l)
		}
		b.first = append(b.first, l[0] == 'B')
	}
	if !outside {
		return nil, fmt.Errorf("list names: no O")
	}
	for i, l := range labels {
		b.begins = append(b.begins, l[0] != 'I')
		var before []int
		for j := range labels {
			if l[0] != 'I' || b.types[j] == b.types[i] {
				before = append(before, j)
			}
		}
		b.before = append(b.before, before)
	}
	return b, nil
}

// path is scratch memory of the best sequence of labels.
type path struct {
	sum, next []float64
	back      []int32 // a row a token
	labels    []int
}

// best is the sequence with the greatest sum of scores (a row for each of one
// or more tokens) in which I-X follows only B-X and I-X (Viterbi 1967). Ties go to the lowest label. The
// result is valid until the next call.
func (p *path) best(b *bio, scores []float32) []int {
	k := len(b.types)
	n := len(scores) / k
	p.sum, p.next = append(p.sum[:0], make([]float64, k)...), append(p.next[:0], make([]float64, k)...)
	p.back, p.labels = append(p.back[:0], make([]int32, n*k)...), append(p.labels[:0], make([]int, n)...)
	for to := range k {
		p.sum[to] = value(scores[to])
		if !b.begins[to] {
			p.sum[to] += never
		}
	}
	for i := 1; i < n; i++ {
		for to := range k {
			from, top := -1, 0.0
			for _, f := range b.before[to] {
				if from < 0 || p.sum[f] > top {
					from, top = f, p.sum[f]
				}
			}
			p.next[to], p.back[i*k+to] = top+value(scores[i*k+to]), int32(from)
		}
		p.sum, p.next = p.next, p.sum
	}
	last := 0
	for to := range k {
		if p.sum[to] > p.sum[last] {
			last = to
		}
	}
	for i := n - 1; i >= 0; i-- {
		p.labels[i] = last
		last = int(p.back[i*k+last])
	}
	return p.labels
}

// never is below any sum of scores.
const never = 1e6 * worst

// names adds the names of a sequence of labels, which begin at token first.
func (b *bio) names(out []Name, labels []int, first int) []Name {
	open := false
	for i, l := range labels {
		switch {
		case b.types[l] == "":
			open = false
		case b.first[l] || !open:
			out = append(out, Name{First: first + i, Last: first + i + 1, Type: b.types[l]})
			open = true
		default:
			out[len(out)-1].Last++
		}
	}
	return out
}
