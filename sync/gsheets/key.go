package gsheets

import (
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"runtime"
	"strings"

	"golang.org/x/oauth2/google"
	"golang.org/x/oauth2/jwt"
	sheets "google.golang.org/api/sheets/v4"
)

var environmentName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// key is a service account's key and how it was kept.
type key struct {
	config *jwt.Config
	// open is true when others on this machine can read the file.
	open bool
	path string // "" when the key itself stands in the environment
}

// loadKey reads a key from a file, or from the environment variable of that
// name, which holds the key itself or the path of its file.
//
// Errors: ErrKey, and those of the system.
func loadKey(credentials string) (*key, error) {
	content, path := "", credentials
	if environmentName.MatchString(credentials) {
		if value, ok := os.LookupEnv(credentials); ok {
			content, path = strings.TrimSpace(value), ""
			if !strings.HasPrefix(content, "{") {
				content, path = "", value
			}
		}
	}
	k := &key{path: path}
	if path != "" {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrKey, err)
		}
		content = string(data)
		k.open = readableByOthers(path)
	}
	if err := checkKey(content); err != nil {
		return nil, fmt.Errorf("%s: %w: %w", credentials, ErrKey, err)
	}
	// One scope: the driver calls nothing but the Sheets service.
	config, err := google.JWTConfigFromJSON([]byte(content), sheets.SpreadsheetsScope)
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %w", credentials, ErrKey, err)
	}
	k.config = config
	return k, nil
}

// checkKey names what a key lacks, before the sign-in would fail without
// saying so.
func checkKey(content string) error {
	var fields struct {
		Type       string `json:"type"`
		Email      string `json:"client_email"`
		PrivateKey string `json:"private_key"`
		TokenURI   string `json:"token_uri"`
	}
	if err := json.Unmarshal([]byte(content), &fields); err != nil {
		return err
	}
	if fields.Type != "service_account" {
		return fmt.Errorf("type is %q, not service_account", fields.Type)
	}
	switch "" {
	case fields.Email:
		return errors.New("client_email is missing")
	case fields.PrivateKey:
		return errors.New("private_key is missing")
	case fields.TokenURI:
		return errors.New("token_uri is missing")
	}
	block, _ := pem.Decode([]byte(fields.PrivateKey))
	if block == nil {
		return errors.New("private_key is not in PEM form")
	}
	_, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		_, err = x509.ParsePKCS1PrivateKey(block.Bytes)
	}
	if err != nil {
		return errors.New("private_key is damaged")
	}
	return nil
}

// readableByOthers looks at the rights of a file, which Windows keeps in other
// ways than these bits.
func readableByOthers(path string) bool {
	if runtime.GOOS == "windows" {
		return false
	}
	info, err := os.Stat(path)
	return err == nil && info.Mode()&fs.FileMode(0o077) != 0
}
