package main

import (
	"os"
	"syscall"
)

// maxRSS is the most memory that an ended process held.
func maxRSS(s *os.ProcessState) int64 {
	if u, ok := s.SysUsage().(*syscall.Rusage); ok {
		return u.Maxrss << 10
	}
	return 0
}
