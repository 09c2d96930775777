package perceptron

import (
	"cmp"
	"math"
	"slices"
)

// Trainer learns weights. It is used by one goroutine.
type Trainer struct {
	classes []string
	slots   []int32 // open addressing by feature: index in rows + 1, 0 where free
	rows    []row
	now     int32 // decisions so far, for averaging
	closed  bool  // no more rows
}

type row struct {
	feature uint64
	cells   []weight
	updates int32
}

type weight struct {
	class uint8
	since int32
	w     float32
	sum   float64 // of w over time, up to since
}

// NewTrainer learns to tell the classes apart, at most 256.
func NewTrainer(classes []string) *Trainer {
	return &Trainer{classes: slices.Clone(classes), slots: make([]int32, 1<<16)}
}

// slot is where the row of the feature is, or the free slot where it belongs.
func (t *Trainer) slot(feature uint64) *int32 {
	mask := len(t.slots) - 1
	for at := int(short(feature)) & mask; ; at = (at + 1) & mask {
		s := &t.slots[at]
		if *s == 0 || t.rows[*s-1].feature == feature {
			return s
		}
	}
}

// Score adds the present weights of the features to scores.
func (t *Trainer) Score(features []uint64, scores []float32) {
	for _, f := range features {
		if s := *t.slot(f); s > 0 {
			for i := range t.rows[s-1].cells {
				c := &t.rows[s-1].cells[i]
				scores[c.class] += c.w
			}
		}
	}
}

// Tick counts one decision, right or wrong: averages are over decisions.
func (t *Trainer) Tick() { t.now++ }

// Update moves the weights of the features towards truth and from guess.
func (t *Trainer) Update(features []uint64, truth, guess int) {
	for _, f := range features {
		s := t.slot(f)
		if *s == 0 && t.closed {
			continue
		}
		if *s == 0 {
			t.rows = append(t.rows, row{feature: f})
			*s = int32(len(t.rows))
			if 2*len(t.rows) > len(t.slots) {
				t.grow()
			}
		}
		r := &t.rows[*t.slot(f)-1]
		r.updates++
		r.add(uint8(truth), 1, t.now)
		r.add(uint8(guess), -1, t.now)
	}
}

func (t *Trainer) grow() {
	t.slots = make([]int32, 2*len(t.slots))
	for i := range t.rows {
		*t.slot(t.rows[i].feature) = int32(i + 1)
	}
}

// Narrow forgets the rows that were updated fewer times, and takes in no new
// ones from then on. What is trained after it makes up for the loss, as it
// cannot for what [Trainer.Model] prunes.
func (t *Trainer) Narrow(updates int) {
	t.rows = slices.DeleteFunc(t.rows, func(r row) bool { return int(r.updates) < updates })
	t.closed = true
	clear(t.slots)
	for i := range t.rows {
		*t.slot(t.rows[i].feature) = int32(i + 1)
	}
}

func (r *row) add(class uint8, by float32, now int32) {
	for i := range r.cells {
		c := &r.cells[i]
		if c.class == class {
			c.sum += float64(now-c.since) * float64(c.w)
			c.since = now
			c.w += by
			return
		}
	}
	r.cells = append(r.cells, weight{class: class, w: by, since: now})
}

// Prune says what is too weak to be kept.
type Prune struct {
	Updates int     // rows updated fewer times
	Row     float64 // rows without a weight that big
	Cell    float64 // single weights smaller than that
}

// Model is what was learnt, averaged and pruned. The same training gives the
// same model.
func (t *Trainer) Model(p Prune) *Model {
	type kept struct {
		key   uint32
		cells []weight // w averaged
		total float64
	}
	var rows []kept
	largest := 0.0
	for _, r := range t.rows {
		k := kept{key: short(r.feature)}
		strongest := 0.0
		for _, c := range r.cells {
			w := (c.sum + float64(t.now-c.since)*float64(c.w)) / float64(max(1, t.now))
			if math.Abs(w) >= p.Cell {
				k.cells = append(k.cells, weight{class: c.class, w: float32(w)})
				strongest = max(strongest, math.Abs(w))
				k.total += math.Abs(w)
			}
		}
		if int(r.updates) >= p.Updates && strongest >= p.Row && strongest > 0 {
			rows = append(rows, k)
			largest = max(largest, strongest)
		}
	}
	// Of two features with one short key the stronger one stays.
	slices.SortStableFunc(rows, func(a, b kept) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(b.total, a.total))
	})
	rows = slices.CompactFunc(rows, func(a, b kept) bool { return a.key == b.key })
	m := &Model{Classes: t.classes}
	m.setScale(largest)
	m.grow(len(rows))
	for _, r := range rows {
		slices.SortFunc(r.cells, func(a, b weight) int { return cmp.Compare(a.class, b.class) })
		first := len(m.cells)
		for _, c := range r.cells {
			if v := int8(math.Copysign(math.Round(127*math.Sqrt(math.Abs(float64(c.w))/largest)), float64(c.w))); v != 0 {
				m.cells = append(m.cells, cell(c.class, v))
			}
		}
		if n := len(m.cells) - first; n > 0 {
			m.put(slot{r.key, uint32(first), uint32(n)})
		}
	}
	return m
}
