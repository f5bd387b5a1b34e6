package report

import (
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
)

// A page collects the text of a report, so that it is written in one go and errors come once.
type page struct {
	Lang
	colour bool
	b      strings.Builder
}

// newPage begins a page.
func newPage(o Options) *page { return &page{Lang: o.Lang, colour: o.Colour} }

// line adds a line.
func (p *page) line(format string, args ...any) {
	p.b.WriteString(p.say(format, args...) + "\n")
}

// lead adds a line that is to be seen first.
func (p *page) lead(line string) { p.b.WriteString(p.bold(line) + "\n") }

// head starts a part.
func (p *page) head(format string, args ...any) {
	p.b.WriteByte('\n')
	p.lead(p.say(format, args...))
}

// more says how much of a list is not shown.
func (p *page) more(left int) {
	if left > 0 {
		p.line("  and %s more, see --all", whole(left))
	}
}

// writeTo writes the page.
func (p *page) writeTo(w io.Writer) error {
	_, err := io.WriteString(w, p.b.String())
	return err
}

// A grid is a table of text. Names of columns that start with > are those of numbers, which are
// aligned to the right.
type grid struct {
	columns []string
	rows    [][]string
}

// add adds a row.
func (g *grid) add(cells ...string) { g.rows = append(g.rows, cells) }

// grid adds a table, indented. Columns without any text are left out.
func (p *page) grid(g grid) {
	used := make([]bool, len(g.columns))
	for _, row := range g.rows {
		for i, cell := range row {
			used[i] = used[i] || cell != ""
		}
	}
	t := table.NewWriter()
	t.SetStyle(table.Style{
		Box:     table.BoxStyle{PaddingRight: "  "},
		Format:  table.FormatOptions{Header: text.FormatDefault},
		Options: table.OptionsNoBordersAndSeparators,
	})
	var header table.Row
	var settings []table.ColumnConfig
	for i, name := range g.columns {
		if !used[i] {
			continue
		}
		align := text.AlignLeft
		if strings.HasPrefix(name, ">") {
			name, align = name[1:], text.AlignRight
		}
		header = append(header, p.of(name))
		settings = append(settings, table.ColumnConfig{Number: len(header), Align: align, AlignHeader: align})
	}
	t.AppendHeader(header)
	t.SetColumnConfigs(settings)
	for _, row := range g.rows {
		var cells table.Row
		for i, cell := range row {
			if used[i] {
				cells = append(cells, p.painted(cell))
			}
		}
		t.AppendRow(cells)
	}
	for line := range strings.Lines(t.Render()) {
		p.line("  %s", strings.TrimRight(line, " \n"))
	}
}
