package resolve

import "sync"

// commonFolded are the words.txt lists given and family, folded.
var commonFolded = sync.OnceValue(func() map[string]map[string]bool {
	out := map[string]map[string]bool{}
	for _, kind := range []string{"given", "family"} {
		out[kind] = map[string]bool{}
		for w := range words().kinds[kind] {
			out[kind][Fold(w)] = true
		}
	}
	return out
})
