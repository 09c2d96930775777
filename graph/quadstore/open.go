package quadstore

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// mmapSize is reserved address space, so that a growing file need not be
// mapped anew, which waits for all readers. Windows would make a file of that
// size of it.
func mmapSize() int {
	if runtime.GOOS == "windows" || ^uint(0)>>32 == 0 {
		return 0
	}
	return 1 << 30
}

func openBolt(path string, o Options) (*boltKV, error) {
	if o.Timeout == 0 {
		o.Timeout = 2 * time.Second
	}
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return nil, fmt.Errorf("database %s: is a folder", path)
	case err != nil && (o.ReadOnly || !errors.Is(err, fs.ErrNotExist)):
		return nil, fmt.Errorf("database %s: %w", path, reason(err))
	case err == nil && info.Size() > 0 && !o.ReadOnly:
		// bbolt writes to some files as it opens them (it makes them longer on
		// Windows, it adds a list of free pages), so look before at what it is.
		look := o
		look.ReadOnly = true
		kv, err := openFile(path, look)
		if err != nil {
			return nil, err
		}
		err = (&Store{kv: kv}).recognise(true, o.Older)
		if err := errors.Join(err, kv.close()); err != nil {
			return nil, fmt.Errorf("database %s: %w", path, err)
		}
	}
	kv, err := openFile(path, o)
	if err == nil && info == nil {
		SyncFolder(filepath.Dir(path))
	}
	return kv, err
}

// replaced reports whether another file has taken the place of the open one
// while its lock was waited for, as parley rebuild does.
func replaced(path string, file *os.File) bool {
	at, err1 := os.Stat(path)
	open, err2 := file.Stat()
	return err1 == nil && err2 == nil && !os.SameFile(at, open)
}

func openFile(path string, o Options) (kv *boltKV, err error) {
	var file *os.File
	defer func() {
		if err != nil && file != nil { // bbolt leaves it open, and locked, where it panics
			file.Close()
		}
	}()
	defer guard(path, &err)()
	db, err := bolt.Open(path, 0o644, &bolt.Options{
		ReadOnly: o.ReadOnly, Timeout: o.Timeout, NoSync: o.NoSync,
		InitialMmapSize: mmapSize(),
		FreelistType:    bolt.FreelistArrayType, // read in half a millisecond where the map takes ten
		OpenFile: func(name string, flag int, mode os.FileMode) (f *os.File, err error) {
			file, err = os.OpenFile(name, flag, mode)
			return file, err
		},
	})
	switch {
	case errors.Is(err, bolterrors.ErrTimeout):
		return nil, fmt.Errorf("database %s: %w", path, ErrLocked)
	case errors.Is(err, bolterrors.ErrInvalid), errors.Is(err, bolterrors.ErrVersionMismatch), errors.Is(err, bolterrors.ErrChecksum):
		return nil, fmt.Errorf("database %s: %w: %w", path, ErrForeign, err)
	case err != nil:
		return nil, fmt.Errorf("database %s: %w", path, reason(err))
	}
	if replaced(path, file) {
		db.Close()
		return nil, fmt.Errorf("database %s: %w", path, ErrLocked)
	}
	db.AllocSize = 1 << 20 // by how much the file grows at a time; bbolt's 16 MB are much for a few articles
	kv = &boltKV{db: db, path: path, most: mostPending}
	return kv, kv.whole(file)
}

// whole fails if the file is shorter than its pages, and closes it: written
// to, it would be worse.
func (b *boltKV) whole(file *os.File) error {
	info, err := file.Stat()
	if err == nil {
		err = b.db.View(func(tx *bolt.Tx) error {
			if tx.Size() > info.Size() {
				return fmt.Errorf("%w: cut off after %d of %d bytes", ErrDamaged, info.Size(), tx.Size())
			}
			return nil
		})
	}
	if err != nil {
		b.db.Close()
		return fmt.Errorf("database %s: %w", b.path, err)
	}
	return nil
}

// SyncFolder makes a new file's name outlast a power cut, as its content does.
// Windows cannot, nor can every file system; then it is left at that.
func SyncFolder(path string) {
	if d, err := os.Open(path); err == nil {
		_ = d.Sync()
		d.Close()
	}
}

// reason drops the path that the caller names already.
func reason(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

// guard turns bbolt's panics and memory faults of this goroutine into *err:
// defer guard(path, &err)(). Other panics are somebody's mistake and go on.
func guard(path string, err *error) func() {
	old := debug.SetPanicOnFault(true)
	return func() {
		debug.SetPanicOnFault(old)
		p := recover()
		if p == nil {
			return
		}
		if _, fault := p.(interface{ Addr() uintptr }); !fault && !inBolt() {
			panic(p)
		}
		*err = fmt.Errorf("database %s: %w: %v", path, ErrDamaged, p)
	}
}

// inBolt reports whether bbolt raised the panic that is being recovered from.
func inBolt() bool {
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(0, pcs)])
	panicked := false
	for {
		f, more := frames.Next()
		if panicked && !strings.HasPrefix(f.Function, "runtime.") {
			return strings.HasPrefix(f.Function, "go.etcd.io/bbolt")
		}
		panicked = panicked || f.Function == "runtime.gopanic"
		if !more {
			return false
		}
	}
}
