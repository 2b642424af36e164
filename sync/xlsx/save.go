package xlsx

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"bieu/sync/workbook"
)

// createTemp opens a new file beside path under a passing name. Its rights are
// those that the system gives to any new file.
func createTemp(path string) (*os.File, error) {
	for i := 0; ; i++ {
		f, err := os.OpenFile(tempName(path, i), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
		if !errors.Is(err, fs.ErrExist) {
			return f, err
		}
	}
}

// writeTemp writes a finished file beside path and makes sure that it is on
// the disk; what killed processes left of such files goes. A nil seen is a new file; otherwise the file gets its rights.
func writeTemp(path string, seen fs.FileInfo, data []byte) (name string, err error) {
	f, err := createTemp(path)
	if err != nil {
		return "", err
	}
	defer func() {
		if err != nil {
			os.Remove(f.Name())
		}
	}()
	_, err = f.Write(data)
	if err == nil && seen != nil {
		err = f.Chmod(seen.Mode().Perm())
	}
	if err == nil {
		err = f.Sync()
	}
	if info, statErr := f.Stat(); err == nil && statErr == nil {
		sweep(path, info.ModTime())
	}
	return f.Name(), errors.Join(err, f.Close())
}

// publishNew gives a new file its name, unless the name is taken by then.
func publishNew(path string, data []byte) error {
	temp, err := writeTemp(path, nil, data)
	if err != nil {
		return err
	}
	defer os.Remove(temp)
	// A link never replaces a file, which a rename would.
	err = os.Link(temp, path)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		err = renameNew(temp, path)
	}
	if err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

// renameNew is for file systems without links: it takes the name first.
func renameNew(temp, path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
	if err != nil {
		return err
	}
	f.Close()
	if err := os.Rename(temp, path); err != nil {
		os.Remove(path)
		return err
	}
	return nil
}

// publish puts data in the place of the file at path, which must still be the
// one that seen describes.
func publish(path string, seen fs.FileInfo, data []byte) error {
	temp, err := writeTemp(path, seen, data)
	if err != nil {
		return err
	}
	defer os.Remove(temp)
	keepOwner(temp, seen)
	if err := checkClosed(path); err != nil {
		return err
	}
	now, err := os.Stat(path)
	if err != nil {
		return err
	}
	if !os.SameFile(seen, now) || now.Size() != seen.Size() || !now.ModTime().Equal(seen.ModTime()) {
		return workbook.ErrChanged
	}
	if err := os.Rename(temp, path); err != nil {
		if heldByOther(err) {
			return errors.Join(workbook.ErrOpen, err)
		}
		return err
	}
	return syncDir(filepath.Dir(path))
}

// checkClosed looks for the marks that Excel ("~$name") and LibreOffice
// (".~lock.name#") leave beside a file while they have it open.
func checkClosed(path string) error {
	dir, name := filepath.Split(path)
	for _, mark := range []string{"~$" + name, ".~lock." + name + "#"} {
		if _, err := os.Lstat(filepath.Join(dir, mark)); err == nil {
			return workbook.ErrOpen
		}
	}
	return nil
}
