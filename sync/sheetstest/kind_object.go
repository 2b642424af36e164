package sheetstest

import "slices"

// object is a chart or a slicer: it lies over the cells of a tab.
type object struct {
	id   int
	kind *objectKind
	data map[string]any // spec, position, border
}

// objectKind is what charts and slicers differ in. All about them is documented
// and not recorded.
type objectKind struct {
	member, idName, schema string
	list                   string // the tab's member that shows them
}

var (
	charts  = &objectKind{"chart", "chartId", "ChartSpec", "charts"}
	slicers = &objectKind{"slicer", "slicerId", "SlicerSpec", "slicers"}
)

// The size of an object that was given none (documented).
const objectWidth, objectHeight = 600, 371

func (o object) json() map[string]any {
	out := map[string]any{o.kind.idName: o.id}
	for name, value := range o.data {
		out[name] = value
	}
	return out
}

func objectsJSON(t *tab, kind *objectKind) []any {
	var out []any
	for _, o := range t.objects {
		if o.kind == kind {
			out = append(out, o.json())
		}
	}
	return out
}

func addChart(e *edit, in map[string]any) (map[string]any, *apiError)  { return charts.add(e, in) }
func addSlicer(e *edit, in map[string]any) (map[string]any, *apiError) { return slicers.add(e, in) }

func (k *objectKind) add(e *edit, in map[string]any) (map[string]any, *apiError) {
	given, _ := in[k.member].(map[string]any)
	if given["spec"] == nil {
		return nil, invalid("%s.spec must be set", k.member)
	}
	position, _ := given["position"].(map[string]any)
	placed, t, err := e.placed(position, nil)
	if err != nil {
		return nil, err
	}
	o := object{id: e.srv.newID(), kind: k, data: map[string]any{"spec": given["spec"], "position": placed}}
	if n, ok := given[k.idName].(int); ok && n != 0 {
		if _, i := e.s.object(n); i >= 0 {
			return nil, invalid("Object with id %d already exists", n)
		}
		o.id = n
	}
	if border := given["border"]; border != nil {
		o.data["border"] = border
	}
	o.data = styled(o.data)
	t.objects = append(t.objects, o)
	return map[string]any{k.member: o.json()}, nil
}

// placed is a position over the cells, laid over the one before. An object on a
// sheet of its own is not built.
func (e *edit) placed(position, before map[string]any) (map[string]any, *tab, *apiError) {
	if truthy(position["newSheet"]) || position["sheetId"] != nil {
		return nil, nil, notBuilt("an embedded object on a sheet of its own")
	}
	overlay := map[string]any{"widthPixels": objectWidth, "heightPixels": objectHeight}
	for name, value := range before {
		overlay[name] = value
	}
	given, _ := position["overlayPosition"].(map[string]any)
	for name, value := range given {
		overlay[name] = value
	}
	anchor, _ := overlay["anchorCell"].(map[string]any)
	t, err := e.tab(anchor["sheetId"])
	if err != nil {
		return nil, nil, err
	}
	shown := map[string]any{}
	for name, value := range anchor {
		if value != 0 {
			shown[name] = value
		}
	}
	overlay["anchorCell"] = shown
	for _, name := range []string{"offsetXPixels", "offsetYPixels"} {
		if overlay[name] == 0 {
			delete(overlay, name)
		}
	}
	return map[string]any{"overlayPosition": overlay}, t, nil
}

// object finds a chart or slicer by its id; -1 when there is none.
func (s *spreadsheet) object(id int) (*tab, int) {
	for _, t := range s.tabs {
		if i := slices.IndexFunc(t.objects, func(o object) bool { return o.id == id }); i >= 0 {
			return t, i
		}
	}
	return nil, -1
}

func (e *edit) object(id any) (*tab, int, *apiError) {
	n, _ := id.(int)
	t, i := e.s.object(n)
	if i < 0 {
		return nil, 0, invalid("Embedded object not found: %d", n) // inferred
	}
	return t, i, nil
}

// change gives an object other data; objects are never changed in place.
func (t *tab) change(i int, name string, value any) object {
	o := t.objects[i]
	data := map[string]any{}
	for known, v := range o.data {
		data[known] = v
	}
	data[name] = value
	o.data = styled(data)
	t.objects[i] = o
	return o
}

// updateChartSpec replaces the whole spec (documented).
func updateChartSpec(e *edit, in map[string]any) (map[string]any, *apiError) {
	t, i, err := e.object(in["chartId"])
	if err == nil {
		t.change(i, "spec", in["spec"])
	}
	return nil, err
}

func updateSlicerSpec(e *edit, in map[string]any) (map[string]any, *apiError) {
	t, i, err := e.object(in["slicerId"])
	if err != nil {
		return nil, err
	}
	mask, err := e.mask(in, slicers.schema)
	if err != nil {
		return nil, err
	}
	before, _ := t.objects[i].data["spec"].(map[string]any)
	after, _ := in["spec"].(map[string]any)
	t.change(i, "spec", mergeStyled(mask, before, after))
	return nil, nil
}

func deleteEmbeddedObject(e *edit, in map[string]any) (map[string]any, *apiError) {
	t, i, err := e.object(in["objectId"])
	if err == nil {
		t.objects = slices.Delete(t.objects, i, i+1)
	}
	return nil, err
}

// updateEmbeddedObjectPosition: the mask counts from the overlay position
// (documented).
func updateEmbeddedObjectPosition(e *edit, in map[string]any) (map[string]any, *apiError) {
	from, i, err := e.object(in["objectId"])
	if err != nil {
		return nil, err
	}
	mask, err := e.mask(in, "OverlayPosition")
	if err != nil {
		return nil, err
	}
	o := from.objects[i]
	before, _ := o.data["position"].(map[string]any)
	overlay, _ := before["overlayPosition"].(map[string]any)
	next, _ := in["newPosition"].(map[string]any)
	if given, ok := next["overlayPosition"].(map[string]any); ok {
		next = map[string]any{"overlayPosition": mask.Merge(overlay, given)}
	}
	placed, to, err := e.placed(next, overlay)
	if err != nil {
		return nil, err
	}
	o = from.change(i, "position", placed)
	if to != from {
		from.objects = slices.Delete(from.objects, i, i+1)
		to.objects = append(to.objects, o)
	}
	return map[string]any{"position": placed}, nil
}

func updateEmbeddedObjectBorder(e *edit, in map[string]any) (map[string]any, *apiError) {
	t, i, err := e.object(in["objectId"])
	if err != nil {
		return nil, err
	}
	mask, err := e.mask(in, "EmbeddedObjectBorder")
	if err != nil {
		return nil, err
	}
	before, _ := t.objects[i].data["border"].(map[string]any)
	after, _ := in["border"].(map[string]any)
	t.change(i, "border", mergeStyled(mask, before, after))
	return nil, nil
}
