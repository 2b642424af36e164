package sheetstest

import (
	"maps"
	"strconv"
)

// addTable makes a table. Reading it shows an entry for every column, whichever
// were sent (measured).
func addTable(e *edit, in map[string]any) (map[string]any, *apiError) {
	object, _ := in["table"].(map[string]any)
	t, at, err := e.gridRange(object["range"])
	if err != nil {
		return nil, err
	}
	for _, other := range t.tables {
		if other.at.closed(len(t.rows), len(t.cols)).meets(at) {
			return nil, invalid("You cannot add a table that overlaps another table.") // inferred
		}
	}
	columns, err := sentColumns(object["columnProperties"])
	if err == nil {
		err = e.guard(t, at)
	}
	if err != nil {
		return nil, err
	}
	t, o, err := tableFamily.add(e, object, e.srv.newTextID())
	if err != nil {
		return nil, err
	}
	o.data["columnProperties"] = e.s.tableColumns(t, at, columns)
	return map[string]any{"table": o.json(t, "tableId")}, nil
}

// updateTable: columns that are sent replace all; those left out lose their type
// and are named by their header (measured).
func updateTable(e *edit, in map[string]any) (map[string]any, *apiError) {
	object, _ := in["table"].(map[string]any)
	columns, err := sentColumns(object["columnProperties"])
	if err != nil {
		return nil, err
	}
	mask, err := e.mask(in, tableFamily.schema)
	if err != nil {
		return nil, err
	}
	for _, column := range columns {
		if column["columnName"] == nil && mask.Has("columnProperties") {
			return nil, invalid("Table header row cell must have a value.") // measured
		}
	}
	if _, err := tableFamily.update(e, in); err != nil {
		return nil, err
	}
	if mask.Has("columnProperties") || mask.Has("range") {
		t, i, err := tableFamily.find(e.s, object["tableId"])
		if err != nil {
			return nil, err
		}
		o := t.tables[i]
		if !mask.Has("columnProperties") {
			columns = e.s.underHeader(t, o)
		}
		o.data["columnProperties"] = e.s.tableColumns(t, o.at, columns)
	}
	return nil, nil
}

// underHeader are the columns of a table that has been given another range: of
// the same types, named by the header that it has there (inferred).
func (s *spreadsheet) underHeader(t *tab, table ranged) map[int]map[string]any {
	columns := map[int]map[string]any{}
	for i, item := range listOf(table.data["columnProperties"]) {
		column := maps.Clone(item.(map[string]any))
		if header := t.cell(table.at.r0, table.at.c0+i); !header.blank() {
			column["columnName"] = s.formatted(t, header)
		}
		columns[i] = column
	}
	return columns
}

func deleteTable(e *edit, in map[string]any) (map[string]any, *apiError) {
	return tableFamily.remove(e, in["tableId"])
}

// sentColumns are the columns of a request by their index; the refusals are
// measured.
func sentColumns(value any) (map[int]map[string]any, *apiError) {
	columns := map[int]map[string]any{}
	for _, item := range listOf(value) {
		column, _ := item.(map[string]any)
		rule, _ := column["dataValidationRule"].(map[string]any)
		switch dropdown := column["columnType"] == "DROPDOWN"; {
		case dropdown && rule["condition"] == nil:
			return nil, invalid("Condition must be set for dropdown column type.")
		case !dropdown && rule != nil:
			return nil, invalid("Cannot set condition for non-dropdown column type.")
		}
		index, _ := column["columnIndex"].(int)
		columns[index] = column
	}
	return columns, nil
}

// tableColumns are the columns that a table shows. A name that is sent is
// written into the header; a column with a type and no name is called Column 1
// and so on, and its header with it; any other is named by its header (all
// measured). That an empty header gets such a name, too, is inferred.
func (s *spreadsheet) tableColumns(t *tab, at span, sent map[int]map[string]any) []any {
	var list []any
	unnamed := 0
	for c := at.c0; c < at.c1; c++ {
		column := map[string]any{}
		for name, value := range sent[c-at.c0] {
			column[name] = value
		}
		header := t.cell(at.r0, c)
		name, _ := column["columnName"].(string)
		if name == "" && column["columnType"] == nil && !header.blank() {
			name = s.formatted(t, header)
		} else {
			if name == "" {
				unnamed++
				name = "Column " + strconv.Itoa(unnamed)
			}
			t.put(at.r0, c, header.withValue(text(name), ""))
		}
		column["columnName"] = name
		delete(column, "columnIndex")
		count(column, "columnIndex", c-at.c0)
		list = append(list, column)
	}
	return list
}
