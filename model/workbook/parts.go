package workbook

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"path"
	"strings"
)

// Parts of the package that a workbook is.
const (
	bookPart  = "xl/workbook.xml"
	linksPart = "xl/_rels/workbook.xml.rels"
)

// sheetParts finds the part of every sheet with cells.
func sheetParts(packed *zip.Reader) (map[string]*zip.File, error) {
	var list struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			Link string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
			Old  string `xml:"http://purl.oclc.org/ooxml/officeDocument/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	var links struct {
		Links []struct {
			ID     string `xml:"Id,attr"`
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if err := decode(packed, bookPart, &list); err != nil {
		return nil, err
	}
	if err := decode(packed, linksPart, &links); err != nil {
		return nil, err
	}
	target := make(map[string]string)
	for _, l := range links.Links {
		if strings.HasSuffix(l.Type, "/worksheet") {
			t := path.Join("xl", l.Target)
			if strings.HasPrefix(l.Target, "/") {
				t = strings.TrimPrefix(l.Target, "/")
			}
			target[l.ID] = t
		}
	}
	parts := make(map[string]*zip.File)
	for _, s := range list.Sheets {
		name := target[s.Link+s.Old]
		for _, f := range packed.File {
			if name != "" && strings.EqualFold(strings.ReplaceAll(f.Name, `\`, "/"), name) {
				parts[s.Name] = f
			}
		}
	}
	return parts, nil
}

// decode reads a part as XML.
func decode(packed *zip.Reader, name string, v any) (err error) {
	for _, f := range packed.File {
		if !strings.EqualFold(strings.ReplaceAll(f.Name, `\`, "/"), name) {
			continue
		}
		in, err := f.Open()
		if err != nil {
			return err
		}
		return errors.Join(xml.NewDecoder(in).Decode(v), in.Close())
	}
	return errors.New("it has no part " + name)
}
