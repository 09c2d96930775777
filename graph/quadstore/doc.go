// Package quadstore keeps quads in one bbolt file, or in memory, under
// Cayley's graph.QuadStore.
//
// Every value has a number in a dictionary, and every quad stands under four
// sorted keys of four numbers each, so that each look-up is a scan of one
// prefix:
//
//	bucket   key                             value
//	------   -----------------------------   -------------------
//	meta     "format", "next", "nodes", …    see meta.go
//	values   number, 4 bytes big endian      the encoded value
//	numbers  the encoded value, or for a     number, 4 bytes
//	         long one 0xff and its SHA-256
//	spol     s p o l, 4 × 4 bytes            empty
//	posl     p o s l                         empty
//	ospl     o s p l                         empty
//	lspo     l s p o                         empty
//	x/NAME   whatever the user keeps         whatever
//
// A missing label is number 0. Numbers are never used twice.
//
// [Store.Update] is one transaction for quads and the user's own buckets:
// after it returns all of it is on the disk, or nothing of it. A value that no
// quad uses any more leaves the dictionary with the transaction, so what is
// taken back leaves nothing behind; the file does not get shorter, but its free
// pages are used again. A transaction is one commit of bbolt, which waits for
// the disk twice, for the pages and then for the meta page that makes them
// count, and once more where the file grew. One that writes nothing waits not.
//
// Readers never hold a transaction between two calls: Cayley's iterators read
// ahead in small batches, each in a transaction of its own, because a reader
// that sleeps on a transaction would block the writer from growing the file.
// Who follows edges in Go works on numbers ([Tx.Match], [Tx.Subjects]) and asks
// for the values of those that are shown.
//
// # Formats
//
// "format" is "parley quads N". N grows whenever an older parley would misread
// the file or lack what it needs in it; a parley opens files of its own N only.
//
//	2  quads and archive; persons were called by their names
//	3  who is who, full-text search, copies and checksums beside them
//
// The archive (documents, texts, records) has the same shape in all of them,
// and all else is derived from it: with Options.Older the archive of the
// format before can be read, and package graph makes a new file of it (parley
// rebuild). A newer format is refused with its number.
//
// A file that is not ours, of another format or cut off is refused by [Open]
// before anything is written to it. Pages that turn out to be damaged later
// are errors ([ErrDamaged]), not panics.
package quadstore
