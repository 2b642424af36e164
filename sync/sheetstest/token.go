package sheetstest

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"bieu/sync/sheetstest/discovery"
)

// grant is what an access token is good for.
type grant struct {
	email   string
	scopes  []string
	expires time.Time
}

// claims is the content of the JWT that a service account signs.
type claims struct {
	Issuer   string `json:"iss"`
	Scope    string `json:"scope"`
	Audience string `json:"aud"`
	Expires  int64  `json:"exp"`
	Issued   int64  `json:"iat"`
	Subject  string `json:"sub"`
}

// skew is how far apart the clocks of client and server may be.
const skew = 5 * time.Minute

// serveToken is Google's token endpoint for service accounts: a JWT signed with
// the account's key for an access token.
func (srv *Server) serveToken(w http.ResponseWriter, req *http.Request, raw []byte) {
	form, err := url.ParseQuery(string(raw))
	if err != nil || req.Method != http.MethodPost {
		srv.refuseToken(w, "invalid_request", "Malformed request")
		return
	}
	if form.Get("grant_type") != "urn:ietf:params:oauth:grant-type:jwt-bearer" {
		srv.refuseToken(w, "unsupported_grant_type", "Invalid grant_type: "+form.Get("grant_type"))
		return
	}
	srv.mu.Lock()
	defer srv.mu.Unlock()
	c, bad := srv.verify(form.Get("assertion"))
	if bad != "" {
		srv.refuseToken(w, "invalid_grant", bad)
		return
	}
	token := srv.grant(c.Issuer, strings.Fields(c.Scope))
	reply := map[string]any{"access_token": token, "token_type": "Bearer", "expires_in": int(srv.opts.tokenLife.Seconds()) - 1}
	write(w, 200, jsonType, encode(reply, nil, nil))
}

// refuseToken: the texts are those of Google's endpoint as issues show them.
func (srv *Server) refuseToken(w http.ResponseWriter, kind, description string) {
	write(w, 400, jsonType, encode(map[string]any{"error": kind, "error_description": description}, nil, nil))
}

// verify checks a JWT: form, algorithm, who signs, signature, for whom, how long
// and for what. It returns what is wrong, "" when nothing is.
func (srv *Server) verify(assertion string) (claims, string) {
	var c claims
	parts := strings.Split(assertion, ".")
	if len(parts) != 3 {
		return c, "Invalid JWT: malformed assertion."
	}
	var header struct {
		Alg string `json:"alg"`
		Kid string `json:"kid"`
	}
	for i, into := range []any{&header, &c} {
		data, err := base64.RawURLEncoding.DecodeString(parts[i])
		if err != nil || json.Unmarshal(data, into) != nil {
			return c, "Invalid JWT: a part cannot be read."
		}
	}
	a := srv.accounts[c.Issuer]
	if a == nil || a.key == nil || a.disabled {
		return c, "Invalid grant: account not found"
	}
	signature, err := base64.RawURLEncoding.DecodeString(parts[2])
	digest := sha256.Sum256([]byte(parts[0] + "." + parts[1]))
	if err != nil || header.Alg != "RS256" || rsa.VerifyPKCS1v15(&a.key.PublicKey, crypto.SHA256, digest[:], signature) != nil {
		return c, "Invalid JWT Signature."
	}
	now := srv.opts.now()
	issued, expires := time.Unix(c.Issued, 0), time.Unix(c.Expires, 0)
	switch {
	case c.Audience != srv.URL+"/token":
		return c, "Invalid JWT: audience " + c.Audience + " is not this endpoint."
	case c.Expires > c.Issued+3600, c.Expires <= c.Issued,
		issued.After(now.Add(skew)), expires.Before(now.Add(-skew)):
		return c, "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. " +
			"Check your iat and exp values in the JWT claim."
	case strings.TrimSpace(c.Scope) == "":
		return c, "Invalid OAuth scope or ID token audience provided."
	}
	return c, ""
}

// grant makes an access token.
func (srv *Server) grant(email string, scopes []string) string {
	token := fmt.Sprintf("ya29.%016x%016x", srv.next(), srv.next())
	srv.grants[token] = grant{email, scopes, srv.opts.now().Add(srv.opts.tokenLife)}
	return token
}

// Token makes an access token without sign-in, for tests that do not try it.
// Without scopes it is good for everything.
func (srv *Server) Token(email string, scopes ...string) string {
	srv.mu.Lock()
	defer srv.mu.Unlock()
	if len(scopes) == 0 {
		scopes = []string{"https://www.googleapis.com/auth/spreadsheets", "https://www.googleapis.com/auth/drive"}
	}
	return srv.grant(email, scopes)
}

// RevokeTokens makes all access tokens given so far invalid.
func (srv *Server) RevokeTokens() {
	srv.mu.Lock()
	defer srv.mu.Unlock()
	clear(srv.grants)
}

// authenticate finds out who is calling and whether the token's scopes cover the
// method.
func (srv *Server) authenticate(req *http.Request, m *discovery.Method) (string, *apiError) {
	header := req.Header.Get("Authorization")
	if header == "" {
		// From issues.
		return "", &apiError{code: 403, status: "PERMISSION_DENIED", message: "The request is missing a valid API key."}
	}
	token, isBearer := strings.CutPrefix(header, "Bearer ")
	g, known := srv.grants[token]
	if !isBearer || !known || !srv.opts.now().Before(g.expires) {
		return "", unauthenticated(m)
	}
	if len(m.Scopes) == 0 || slices.ContainsFunc(g.scopes, func(s string) bool { return slices.Contains(m.Scopes, s) }) {
		return g.email, nil
	}
	return "", insufficientScopes(m)
}

// unauthenticated: the text is recorded for Drive; its older list of errors
// comes with Drive only (inferred).
func unauthenticated(m *discovery.Method) *apiError {
	e := &apiError{
		code: 401, status: "UNAUTHENTICATED",
		message: "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. " +
			"See https://developers.google.com/identity/sign-in/web/devconsole-project.",
		header: map[string]string{"Www-Authenticate": `Bearer realm="https://accounts.google.com/", error="invalid_token"`},
	}
	if apiOf(m) == "drive" {
		e.legacy = []any{map[string]any{
			"message": "Invalid Credentials", "domain": "global", "reason": "authError",
			"location": "Authorization", "locationType": "header",
		}}
	}
	return e
}

// insufficientScopes: the message is from issues, the details are inferred.
func insufficientScopes(m *discovery.Method) *apiError {
	return &apiError{
		code: 403, status: "PERMISSION_DENIED", message: "Request had insufficient authentication scopes.",
		details: []any{map[string]any{
			"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT", "domain": "googleapis.com",
			"metadata": map[string]any{"service": apiOf(m) + ".googleapis.com", "method": m.ID},
		}},
		header: map[string]string{"Www-Authenticate": fmt.Sprintf(
			`Bearer realm="https://accounts.google.com/", error="insufficient_scope", scope=%q`, strings.Join(m.Scopes, " "))},
	}
}
