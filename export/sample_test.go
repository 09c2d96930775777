package export_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"parley/graph"
)

// sample builds subgraphs as the store hands them out: sorted, with evidence.
// The facts are of the history books; articles and papers are invented.
type sample struct {
	nodes map[string]graph.Node
	edges []graph.Edge
	claim int
}

func newSample() *sample { return &sample{nodes: map[string]graph.Node{}} }

// node names a node as "Type:Name".
func (s *sample) node(name string) graph.Node {
	typ, caption, ok := strings.Cut(name, ":")
	if !ok {
		typ, caption = "Person", name
	}
	id := strings.ToLower(typ) + "/" + strings.ToLower(strings.ReplaceAll(caption, " ", "-"))
	n := graph.Node{ID: id, Type: typ, Caption: caption}
	s.nodes[id] = n
	return n
}

func (s *sample) edge(e graph.Edge, sentence string, documents int) {
	publishers := []string{"Harbour Gazette", "The Evening Ledger", "Alpine Courier", "North Post", "The Listener's Weekly"}
	for i := range documents {
		s.claim++
		e.Evidence = append(e.Evidence, graph.Evidence{
			Claim: fmt.Sprintf("claim/%04d", s.claim), Document: fmt.Sprintf("article-%d.txt", (s.claim*7+i)%90),
			Title: "An article", Publisher: publishers[(s.claim+i)%len(publishers)], Published: cmp.Or(e.Date, "1990"),
			Sentence: sentence, Rule: "meetings/met", Status: e.Status, Confidence: 0.9,
		})
	}
	s.edges = append(s.edges, e)
}

// meet adds a meeting: edges between each two of up to four, a node for more.
func (s *sample) meet(status, place, date string, documents int, who ...string) {
	meeting := fmt.Sprintf("meeting/%s-%s-%d", strings.ToLower(place), date, len(s.edges))
	predicate, verb := "meeting", "were to meet"
	if status == "happened" || status == "ongoing" {
		predicate, verb = "met", "met"
	}
	sentence := fmt.Sprintf("%s %s in %s.", strings.Join(who, ", "), verb, place)
	if len(who) > graph.SmallMeeting {
		s.nodes[meeting] = graph.Node{ID: meeting, Type: "Meeting", Caption: "conference, " + place + ", " + date}
		for _, w := range who {
			s.edge(graph.Edge{From: meeting, To: s.node(w).ID, Predicate: "participant", Status: status, Date: date, Place: place, Meeting: meeting}, sentence, documents)
		}
		return
	}
	for i, a := range who {
		for _, b := range who[i+1:] {
			from, to := s.node(a).ID, s.node(b).ID
			if from > to {
				from, to = to, from
			}
			s.edge(graph.Edge{From: from, To: to, Predicate: predicate, Status: status, Date: date, Place: place, Meeting: meeting}, sentence, documents)
		}
	}
}

func (s *sample) graph() *graph.Subgraph {
	g := &graph.Subgraph{Title: "Who met whom", Edges: s.edges}
	for _, n := range s.nodes {
		g.Nodes = append(g.Nodes, n)
	}
	slices.SortFunc(g.Nodes, func(a, b graph.Node) int { return strings.Compare(a.ID, b.ID) })
	slices.SortFunc(g.Edges, func(a, b graph.Edge) int {
		return cmp.Or(strings.Compare(a.From, b.From), strings.Compare(a.To, b.To), strings.Compare(a.Predicate, b.Predicate),
			strings.Compare(a.Status, b.Status), strings.Compare(a.Meeting, b.Meeting), strings.Compare(a.Date, b.Date))
	})
	return g
}

// small is five lines.
func small() *graph.Subgraph {
	s := newSample()
	s.meet("happened", "Geneva", "1985-11-19", 4, "Ronald Reagan", "Mikhail Gorbachev")
	s.meet("happened", "Reykjavik", "1986-10-11", 3, "Ronald Reagan", "Mikhail Gorbachev")
	s.meet("scheduled", "Washington", "1987", 1, "Ronald Reagan", "Mikhail Gorbachev")
	s.meet("happened", "Camp David", "1984-12-22", 1, "Ronald Reagan", "Margaret Thatcher")
	s.meet("happened", "Chequers", "1984-12-16", 2, "Margaret Thatcher", "Mikhail Gorbachev")
	s.meet("refused", "Washington", "1959-04", 1, "Dwight D. Eisenhower", "Fidel Castro")
	return s.graph()
}

// medium is some forty lines of the twentieth century.
func medium() *graph.Subgraph {
	s := newSample()
	s.meet("happened", "Yalta", "1945-02", 3, "Franklin D. Roosevelt", "Winston Churchill", "Joseph Stalin")
	s.meet("happened", "Potsdam", "1945-07", 2, "Harry S. Truman", "Winston Churchill", "Joseph Stalin", "Clement Attlee")
	s.meet("happened", "Camp David", "1959-09-26", 1, "Dwight D. Eisenhower", "Nikita Khrushchev")
	s.meet("cancelled", "Paris", "1960-05", 2, "Dwight D. Eisenhower", "Nikita Khrushchev")
	s.meet("refused", "Washington", "1959-04", 1, "Dwight D. Eisenhower", "Fidel Castro")
	s.meet("happened", "Washington", "1959-04-19", 1, "Richard Nixon", "Fidel Castro")
	s.meet("happened", "Vienna", "1961-06-03", 2, "John F. Kennedy", "Nikita Khrushchev")
	s.meet("happened", "Beijing", "1972-02-21", 4, "Richard Nixon", "Mao Zedong")
	s.meet("happened", "Beijing", "1972-02-22", 2, "Richard Nixon", "Zhou Enlai")
	s.meet("happened", "Moscow", "1972-05", 2, "Richard Nixon", "Leonid Brezhnev")
	s.meet("happened", "Vladivostok", "1974-11-23", 1, "Gerald Ford", "Leonid Brezhnev")
	s.meet("happened", "Vienna", "1979-06-18", 1, "Jimmy Carter", "Leonid Brezhnev")
	s.meet("happened", "Helsinki", "1975-08-01", 2, "Gerald Ford", "Leonid Brezhnev", "Helmut Schmidt", "Erich Honecker", "Harold Wilson", "Valéry Giscard d'Estaing")
	s.meet("happened", "Jerusalem", "1977-11-20", 3, "Anwar Sadat", "Menachem Begin")
	s.meet("happened", "Camp David", "1978-09", 4, "Jimmy Carter", "Anwar Sadat", "Menachem Begin")
	s.meet("denied", "Tel Aviv", "1973-09-25", 1, "Hussein of Jordan", "Golda Meir")
	s.meet("happened", "Kilometre 101", "1973-11", 1, "Country:Egypt", "Country:Israel")
	s.meet("happened", "Oslo", "1993", 3, "Country:Israel", "Organization:Palestine Liberation Organization")
	s.meet("happened", "Washington", "1993-09-13", 5, "Yitzhak Rabin", "Yasser Arafat", "Bill Clinton")
	s.meet("happened", "Geneva", "1985-11-19", 4, "Ronald Reagan", "Mikhail Gorbachev")
	s.meet("happened", "Reykjavik", "1986-10-11", 3, "Ronald Reagan", "Mikhail Gorbachev")
	s.meet("scheduled", "Washington", "1987", 1, "Ronald Reagan", "Mikhail Gorbachev")
	s.meet("happened", "Camp David", "1984-12-22", 1, "Ronald Reagan", "Margaret Thatcher")
	s.meet("happened", "Chequers", "1984-12-16", 2, "Margaret Thatcher", "Mikhail Gorbachev")
	s.meet("possible", "Moscow", "1973", 1, "Richard Nixon", "Helmut Schmidt")
	return s.graph()
}

// large is about n edges between invented people, bodies and countries: a few
// know many, most know few.
func large(n int) *graph.Subgraph {
	s := newSample()
	r := rand.New(rand.NewPCG(1, 2))
	first := []string{"Anna", "Boris", "Chidi", "Dina", "Emil", "Farah", "Goran", "Hana", "Ivo", "Jun", "Karin", "Luis", "Mara", "Nils", "Oya", "Pavel"}
	last := []string{"Okafor", "Lindqvist", "Halvorsen", "Marchetti", "Dragan", "Osei", "Petrescu", "Quiroga", "Rasmussen", "Sato", "Teleki", "Umarov", "Vasquez", "Wren", "Yilmaz", "Zoric"}
	places := []string{"Geneva", "Vienna", "Oslo", "Doha", "Nairobi", "Lima", "Singapore", "Helsinki", "Cairo", "Ottawa"}
	statuses := []string{"happened", "happened", "happened", "happened", "happened", "happened", "scheduled", "possible", "cancelled", "refused", "denied"}
	var names []string
	for i := range max(8, n/2) {
		switch {
		case i%9 == 4:
			names = append(names, fmt.Sprintf("Country:%s Republic", []string{"Norland", "Sudmark", "Ostavia", "Westria"}[i/9%4]+strings.Repeat("i", i/36)))
		case i%11 == 6:
			names = append(names, fmt.Sprintf("Organization:%s Union %d", last[i%16], i))
		default:
			names = append(names, first[i%16]+" "+last[(i/16+i*5)%16])
		}
	}
	pick := func() string { return names[int(float64(len(names))*r.Float64()*r.Float64())] }
	for len(s.edges) < n {
		who := []string{pick()}
		size := 2
		switch r.IntN(20) {
		case 0:
			size = 5
		case 1, 2:
			size = 3
		}
		for len(who) < size {
			if w := pick(); !slices.Contains(who, w) {
				who = append(who, w)
			}
		}
		date := fmt.Sprintf("20%02d-%02d-%02d", 10+r.IntN(15), 1+r.IntN(12), 1+r.IntN(28))
		s.meet(statuses[r.IntN(len(statuses))], places[r.IntN(len(places))], date, 1+r.IntN(4)*r.IntN(2), who...)
	}
	return s.graph()
}
