package arc_test

import (
	"math/rand"
	"slices"
	"testing"

	"parley/extract/parse/arc"
	"parley/extract/text"
)

// projective makes the heads of a tree of n tokens without crossing arcs; the
// root is n.
func projective(rnd *rand.Rand, n int) []int {
	heads := make([]int, n)
	var hang func(first, last, head int)
	hang = func(first, last, head int) { // the tokens between hang from head, directly or not
		for first < last {
			end := first + 1 + rnd.Intn(last-first)
			top := first + rnd.Intn(end-first)
			heads[top] = head
			hang(first, top, top)
			hang(top+1, end, top)
			first = end
		}
	}
	top := rnd.Intn(n)
	heads[top] = n
	hang(0, top, top)
	hang(top+1, n, top)
	return heads
}

// crossed makes a tree with arcs as they come.
func crossed(rnd *rand.Rand, n int) []int {
	order, heads := rnd.Perm(n), make([]int, n)
	heads[order[0]] = n
	for i := 1; i < n; i++ {
		heads[order[i]] = order[rnd.Intn(i)]
	}
	return heads
}

func begin(n int) *arc.State {
	toks := make([]text.Token, n)
	for i := range toks {
		toks[i] = text.Token{Norm: string(rune('a' + i%26)), UPOS: "X", XPOS: "FW"}
	}
	return arc.New(toks)
}

func allowed(s *arc.State) []int {
	var out []int
	for a := range arc.Actions {
		if s.Allowed(a) {
			out = append(out, a)
		}
	}
	return out
}

// checkTree wants one token to hang from the root, and all others from it.
func checkTree(t *testing.T, heads []int) {
	t.Helper()
	n, roots := len(heads), 0
	for i := range heads {
		if heads[i] == n {
			roots++
		}
		at, steps := i, 0
		for ; at != n && steps <= n; steps++ {
			if at < 0 || at > n {
				t.Fatalf("token %d: head outside: %v", i, heads)
			}
			at = heads[at]
		}
		if at != n {
			t.Fatalf("token %d is in a cycle: %v", i, heads)
		}
	}
	if roots != 1 {
		t.Fatalf("%d roots: %v", roots, heads)
	}
}

// TestOracle: who always takes an action that costs nothing, whichever, ends
// with the gold tree; and there always is one.
func TestOracle(t *testing.T) {
	for seed := range int64(300) {
		rnd := rand.New(rand.NewSource(seed))
		gold := projective(rnd, 1+rnd.Intn(12))
		s := begin(len(gold))
		for !s.Done() {
			free := slices.DeleteFunc(allowed(s), func(a int) bool { return s.Cost(a, gold) > 0 })
			if len(free) == 0 {
				t.Fatalf("seed %d: nothing is free on the way to %v", seed, gold)
			}
			s.Do(free[rnd.Intn(len(free))], 0)
		}
		if !slices.Equal(s.Heads, gold) {
			t.Fatalf("seed %d: got %v, want %v", seed, s.Heads, gold)
		}
	}
}

// TestCost: from any state, after any mistakes, the arcs lost are those that
// were paid for. Of a projective tree each arc that is still possible can be
// had together with all the others (Goldberg and Nivre 2013: arc
// decomposability), so the cheapest way loses nothing more.
func TestCost(t *testing.T) {
	for seed := range int64(500) {
		rnd := rand.New(rand.NewSource(seed))
		gold := projective(rnd, 1+rnd.Intn(10))
		s := begin(len(gold))
		paid, mistakes := 0, rnd.Intn(4)
		for !s.Done() {
			actions := allowed(s)
			slices.SortStableFunc(actions, func(a, b int) int { return s.Cost(a, gold) - s.Cost(b, gold) })
			do := actions[0]
			if mistakes > 0 && rnd.Intn(3) == 0 {
				mistakes--
				do = actions[len(actions)-1]
			}
			paid += s.Cost(do, gold)
			s.Do(do, 0)
		}
		lost := 0
		for i := range gold {
			if s.Heads[i] != gold[i] {
				lost++
			}
		}
		if lost != paid {
			t.Fatalf("seed %d: %d arcs of %v lost, %d paid for: %v", seed, lost, gold, paid, s.Heads)
		}
	}
}

// TestTrees: whatever is done, it ends in a tree, after two actions a token.
func TestTrees(t *testing.T) {
	for seed := range int64(200) {
		rnd := rand.New(rand.NewSource(seed))
		n := 1 + rnd.Intn(40)
		s, gold := begin(n), crossed(rnd, n)
		var features []uint64
		actions, number := 0, 0
		for ; !s.Done(); actions++ {
			features = s.Features(features[:0])
			if number == 0 {
				number = len(features)
			}
			if len(features) != number {
				t.Fatalf("%d features, before %d", len(features), number)
			}
			can := allowed(s)
			do := can[rnd.Intn(len(can))]
			if s.Cost(do, gold) < 0 {
				t.Fatal("an action that gives arcs back")
			}
			if do != arc.Shift {
				head, dep := s.Arc(do)
				features = s.ArcFeatures(features[:0], head, dep)
			}
			s.Do(do, uint64(do))
		}
		if actions != 2*n {
			t.Errorf("%d actions for %d tokens", actions, n)
		}
		checkTree(t, s.Heads)
	}
	if s := begin(0); !s.Done() {
		t.Error("no tokens, and something to do")
	}
}
