package export_test

import (
	"context"
	"fmt"
	"os"

	"github.com/cayleygraph/quad"

	"parley/export"
	"parley/graph"
)

func ExampleByFile() {
	g := &graph.Subgraph{
		Title: "Who met whom",
		Nodes: []graph.Node{
			{ID: "person/mikhail-gorbachev", Type: "Person", Caption: "Mikhail Gorbachev"},
			{ID: "person/ronald-reagan", Type: "Person", Caption: "Ronald Reagan"},
		},
		Edges: []graph.Edge{{
			From: "person/mikhail-gorbachev", To: "person/ronald-reagan", Predicate: "met", Status: "happened",
			Place: "Reykjavik", Date: "1986-10-11",
		}},
	}
	f, ok := export.ByFile("who-met-whom.graphml")
	if !ok {
		return
	}
	if err := f.Write(context.Background(), os.Stdout, export.Source{Graph: g}, export.Options{}); err != nil {
		fmt.Println(err)
	}
}

func ExampleNQuads() {
	quads := []quad.Quad{{
		Subject: quad.IRI("parley:person/ronald-reagan"), Predicate: quad.IRI("parley:met"),
		Object: quad.IRI("parley:person/mikhail-gorbachev"), Label: quad.IRI("parley:claim/1"),
	}}
	if err := export.NQuads(context.Background(), os.Stdout, each(quads)); err != nil {
		fmt.Println(err)
	}
	// Output:
	// <urn:parley:person/ronald-reagan> <urn:parley:met> <urn:parley:person/mikhail-gorbachev> <urn:parley:claim/1> .
}
