// Package discovery reads the two discovery documents that Google publishes for
// Sheets v4 and Drive v3 and answers what they say: which method a URL means,
// what its request may hold, what its reply must look like and what a field
// mask selects. Only sheetstest imports it. It never opens a file or a
// connection: the documents are part of the program.
//
// The documents are copies of those shipped with google.golang.org/api v0.311.0
// (sheets-api.json revision 20261019, drive-api.json revision 20261023), under
// the BSD licence beside them. A test compares them with the module's own, so
// that a newer module shows what has changed.
package discovery

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"sort"
	"sync"
)

//go:embed sheets-api.json
var sheetsJSON []byte

//go:embed drive-api.json
var driveJSON []byte

// Document is one API as its discovery document describes it.
type Document struct {
	Name        string             `json:"name"`
	Revision    string             `json:"revision"`
	ServicePath string             `json:"servicePath"`
	Parameters  map[string]*Schema `json:"parameters"`
	Schemas     map[string]*Schema `json:"schemas"`
	Resources   map[string]node    `json:"resources"`

	methods []*Method
}

// node is one resource of a document: methods and resources below it.
type node struct {
	Methods   map[string]*Method `json:"methods"`
	Resources map[string]node    `json:"resources"`
}

// Schema describes one value: an object with properties, a list, a map, an enum
// or a plain value.
type Schema struct {
	Ref        string             `json:"$ref"`
	ID         string             `json:"id"`
	Type       string             `json:"type"`
	Format     string             `json:"format"`
	Enum       []string           `json:"enum"`
	Properties map[string]*Schema `json:"properties"`
	Items      *Schema            `json:"items"`
	Additional *Schema            `json:"additionalProperties"`
	Location   string             `json:"location"`
	Repeated   bool               `json:"repeated"`
	Required   bool               `json:"required"`
}

// Sheets is the document of Sheets v4.
var Sheets = sync.OnceValue(func() *Document { return mustParse(sheetsJSON) })

// Drive is the document of Drive v3.
var Drive = sync.OnceValue(func() *Document { return mustParse(driveJSON) })

// Parse reads a discovery document.
func Parse(data []byte) (*Document, error) {
	doc := &Document{}
	if err := json.Unmarshal(data, doc); err != nil {
		return nil, fmt.Errorf("read discovery document: %w", err)
	}
	for _, n := range doc.Resources {
		if err := doc.collect(n); err != nil {
			return nil, err
		}
	}
	// The more literal a path, the earlier it is tried: "values/{range}:clear"
	// before "values/{range}".
	sort.Slice(doc.methods, func(i, j int) bool {
		a, b := doc.methods[i], doc.methods[j]
		if len(a.literal) != len(b.literal) {
			return len(a.literal) > len(b.literal)
		}
		return a.ID < b.ID
	})
	return doc, nil
}

func mustParse(data []byte) *Document {
	doc, err := Parse(data)
	if err != nil {
		panic(err)
	}
	return doc
}

func (d *Document) collect(n node) error {
	for _, m := range n.Methods {
		if err := m.compile(d); err != nil {
			return err
		}
		d.methods = append(d.methods, m)
	}
	for _, child := range n.Resources {
		if err := d.collect(child); err != nil {
			return err
		}
	}
	return nil
}

// Methods lists every method, in the order in which paths are tried.
func (d *Document) Methods() []*Method { return d.methods }

// Resolve follows a reference to the schema it names.
func (d *Document) Resolve(s *Schema) *Schema {
	for s != nil && s.Ref != "" {
		s = d.Schemas[s.Ref]
	}
	return s
}
