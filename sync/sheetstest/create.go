package sheetstest

// Spreadsheet describes a spreadsheet to begin with.
type Spreadsheet struct {
	Title    string
	Locale   string // en_US when empty
	TimeZone string // Etc/GMT when empty
	Tabs     []Tab  // one tab Sheet1 when empty
	// Owner is a person; office@example.com when empty. The server's account is
	// a writer unless it is the owner or NotShared is set.
	Owner     string
	NotShared bool
}

// Tab describes one tab. Values are put in as they are: numbers, texts, truth
// values; nil and "" leave a cell empty.
type Tab struct {
	Title         string
	Rows, Columns int // 1000 and 26 when 0; more where the values need it
	Values        [][]any
}

// DefaultOwner owns a spreadsheet that was given no owner.
const DefaultOwner = "office@example.com"

// Create makes a spreadsheet and returns its id.
func (srv *Server) Create(in Spreadsheet) string {
	srv.mu.Lock()
	defer srv.mu.Unlock()
	s := newSpreadsheet(srv.newFileID(), in.Title)
	if in.Locale != "" {
		s.props["locale"] = in.Locale
	}
	if in.TimeZone != "" {
		s.props["timeZone"] = in.TimeZone
	}
	if len(in.Tabs) > 0 {
		s.tabs = nil
	}
	for i, t := range in.Tabs {
		id := 0
		if i > 0 {
			id = srv.newID()
		}
		s.tabs = append(s.tabs, s.tabOf(id, t))
	}
	owner := in.Owner
	if owner == "" {
		owner = DefaultOwner
	}
	srv.adopt(s, owner, srv.opts.now())
	if in.Owner == "" && !in.NotShared {
		s.share(srv, "user", "writer", srv.opts.account)
	}
	return s.id
}

func (s *spreadsheet) tabOf(id int, in Tab) *tab {
	rows, columns := in.Rows, in.Columns
	if rows == 0 {
		rows = 1000
	}
	if columns == 0 {
		columns = 26
	}
	t := newTab(id, in.Title, rows, columns)
	for r, line := range in.Values {
		t.grow(r+1, len(line))
		for c, value := range line {
			if n, ok := value.(int); ok {
				value = float64(n)
			}
			t.put(r, c, s.entered(nil, value, false, 0))
		}
	}
	return t
}
