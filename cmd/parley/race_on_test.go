//go:build race

package main

// raced: the race detector makes parley several times slower.
const raced = true
