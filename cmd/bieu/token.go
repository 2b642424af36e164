package main

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// tokenFile stands beside the settings file and lets its reader ask the worker
// for runs.
const tokenFile = "bieu.token"

// errToken is a token file that says nothing.
var errToken = errors.New("the file holds no token")

// token reads the worker's token, which it makes at the first start. Nobody but
// the owner may read the file; where more may, that is put right.
func token(s *settings) (string, error) {
	path := filepath.Join(filepath.Dir(s.File), tokenFile)
	made, err := makeToken(path)
	if err == nil || !errors.Is(err, fs.ErrExist) {
		return made, inFile(path, err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return "", inFile(path, err)
	}
	if strings.TrimSpace(string(text)) == "" {
		return "", inFile(path, errToken)
	}
	if info, err := os.Stat(path); err == nil && info.Mode().Perm()&0o077 != 0 {
		if err := os.Chmod(path, 0o600); err != nil {
			return "", inFile(path, err)
		}
	}
	return strings.TrimSpace(string(text)), nil
}

// inFile says which file an error is about.
func inFile(path string, err error) error {
	if err == nil {
		return nil
	}
	return &fileError{path, err}
}

func makeToken(path string) (string, error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return "", err
	}
	mark := make([]byte, 32)
	if _, err = rand.Read(mark); err == nil {
		_, err = f.WriteString(hex.EncodeToString(mark) + "\n")
	}
	return hex.EncodeToString(mark), errors.Join(err, f.Close())
}
