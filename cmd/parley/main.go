// Command parley builds a knowledge graph from news and diplomatic texts.
package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Fprintln(os.Stderr, "parley: error: this build has no verbs yet")
	os.Exit(1)
}
