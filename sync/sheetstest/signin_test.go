package sheetstest

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"net/http"
	"net/url"
	"testing"
	"time"
)

const spreadsheetsScope = "https://www.googleapis.com/auth/spreadsheets"

// signed makes a JWT with a service account's key file.
func signed(t *testing.T, keyFile []byte, header map[string]any, c claims) string {
	t.Helper()
	var file struct {
		Key string `json:"private_key"`
	}
	if err := json.Unmarshal(keyFile, &file); err != nil {
		t.Fatal(err)
	}
	block, _ := pem.Decode([]byte(file.Key))
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	part := func(v any) string { return base64.RawURLEncoding.EncodeToString([]byte(asJSON(t, v))) }
	text := part(header) + "." + part(c)
	digest := sha256.Sum256([]byte(text))
	signature, err := rsa.SignPKCS1v15(rand.Reader, key.(*rsa.PrivateKey), crypto.SHA256, digest[:])
	if err != nil {
		t.Fatal(err)
	}
	return text + "." + base64.RawURLEncoding.EncodeToString(signature)
}

func exchange(t *testing.T, srv *Server, assertion string) (int, map[string]any) {
	t.Helper()
	resp, err := http.PostForm(srv.URL+"/token", url.Values{
		"grant_type": {"urn:ietf:params:oauth:grant-type:jwt-bearer"}, "assertion": {assertion},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	out := map[string]any{}
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, out
}

func TestSignInChecksTheAssertion(t *testing.T) {
	srv := NewServer(WithClock(func() time.Time { return fixed }))
	defer srv.Close()
	older := srv.Key()
	key := srv.Key()
	now := fixed.Unix()
	rs256 := map[string]any{"alg": "RS256", "typ": "JWT"}
	good := claims{Issuer: DefaultAccount, Scope: spreadsheetsScope, Audience: srv.URL + "/token", Issued: now, Expires: now + 3600}
	with := func(change func(*claims)) claims {
		c := good
		change(&c)
		return c
	}
	const timeframe = "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. " +
		"Check your iat and exp values in the JWT claim."
	for _, tt := range []struct{ name, assertion, want string }{
		{"good", signed(t, key, rs256, good), ""},
		{"an older key", signed(t, older, rs256, good), "Invalid JWT Signature."},
		{"another algorithm", signed(t, key, map[string]any{"alg": "none"}, good), "Invalid JWT Signature."},
		{"another audience", signed(t, key, rs256, with(func(c *claims) { c.Audience = "https://elsewhere/token" })),
			"Invalid JWT: audience https://elsewhere/token is not this endpoint."},
		{"too long", signed(t, key, rs256, with(func(c *claims) { c.Expires = now + 3601 })), timeframe},
		{"a clock that is behind", signed(t, key, rs256, with(func(c *claims) { c.Issued, c.Expires = now-7200, now-3600 })), timeframe},
		{"a clock that is ahead", signed(t, key, rs256, with(func(c *claims) { c.Issued, c.Expires = now+3600, now+7200 })), timeframe},
		{"somebody unknown", signed(t, key, rs256, with(func(c *claims) { c.Issuer = "else@example.com" })), "Invalid grant: account not found"},
		{"no scope", signed(t, key, rs256, with(func(c *claims) { c.Scope = "" })), "Invalid OAuth scope or ID token audience provided."},
		{"no JWT", "abc", "Invalid JWT: malformed assertion."},
	} {
		status, out := exchange(t, srv, tt.assertion)
		if tt.want == "" {
			if status != 200 || out["access_token"] == "" || out["token_type"] != "Bearer" || out["expires_in"] != 3599.0 {
				t.Errorf("%s: %d %v", tt.name, status, out)
			}
			continue
		}
		same(t, tt.name, []any{status, out["error"], out["error_description"]}, []any{400, "invalid_grant", tt.want})
	}
	srv.DisableAccount(DefaultAccount)
	if status, _ := exchange(t, srv, signed(t, key, rs256, good)); status != 400 {
		t.Errorf("an account that is disabled got status %d", status)
	}
}

func TestTokensExpireAndAreNeeded(t *testing.T) {
	now := fixed
	a := newAPI(t, sample(), WithClock(func() time.Time { return now }), WithTokenLife(10*time.Minute))
	const expired = "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. " +
		"See https://developers.google.com/identity/sign-in/web/devconsole-project."
	now = fixed.Add(9 * time.Minute)
	a.ok("GET", "", "")
	now = fixed.Add(10 * time.Minute)
	same(t, "expired", a.refused("GET", "", "", 401), expired)
	a.token = a.srv.Token(DefaultAccount)
	a.ok("GET", "", "")
	a.srv.RevokeTokens()
	same(t, "revoked", a.refused("GET", "", "", 401), expired)
	a.token = ""
	same(t, "none", a.refused("GET", "", "", 403), "The request is missing a valid API key.")
	a.token = a.srv.Token(DefaultAccount, "https://www.googleapis.com/auth/spreadsheets.readonly")
	a.ok("GET", "/values/A1", "")
	same(t, "scope", a.refused("POST", "/values:batchGetByDataFilter", `{}`, 403), "Request had insufficient authentication scopes.")
}

func TestAccessCanBeRevokedInMidRun(t *testing.T) {
	a := newAPI(t, sample())
	h := a.srv.Human(a.id)
	if err := h.Share(DefaultAccount, "reader"); err != nil {
		t.Fatal(err)
	}
	a.ok("GET", "", "")
	same(t, "a reader writes", a.refused("POST", "/values/A1:clear", "", 403), "The caller does not have permission")
	if err := h.Share(DefaultAccount, "writer"); err != nil {
		t.Fatal(err)
	}
	a.srv.BeforeApply(func(Call) {
		if err := h.Revoke(DefaultAccount); err != nil {
			t.Error(err)
		}
	})
	same(t, "between arrival and application", a.refused("POST", "/values/A1:clear", "", 403), "The caller does not have permission")
	a.srv.BeforeApply(nil)
	if value, err := h.Value("A1"); value != "Mã" || err != nil {
		t.Errorf("A1 holds %q (%v), want what it held", value, err)
	}
	if err := h.Delete(); err != nil {
		t.Fatal(err)
	}
	same(t, "deleted", a.refused("GET", "", "", 404), "Requested entity was not found.")
}
