//go:build !linux

package main

const confined = "PARLEY_TEST_NO_NETWORK"

// confine does nothing: only Linux can be told to kill who asks for a socket.
func confine() {}
