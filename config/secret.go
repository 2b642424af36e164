package config

import (
	"strings"

	"go.yaml.in/yaml/v4"
)

// Secret says where something lies that has no place in a settings file: in an
// environment variable or in a file of its own. Its zero value is no secret.
type Secret struct{ Variable, File string }

// secret reads where a secret lies. What stands there may be the secret
// itself: it is never repeated.
func (r *reader) secret(v value) Secret {
	if v.node.Kind != yaml.ScalarNode || isNull(v.node) {
		r.scalar(v, wantText)
		return Secret{}
	}
	s := strings.TrimSpace(v.node.Value)
	name, isVariable := strings.CutPrefix(s, environment)
	path, isFile := strings.CutPrefix(s, "file:")
	path = strings.TrimSpace(path)
	switch {
	case refused(v.node):
	case isVariable && variableName.MatchString(name):
		return Secret{Variable: name}
	case isFile && path != "":
		return Secret{File: path}
	default:
		r.report(v.node.Line, CodeSecret, key(v.path))
	}
	return Secret{}
}

// SecretPath is where the file of a secret lies.
func (c *Config) SecretPath(s Secret) string { return c.resolve(s.File) }
