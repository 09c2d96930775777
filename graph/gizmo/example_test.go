package gizmo_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"

	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/quad"

	"parley/graph/gizmo"
)

// A program runs over any Cayley store. What a user typed is bound as a
// parameter; it is never part of the program's text.
func ExampleRun() {
	store := memstore.New(
		quad.MakeIRI("anna", "met", "bert", ""),
		quad.MakeIRI("anna", "met", "carl", ""),
		quad.MakeIRI("dora", "met", "bert", ""),
	)
	result, err := gizmo.Run(context.Background(), store, `g.V(P.who).Out(iri("met")).Tag("whom").All()`, gizmo.Options{
		Params: map[string]any{"who": quad.IRI("anna")},
	})
	if err != nil {
		log.Fatal(err)
	}
	if err := result.WriteTable(os.Stdout); err != nil {
		log.Fatal(err)
	}
	// Output:
	// id      whom
	// <bert>  <bert>
	// <carl>  <carl>
}

// What goes wrong is told with the place in the program.
func ExampleError() {
	_, err := gizmo.Run(context.Background(), memstore.New(), "g.V()\n  .Out(1, 2, 3)\n  .Al()", gizmo.Options{})
	var e *gizmo.Error
	if errors.As(err, &e) {
		fmt.Println(e.Kind)
		fmt.Println(e)
	}
	// Output:
	// runtime
	// line 2, column 7: TypeError: expected a tag, not int64
}
