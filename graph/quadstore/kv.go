package quadstore

// kv is an ordered key-value store with transactions: bbolt, or memory.
type kv interface {
	view(func(txn) error) error
	update(func(txn) error) error // rolled back if the function fails
	close() error
}

// txn reads and, within update, writes. Slices that it hands out are valid
// until the next write or the end of the transaction, and not to be changed.
type txn interface {
	get(bucket string, key []byte) []byte // nil if there is none
	put(bucket string, key, value []byte) error
	del(bucket string, key []byte) error
	// scan calls f with the pairs from key on, in order, until f says false.
	scan(bucket string, from []byte, f func(key, value []byte) bool)
	buckets() []string // sorted
}
