package nquads_test

import (
	"context"
	"fmt"
	"strings"

	"parley/graph/nquads"
)

func ExampleReadAll() {
	in := strings.NewReader(`<urn:parley:person/a> <http://schema.org/name> "Anna \"the Great\""@en . # a comment`)
	quads, err := nquads.ReadAll(context.Background(), in)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(quads[0].Subject, quads[0].Predicate)
	line, err := nquads.Append(nil, quads[0])
	fmt.Printf("%s%v\n", line, err)
	// Output:
	// <parley:person/a> <schema:name>
	// <urn:parley:person/a> <http://schema.org/name> "Anna \"the Great\""@en .
	// <nil>
}
