package graph_test

import (
	"context"
	"fmt"
	"strings"

	"parley/graph"
	"parley/graph/nquads"
)

// The quads of others are a document of their own, which can be asked for and
// taken back.
func ExampleImported() {
	ctx := context.Background()
	quads, err := nquads.ReadAll(ctx, strings.NewReader("<urn:parley:person/a> <https://example.org/award> \"a prize\" .\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	entries, err := graph.Imported("awards.nq", quads)
	if err != nil {
		fmt.Println(err)
		return
	}
	store := graph.OpenMemory()
	defer store.Close()
	if _, err := store.Put(ctx, entries...); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(store.Documents())
	fmt.Println(store.Remove(ctx, "awards.nq"))
	// Output:
	// [awards.nq] <nil>
	// <nil>
}
