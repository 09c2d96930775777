package article

import (
	"sync/atomic"
	"time"

	"parley/extract/article/table"
)

// Options fill in what articles do not tell themselves, and bound the reading.
// The zero value is fine: a limit of 0 is the default.
type Options struct {
	Published string // YYYY, YYYY-MM or YYYY-MM-DD
	Publisher string
	Map       table.Map // which columns and keys hold what

	MaxBytes   int64         // most bytes of one article's text
	MaxInput   int64         // most bytes of one document that is read as a whole: a page, a PDF
	MaxDepth   int           // how deep archives may lie in one another
	MaxRatio   int64         // how many times its size an input may unpack to
	MaxMembers int           // most members of one archive
	Timeout    time.Duration // for one PDF

	Jobs  int                             // how many documents are read at a time; the result is the same
	Count *atomic.Int64                   // counts the bytes that were read of files, for those who show progress
	Note  func(path string, about string) // told how a table's columns are understood; may be nil
}

// The defaults of Options.
const (
	DefaultMaxBytes   = 8 << 20  // more than any article: about a million words
	DefaultMaxInput   = 64 << 20 // more than any page
	DefaultMaxDepth   = 4
	DefaultMaxRatio   = 200
	DefaultMaxMembers = 10_000_000
	DefaultTimeout    = 30 * time.Second
)

// free is what an input may unpack to whatever its size.
const free = 64 << 20

func (o Options) withDefaults() Options {
	def := func(v *int64, d int64) {
		if *v == 0 {
			*v = d
		}
	}
	def(&o.MaxBytes, DefaultMaxBytes)
	def(&o.MaxInput, DefaultMaxInput)
	def(&o.MaxRatio, DefaultMaxRatio)
	if o.MaxDepth == 0 {
		o.MaxDepth = DefaultMaxDepth
	}
	if o.MaxMembers == 0 {
		o.MaxMembers = DefaultMaxMembers
	}
	if o.Timeout == 0 {
		o.Timeout = DefaultTimeout
	}
	o.Jobs = max(o.Jobs, 1)
	return o
}
