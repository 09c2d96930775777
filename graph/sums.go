package graph

import (
	"bytes"
	"crypto/sha256"
	"fmt"

	"parley/graph/quadstore"
)

// sum is a digest of what the archive keeps of a document.
func sum(document, text, record []byte) []byte {
	h := sha256.New()
	for _, b := range [][]byte{document, text, record} {
		fmt.Fprintf(h, "%d\x00", len(b))
		h.Write(b)
	}
	return h.Sum(nil)[:16]
}

// setSum is a digest of pairs that does not depend on their order: each goes
// in and out by the same operation.
type setSum [16]byte

func (s *setSum) flip(key string, value []byte) {
	h := sha256.New()
	fmt.Fprintf(h, "%d\x00%s", len(key), key)
	h.Write(value)
	for i, b := range h.Sum(nil)[:len(s)] {
		s[i] ^= b
	}
}

// personsSum is the key in the bucket sums of the digest of all that is kept
// of persons: no document has an empty name.
const personsSum = "\x00persons"

func (x *identity) saveSum() {
	if x.sum == (setSum{}) {
		return
	}
	old := x.tx.Get(sumsBucket, personsSum)
	for i := range old {
		x.sum[i] ^= old[i]
	}
	if x.sum == (setSum{}) {
		x.keep(x.tx.Delete(sumsBucket, personsSum))
	} else {
		x.keep(x.tx.Put(sumsBucket, personsSum, bytes.Clone(x.sum[:])))
	}
	x.sum = setSum{}
}

// checkSums lists what is not as it was written, of what is not compared with
// the archive byte for byte.
func checkSums(tx *quadstore.Tx) (problems []string) {
	var persons setSum
	err := tx.Scan(personsBucket, func(key string, value []byte) error {
		persons.flip(key, value)
		if !bytes.Equal(tx.Get(personsBucket, key), value) {
			persons.flip("cannot be found", []byte(key))
		}
		return nil
	})
	if err != nil {
		problems = append(problems, err.Error())
	}
	var want setSum
	copy(want[:], tx.Get(sumsBucket, personsSum))
	if persons != want {
		problems = append(problems, "who is who: what is kept of persons is not as it was written; parley rebuild makes it anew")
	}
	file := tx.Get(decisionsBucket, decisionsKey)
	if digest := tx.Get(sumsBucket, decisionsSum); file != nil && !bytes.Equal(digest, sum(nil, file, nil)) || file == nil && digest != nil {
		problems = append(problems, "decisions: the file in force is not as it was written")
	}
	return problems
}
