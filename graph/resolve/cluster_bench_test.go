package resolve

import (
	"fmt"
	"testing"
)

// BenchmarkCluster joins the many facets of one name and many names of one key.
func BenchmarkCluster(b *testing.B) {
	for _, n := range []int{10, 100, 1000} {
		var atoms []Atom
		for i := range n {
			state := []string{"france", "france+iran", "france+italy", "", "spain"}[i%5]
			atoms = append(atoms, Atom{Form: fmt.Sprintf("person/x-%d jean%s berger", i/5, []string{"", " paul", " luc", "ne"}[i/5%4]), Facet: fmt.Sprint(state, "/", []string{"", "m"}[i%2]), Traits: []string{fmt.Sprint("t:", i%7)}})
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				Cluster(atoms, free)
			}
		})
	}
}
