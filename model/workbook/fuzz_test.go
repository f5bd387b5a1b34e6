package workbook_test

import (
	"archive/zip"
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/workbook"
)

// Whatever the XML of a sheet holds, reading it gives faults or a county that validates.
func FuzzReadSheet(f *testing.F) {
	const head = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` +
		`<row r="1"><c r="A1" t="str"><v>school_id</v></c><c r="B1" t="str"><v>stage</v></c><c r="C1" t="str"><v>pupils</v></c></row>`
	f.Add(head + `<row r="2"><c r="A2" t="str"><v>01</v></c><c r="B2" t="str"><v>primary</v></c><c r="C2"><f>1+1</f><v>2E1</v></c></row></sheetData><mergeCells><mergeCell ref="A2:A9"/></mergeCells></worksheet>`)
	f.Add(head + `<row r="7"><c r="C7"><f>1</f></c><c r="A7" s="1"><v>45000</v></c></row><row r="3"/></sheetData><mergeCells><mergeCell ref="C9:A1"/></mergeCells></worksheet>`)
	f.Add(head + `<row><c><is><t>x</t></is></c></row></sheetData></worksheet>`)
	f.Add(`<x:worksheet xmlns:x="y"><x:row r='-1'><x:c r="ZZZ9"/></x:row></x:worksheet>`)
	parts := map[string]string{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"xl/workbook.xml": `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">` +
			`<sheets><sheet name="schools" sheetId="1" r:id="a"/><sheet name="sections" sheetId="2" r:id="b"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="b" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="/xl/worksheets/sheet2.xml"/></Relationships>`,
		"xl/styles.xml": `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
		"xl/worksheets/sheet1.xml": `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` +
			`<row r="1"><c r="A1" t="str"><v>school_id</v></c><c r="B1" t="str"><v>area</v></c></row><row r="2"><c r="A2" t="str"><v>01</v></c></row></sheetData></worksheet>`,
	}
	f.Fuzz(func(t *testing.T, sheet string) {
		var book bytes.Buffer
		w := zip.NewWriter(&book)
		for name, text := range parts {
			part, err := w.Create(name)
			require.NoError(t, err)
			_, err = part.Write([]byte(text))
			require.NoError(t, err)
		}
		part, err := w.Create("xl/worksheets/sheet2.xml")
		require.NoError(t, err)
		_, err = part.Write([]byte(sheet))
		require.NoError(t, err)
		require.NoError(t, w.Close())
		c, _, err := workbook.Read(&book)
		if err != nil {
			require.NotEmpty(t, model.DataErrors(err), "%v", err)
			return
		}
		require.NoError(t, c.Validate())
		require.NotEmpty(t, c.Sections)
	})
}
