package export_test

import (
	"context"
	"fmt"
	"os"

	"github.com/cayleygraph/quad"

	"parley/export"
	"parley/graph"
)

// The name of a file chooses the format.
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
	f, ok := export.ByFile("who-met-whom.mmd")
	if !ok {
		return
	}
	if err := f.Write(context.Background(), os.Stdout, export.Source{Graph: g}, export.Options{}); err != nil {
		fmt.Println(err)
	}
	// Output:
	// ---
	// title: "Who met whom"
	// ---
	// flowchart LR
	//   n0(["Mikhail Gorbachev"])
	//   style n0 fill:#CFE8F7,stroke:#0072B2,color:#222222
	//   n1(["Ronald Reagan"])
	//   style n1 fill:#CFE8F7,stroke:#0072B2,color:#222222
	//   n0 ---|"Reykjavik, 11 Oct 1986"| n1
	//   linkStyle 0 stroke:#3D3D3D,stroke-width:1px
}

// Names leave as full IRIs; the label is the claim that says it.
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
