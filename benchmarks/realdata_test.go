package benchmarks

import (
	"encoding/csv"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model"
)

// Real data of public lists of schools lie beside the module where they are at hand.

// A record is one row of a table by column.
type record struct {
	line int // 1 is the header
	row  []string
	at   map[string]int
}

func (r record) text(column string) string { return r.row[r.at[column]] }

// number is the number in a column, 0 where it is blank.
func (r record) number(t testing.TB, column string) float64 {
	t.Helper()
	text := r.text(column)
	if text == "" {
		return 0
	}
	v, err := strconv.ParseFloat(text, 64)
	require.NoError(t, err, "line %d", r.line)
	return v
}

// table reads a table; the test is skipped where it is absent.
func table(t testing.TB, name string) []record {
	t.Helper()
	file, err := os.Open(filepath.Join("..", "..", "shared", "data", name, "schools.csv"))
	if err != nil {
		t.Skipf("real data are absent: %v", err)
	}
	defer func() { require.NoError(t, file.Close()) }()
	rows := csv.NewReader(file)
	header, err := rows.Read()
	require.NoError(t, err)
	at := make(map[string]int, len(header))
	for i, column := range header {
		at[column] = i
	}
	var records []record
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return records
		}
		require.NoError(t, err)
		line, _ := rows.FieldPos(0)
		records = append(records, record{line, row, at})
	}
}

// addSection adds a school with one section to a county.
func addSection(c *model.County, id string, pupils float64, stocks model.Stocks) {
	c.Schools = append(c.Schools, model.School{ID: id, Name: id, Kind: model.KindPrimary, Area: model.AreaRural})
	c.Sections = append(c.Sections, model.Section{School: id, Stage: model.StagePrimary, Pupils: pupils, Stocks: stocks})
}

// taiwan is one county of Taiwan's primary schools of 2024.
func taiwan(t testing.TB, county string) *model.County {
	t.Helper()
	c := &model.County{Name: county, Year: 2024}
	for _, r := range table(t, "taiwan_primary_2024") {
		if r.text("county") == county {
			addSection(c, r.text("school_code"), r.number(t, "pupils"), model.Stocks{
				model.Teachers: r.number(t, "teachers"), model.Classes: r.number(t, "classes"),
			})
		}
	}
	return c
}

// southAfrica is South Africa's ordinary schools of 2017, as one county, as far as wanted says. Rows
// without learners or without educators are left out, each with a finding.
func southAfrica(t testing.TB, wanted func(r record) bool) (*model.County, []model.Finding) {
	t.Helper()
	c := &model.County{Name: "South Africa", Year: 2017}
	var leftOut []model.Finding
	for _, r := range table(t, "south_africa_2017") {
		if !wanted(r) {
			continue
		}
		learners, educators := r.number(t, "learners"), r.number(t, "educators")
		missing := ""
		switch {
		case learners <= 0:
			missing = "learners"
		case educators <= 0:
			missing = "educators"
		}
		if missing != "" {
			leftOut = append(leftOut, model.Finding{
				File: model.TableSchools, Line: r.line, Record: r.text("natemis"), Column: missing, Value: r.text(missing),
				Rule: "is blank or 0: the school is left out",
			})
			continue
		}
		addSection(c, r.text("natemis"), learners, model.Stocks{model.Teachers: educators})
	}
	return c, leftOut
}

// publicVhembe picks the public schools of one district.
func publicVhembe(r record) bool {
	return r.text("province") == "LP" && r.text("district") == "VHEMBE" && strings.EqualFold(r.text("sector"), "public")
}
