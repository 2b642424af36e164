package xlsx_test

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bieu/sync/workbook"
)

const (
	mainURL     = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relURL      = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packageURL  = "http://schemas.openxmlformats.org/package/2006/relationships"
	typesURL    = "http://schemas.openxmlformats.org/package/2006/content-types"
	strictMain  = "http://purl.oclc.org/ooxml/spreadsheetml/main"
	strictRel   = "http://purl.oclc.org/ooxml/officeDocument/relationships"
	addedTarget = "worksheets/sheet2.xml"
)

// Writers declare the namespaces where and as they like; what is entered has
// to be bound to the right ones all the same.
func TestAddedTabIsBoundToItsNamespaces(t *testing.T) {
	const tag = `<sheet name="Trang" sheetId="1" r:id="rId1"/>`
	tests := map[string]struct {
		parts     map[string]string
		main, rel string
	}{
		"declared by the workbook": {nil, mainURL, relURL},
		"declared by every tab": {map[string]string{
			"xl/workbook.xml": `<workbook ` + mainNamespace + `><sheets><sheet ` + relNamespace + ` name="Trang" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		}, mainURL, relURL},
		"declared by every tab, strict": {map[string]string{
			"xl/workbook.xml": toStrict.Replace(`<workbook ` + mainNamespace + `><sheets><sheet ` + relNamespace + ` name="Trang" sheetId="1" r:id="rId1"/></sheets></workbook>`),
			"_rels/.rels":     toStrict.Replace(rootRelsPart), "xl/_rels/workbook.xml.rels": toStrict.Replace(bookRelsPart),
		}, strictMain, strictRel},
		"declared by the list of tabs": {map[string]string{
			"xl/workbook.xml": `<workbook ` + mainNamespace + `><sheets ` + relNamespace + `>` + tag + `</sheets></workbook>`,
		}, mainURL, relURL},
		"by another prefix": {map[string]string{
			"xl/workbook.xml": `<workbook ` + mainNamespace + ` xmlns:ns1='` + relURL + `'><sheets><sheet name="Trang" sheetId="1" ns1:id="rId1"/></sheets></workbook>`,
		}, mainURL, relURL},
		"another prefix by every tab": {map[string]string{
			"xl/workbook.xml": `<workbook ` + mainNamespace + ` xmlns:r="urn:x"><sheets><sheet xmlns:d3p1="` + relURL + `" name="Trang" sheetId="1" d3p1:id="rId1"/></sheets></workbook>`,
		}, mainURL, relURL},
		"the prefix given away by the list": {map[string]string{
			"xl/workbook.xml": `<workbook ` + mainNamespace + ` ` + relNamespace + `><sheets xmlns:r="urn:x"><sheet xmlns:q="` + relURL + `" name="Trang" sheetId="1" q:id="rId1"/></sheets></workbook>`,
		}, mainURL, relURL},
		"the prefix used for the elements": {map[string]string{
			"xl/workbook.xml": `<r:workbook xmlns:r="` + mainURL + `"><r:sheets><r:sheet xmlns:q="` + relURL + `" name="Trang" sheetId="1" q:id="rId1"/></r:sheets><r:definedNames/></r:workbook>`,
		}, mainURL, relURL},
		"another attribute called id": {map[string]string{
			"xl/workbook.xml": `<workbook ` + mainNamespace + ` ` + relNamespace + ` xmlns:z="urn:z"><sheets><sheet name="Trang" sheetId="1" r:id="rId1" z:id="9"/></sheets></workbook>`,
		}, mainURL, relURL},
		"prefixes everywhere": {map[string]string{
			"xl/workbook.xml": `<x:workbook xmlns:x="` + mainURL + `" ` + relNamespace + `><x:sheets><x:sheet name="Trang" sheetId="1" r:id="rId1"/></x:sheets>` +
				`<x:definedNames><x:definedName name="a">1</x:definedName></x:definedNames></x:workbook>`,
			"xl/_rels/workbook.xml.rels": prefixed("p", bookRelsPart),
			"[Content_Types].xml":        prefixed("ct", typesPart),
		}, mainURL, relURL},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			path := smallFile(t, test.parts)
			edit := workbook.Edit{Base: read(t, path), Tabs: []workbook.Layout{form("Mới"), {Title: "Trống"}}}
			if err := open(t, path).Write(t.Context(), edit); err != nil {
				t.Fatal(err)
			}
			parts := partsOf(t, path)
			var got []string
			for _, e := range elements(t, parts["xl/workbook.xml"]) {
				if e.Name.Local == "sheet" {
					got = append(got, e.Name.Space+" "+value(e, "", "name")+" "+value(e, test.rel, "id"))
				}
				if e.Name.Local == "definedName" && value(e, "", "localSheetId") != "" {
					got = append(got, e.Name.Space+" "+value(e, "", "name"))
				}
			}
			for _, e := range elements(t, parts["xl/_rels/workbook.xml.rels"]) {
				if value(e, "", "Target") == addedTarget {
					got = append(got, e.Name.Space+" "+e.Name.Local+" "+value(e, "", "Id"))
				}
			}
			for _, e := range elements(t, parts["[Content_Types].xml"]) {
				if value(e, "", "PartName") == "/xl/"+addedTarget {
					got = append(got, e.Name.Space+" "+e.Name.Local)
				}
			}
			want := []string{
				test.main + " Trang rId1", test.main + " Mới rId5", test.main + " Trống rId6",
				test.main + " _xlnm.Print_Titles", test.main + " _xlnm.Print_Area",
				packageURL + " Relationship rId5", typesURL + " Override",
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("names in their namespaces (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff([]string{"Trang", "Mới", "Trống"}, read(t, path).Titles); diff != "" {
				t.Errorf("titles (-want +got):\n%s", diff)
			}
		})
	}
}

// prefixed gives every element of a part a prefix.
func prefixed(prefix, part string) string {
	return strings.NewReplacer("xmlns=", "xmlns:"+prefix+"=", "</", "</"+prefix+":", "<", "<"+prefix+":").Replace(part)
}

// elements lists the elements of a part, their prefixes resolved. A prefix that
// nothing binds is left as it stands, and so differs from every namespace.
func elements(t *testing.T, part string) []xml.StartElement {
	t.Helper()
	var all []xml.StartElement
	d := xml.NewDecoder(strings.NewReader(part))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatalf("%v in %s", err, part)
		}
		if e, ok := token.(xml.StartElement); ok {
			all = append(all, e.Copy())
		}
	}
}

func value(e xml.StartElement, space, local string) string {
	for _, a := range e.Attr {
		if a.Name.Space == space && a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}
