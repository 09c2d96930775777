package neural

import (
	_ "embed"
	"sync"
)

//go:embed data/model.bin
var embedded []byte

// English is the reader that parley ships, taken apart when it is first asked
// for.
var English = sync.OnceValues(func() (*Reader, error) { return New(embedded) })
