package mail

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// ErrTooLarge says that a message of a mailbox is larger than it may be.
var ErrTooLarge = errors.New("too large for one message")

// Mailbox yields the messages of an mbox one by one: a line "From …" after an
// empty one begins each. A message larger than most is an error of its own and
// passed over. It ends when yield says no, and returns what went wrong with
// the reading itself.
func Mailbox(in *bufio.Reader, most int64, yield func(b []byte, err error) bool) error {
	var msg []byte
	large, begun, blank := false, false, true
	flush := func() bool {
		ok := true
		if begun {
			if large {
				ok = yield(nil, ErrTooLarge)
			} else {
				ok = yield(msg, nil)
			}
		}
		msg, large = nil, false
		return ok
	}
	middle := false // of a line longer than the buffer
	for {
		line, err := in.ReadSlice('\n')
		if !middle && blank && bytes.HasPrefix(line, []byte("From ")) {
			if !flush() {
				return nil
			}
			begun = true
		} else if begun {
			if !middle && bytes.HasPrefix(bytes.TrimLeft(line, ">"), []byte("From ")) && line[0] == '>' {
				line = line[1:]
			}
			if int64(len(msg)+len(line)) > most {
				msg, large = nil, true
			} else if !large {
				msg = append(msg, line...)
			}
		}
		blank = !middle && len(bytes.TrimRight(line, "\r\n")) == 0
		middle = err == bufio.ErrBufferFull
		if err != nil && !middle {
			flush()
			if err == io.EOF {
				return nil
			}
			return err
		}
	}
}
