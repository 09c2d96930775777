package main

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"runtime"
	"testing"
	"unsafe"

	"golang.org/x/sys/unix"
)

// confined says, in the environment of a process, that the kernel is to kill
// it when it asks for a socket. The scripts of TestScript run so: between them
// they run every verb.
const confined = "PARLEY_TEST_NO_NETWORK"

// architectures are the kernel's names of those on which this is tested.
var architectures = map[string]uint32{"amd64": unix.AUDIT_ARCH_X86_64, "arm64": unix.AUDIT_ARCH_AARCH64}

// confine makes the kernel kill this process when it asks for a socket.
func confine() {
	if os.Getenv(confined) == "" {
		return
	}
	arch, ok := architectures[runtime.GOARCH]
	if !ok {
		return
	}
	const (
		numberAt, archAt = 0, 4 // in the kernel's seccomp_data
		load             = unix.BPF_LD | unix.BPF_W | unix.BPF_ABS
		equal            = unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K
		answer           = unix.BPF_RET | unix.BPF_K
	)
	program := []unix.SockFilter{
		{Code: load, K: archAt},
		{Code: equal, Jt: 1, K: arch},
		{Code: answer, K: unix.SECCOMP_RET_KILL_PROCESS},
		{Code: load, K: numberAt},
		{Code: equal, Jf: 1, K: unix.SYS_SOCKET},
		{Code: answer, K: unix.SECCOMP_RET_KILL_PROCESS},
		{Code: answer, K: unix.SECCOMP_RET_ALLOW},
	}
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return // not allowed here; TestConfine tells
	}
	filter := unix.SockFprog{Len: uint16(len(program)), Filter: &program[0]}
	_, _, _ = unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, unix.SECCOMP_FILTER_FLAG_TSYNC, uintptr(unsafe.Pointer(&filter)))
}

// TestConfine: a process that is confined is killed when it asks for a socket,
// so that the scripts prove something.
func TestConfine(t *testing.T) {
	if os.Getenv(confined) != "" {
		confine()
		_, err := net.Dial("tcp", "127.0.0.1:1")
		fmt.Println("it went on:", err)
		return
	}
	if _, ok := architectures[runtime.GOARCH]; !ok {
		t.Skip("not on this architecture")
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestConfine$")
	cmd.Env = append(os.Environ(), confined+"=1")
	out, err := cmd.CombinedOutput()
	if err == nil {
		t.Skipf("the kernel does not let a process confine itself here: %s", out)
	}
}
