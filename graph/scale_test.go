package graph_test

import (
	"context"
	"flag"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"parley/graph"
	"parley/schema"
)

// TestScale measures what adding, asking and rebuilding cost as the archive
// grows. It is off unless it is told how many articles to make:
//
//	go test ./graph -run TestScale -v -timeout 2h -scale 100000 [-scale.dir FOLDER] [-scale.people 50000]
//
// At 10, 100, 1,000 … articles it prints a line.
var (
	scaleTo     = flag.Int("scale", 0, "TestScale: how many articles to make")
	scaleDir    = flag.String("scale.dir", "", "TestScale: folder of the database; without, a temporary one")
	scalePeople = flag.Int("scale.people", 20000, "TestScale: how many people there are")
)

var givenNames = strings.Fields(`Anna Boris Carla Dmitri Elena Farid Grace Hiro Ivan Jamila Karim Lucia Mehdi Nadia Olga Pavel Rosa Samir Tomas Ursula Viktor Wanda Xenia Yusuf
Zainab Andrei Bruno Chen Diego Emma Franz Greta Hassan Ines Jonas Kofi Lars Maria Nikolai Omar Petra Quentin Rashid Sofia Tariq Vera Walid Yara Sergei Alexei John Mary Peter Paul James Mohammed Ahmed Ali Fatima Leila`)

// press is the i-th article of a world in which people share surnames and
// first names, are of one state, and are written in several ways: in full,
// with a middle initial, in another spelling, by the surname alone.
func (w world) press(i int) graph.Entry {
	e := w.document(i)
	rnd := rand.New(rand.NewSource(w.seed + int64(i)))
	ids := map[string]string{}
	taken := map[string]bool{}
	state := map[string]string{}
	for n := range e.Record.Entities {
		x := &e.Record.Entities[n]
		if x.Type != "Person" {
			continue
		}
		var k int
		fmt.Sscan(x.ID[strings.LastIndexByte(x.ID, '-')+1:], &k)
		given, family := givenNames[k*7%len(givenNames)], invent(11*(k%max(4, w.size["Person"]/4))+5)
		name := given + " " + family
		switch r := rnd.Intn(100); {
		case r < 12:
			name = family
		case r < 16:
			name = given + " " + string(rune('A'+k%20)) + ". " + family
		case r < 20:
			name = strings.NewReplacer("ei", "ey", "Alexei", "Aleksey", "Mohammed", "Muhammad", "v", "w").Replace(given) + " " + family
		}
		id := "person/" + strings.ToLower(strings.NewReplacer(" ", "-", ".", "", "é", "e").Replace(name))
		for taken[id] {
			id += "-x"
		}
		taken[id], ids[x.ID] = true, id
		state[id] = w.is("Country", k%w.size["Country"]).ID
		x.ID, x.Name, x.Aliases = id, name, nil
	}
	rename(e.Record, ids)
	known := map[string]bool{}
	for _, x := range e.Record.Entities {
		known[x.ID] = true
	}
	for n := range e.Record.Offices {
		o := &e.Record.Offices[n]
		of := state[o.Person]
		if o.Of = schema.Text(of); !known[of] {
			known[of] = true
			e.Record.Entities = append(e.Record.Entities, schema.Entity{ID: of, Type: "Country", Name: of})
		}
	}
	return e
}

// rename gives entities other ids.
func rename(r *schema.Record, ids map[string]string) {
	one := func(s *string) {
		if to, ok := ids[*s]; ok {
			*s = to
		}
	}
	text := func(t *schema.Text) {
		if to, ok := ids[string(*t)]; ok {
			*t = schema.Text(to)
		}
	}
	list := func(l []string) {
		for i := range l {
			one(&l[i])
		}
	}
	for i := range r.Offices {
		one(&r.Offices[i].Person)
		text(&r.Offices[i].Of)
	}
	for i := range r.Meetings {
		list(r.Meetings[i].Participants)
		list(r.Meetings[i].Hosts)
	}
	for i := range r.Visits {
		one(&r.Visits[i].Who)
	}
	for i := range r.Relations {
		one(&r.Relations[i].S)
		one(&r.Relations[i].O)
	}
	for i := range r.Affiliations {
		one(&r.Affiliations[i].S)
	}
	for i := range r.Statements {
		one(&r.Statements[i].Speaker)
		text(&r.Statements[i].To)
	}
}

func TestScale(t *testing.T) {
	if *scaleTo == 0 {
		t.Skip("measures only: -scale N says of how many articles")
	}
	dir := *scaleDir
	if dir == "" {
		dir = t.TempDir()
	}
	path := filepath.Join(dir, "scale.db")
	s, err := graph.Open(path, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(2, *scalePeople)
	fmt.Println("articles  load/s  add one p50 p99 (ms)  file MB  heap MB  ask p50 p99 (ms)")
	have, singles := 0, 0
	for size := 10; size <= *scaleTo; size *= 10 {
		spent, from := time.Duration(0), have
		for have < size {
			var es []graph.Entry
			for range min(256, size-have) {
				es = append(es, w.press(have))
				have++
			}
			began := time.Now()
			put(t, s, es...)
			spent += time.Since(began)
		}
		var one []time.Duration
		for range 60 { // articles that come one by one, beside the counted
			singles++
			e := w.press(10_000_000 + singles)
			began := time.Now()
			put(t, s, e)
			one = append(one, time.Since(began))
		}
		asks := askMany(t, s, w)
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		var mem runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&mem)
		fmt.Printf("%8d  %6.0f  %8.1f %8.1f  %8.1f  %7.1f  %8.2f %8.2f\n", size, float64(size-from)/spent.Seconds(),
			ms(part(one, 50)), ms(part(one, 99)), float64(info.Size())/1e6, float64(mem.HeapAlloc)/1e6, ms(part(asks, 50)), ms(part(asks, 99)))
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	done, err := graph.Rebuild(t.Context(), path, false, nil)
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Printf("rebuilt %d articles in %v: %.1f MB\n", done.Documents, time.Since(began).Round(time.Millisecond), float64(info.Size())/1e6)
}

// askMany puts questions about many people, frequent and rare, as the ask verb
// does for a table.
func askMany(t *testing.T, s *graph.Store, w world) []time.Duration {
	ctx := context.Background()
	var out []time.Duration
	rnd := rand.New(rand.NewSource(1))
	for range 60 {
		k := int(rand.NewZipf(rnd, 1.2, 8, uint64(w.size["Person"]-1)).Uint64())
		name := givenNames[k*7%len(givenNames)] + " " + invent(11*(k%max(4, w.size["Person"]/4))+5)
		began := time.Now()
		nodes, err := s.Find(ctx, name)
		if err != nil {
			continue
		}
		ids := []string{nodes[0].ID}
		for _, ask := range []func() (*graph.Answer, error){
			func() (*graph.Answer, error) { return s.Brief().WhoMet(ctx, ids, false) },
			func() (*graph.Answer, error) { return s.Brief().Offices(ctx, ids) },
			func() (*graph.Answer, error) { return s.Brief().Positions(ctx, ids, nil) },
			func() (*graph.Answer, error) { return s.Brief().Timeline(ctx, ids) },
		} {
			if _, err := ask(); err != nil {
				t.Fatal(err)
			}
			out = append(out, time.Since(began))
			began = time.Now()
		}
	}
	return out
}

// part is the p-th percentile.
func part(d []time.Duration, p int) time.Duration {
	if len(d) == 0 {
		return 0
	}
	slices.Sort(d)
	return d[min(len(d)-1, len(d)*p/100)]
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
