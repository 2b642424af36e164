package sheetstest

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"sync"
)

// account is a service account that has been given a key.
type account struct {
	key      *rsa.PrivateKey
	keyID    string
	disabled bool
}

// Key makes a fresh key for the server's own account and returns it as the JSON
// file that Google's console gives out, with this server as token endpoint.
func (srv *Server) Key() []byte { return srv.KeyFor(srv.opts.account) }

// made are the private keys of this process. Finding the primes of one takes
// long, so every server begins with the same: what is signed for one of them is
// of no use at another, as it names whom it is for.
var made struct {
	sync.Mutex
	keys []*rsa.PrivateKey
}

// privateKey is the i-th private key of every server, from 0.
func privateKey(i int) *rsa.PrivateKey {
	made.Lock()
	defer made.Unlock()
	for len(made.keys) <= i {
		key, err := rsa.GenerateKey(rand.Reader, 2048)
		if err != nil {
			panic(err) // the machine has no randomness
		}
		made.keys = append(made.keys, key)
	}
	return made.keys[i]
}

// KeyFor makes a fresh key for a service account; its older keys are void.
func (srv *Server) KeyFor(email string) []byte {
	srv.mu.Lock()
	defer srv.mu.Unlock()
	key := privateKey(srv.keys)
	srv.keys++
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		panic(err)
	}
	a := &account{key: key, keyID: fmt.Sprintf("%016x%016x", srv.next(), srv.next())}
	srv.accounts[email] = a
	out, err := json.MarshalIndent(map[string]string{
		"type":                        "service_account",
		"project_id":                  "project",
		"private_key_id":              a.keyID,
		"private_key":                 string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})),
		"client_email":                email,
		"client_id":                   itoa(srv.newID()),
		"auth_uri":                    srv.URL + "/auth",
		"token_uri":                   srv.URL + "/token",
		"auth_provider_x509_cert_url": srv.URL + "/certs",
		"universe_domain":             "googleapis.com",
	}, "", "  ")
	if err != nil {
		panic(err)
	}
	return append(out, '\n')
}

// DisableAccount makes the keys of an account void, as deleting it would.
func (srv *Server) DisableAccount(email string) {
	srv.mu.Lock()
	defer srv.mu.Unlock()
	if a := srv.accounts[email]; a != nil {
		a.disabled = true
	}
}
