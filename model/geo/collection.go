package geo

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/eduparity/eduparity/model"
)

// A feature is one place or shape of a file.
type feature struct {
	id    string
	line  int
	shape model.Shape  // nil: a point
	point *model.Place // nil: a shape
}

// A source is one file of features.
type source struct {
	file   string
	ids    []string // names of the property that holds the id
	faults []error
}

func (s *source) fault(line int, record, column, value, rule string) {
	s.faults = append(s.faults, &model.DataError{File: s.file, Line: line, Record: record, Column: column, Value: value, Rule: rule})
}

// features reads every feature of a file, noting all that is wrong with it. Features with faults are left
// out.
func (s *source) features(data []byte) []feature {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(data) {
		s.fault(0, "", "", "", "is not UTF-8, which GeoJSON must be")
		return nil
	}
	if err := json.Unmarshal(data, new(json.RawMessage)); err != nil {
		s.notJSON(data, err)
		return nil
	}
	var all []feature
	seen := make(map[string]int)
	err := s.each(data, func(raw json.RawMessage, line int) {
		f, ok := s.feature(raw, line)
		if f.id != "" {
			if first, twice := seen[f.id]; twice {
				s.fault(line, f.id, s.ids[0], f.id, "is given twice, first on line "+strconv.Itoa(first))
				return
			}
			seen[f.id] = line
		}
		if ok {
			all = append(all, f)
		}
	})
	if err != nil {
		s.fault(0, "", "", "", `must be a FeatureCollection: {"type": "FeatureCollection", "features": [...]}`)
		return nil
	}
	return all
}

// notJSON notes why a file is not JSON, and where.
func (s *source) notJSON(data []byte, err error) {
	at := len(data)
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		at = min(max(int(syntax.Offset)-1, 0), len(data)) // the offset is that after the character
	}
	rule := "is not JSON: " + err.Error()
	if bytes.HasPrefix(data[at:], []byte("NaN")) || bytes.HasPrefix(data[at:], []byte("Infinity")) {
		rule += "; JSON has no numbers that are not finite: correct the degrees"
	}
	s.fault(1+bytes.Count(data[:at], []byte("\n")), "", "", "", rule)
}

// errCollection is what a file is that is JSON, but no collection of features.
var errCollection = errors.New("no FeatureCollection")

// each walks through the features of a collection, with the line that each begins on.
func (s *source) each(data []byte, do func(raw json.RawMessage, line int)) error {
	in := json.NewDecoder(bytes.NewReader(data))
	if err := delim(in, '{'); err != nil {
		return err
	}
	kind, listed := "", false
	for in.More() {
		key, err := in.Token()
		if err != nil {
			return err
		}
		switch key {
		case "type":
			err = in.Decode(&kind)
		case "features":
			listed = true
			err = s.list(in, data, do)
		case "crs":
			err = s.crs(in)
		default:
			err = in.Decode(new(json.RawMessage))
		}
		if err != nil {
			return err
		}
	}
	if kind != "FeatureCollection" || !listed {
		return errCollection
	}
	return nil
}

// list walks through the list of features.
func (s *source) list(in *json.Decoder, data []byte, do func(raw json.RawMessage, line int)) error {
	if err := delim(in, '['); err != nil {
		return err
	}
	line, at := 1, 0
	for in.More() {
		start := int(in.InputOffset())
		start += len(data[start:]) - len(bytes.TrimLeft(data[start:], ", \t\r\n"))
		line += bytes.Count(data[at:start], []byte("\n"))
		at = start
		var raw json.RawMessage
		if err := in.Decode(&raw); err != nil {
			return err
		}
		do(raw, line)
	}
	return delim(in, ']')
}

// delim reads a bracket.
func delim(in *json.Decoder, want json.Delim) error {
	got, err := in.Token()
	if err != nil {
		return err
	}
	if got != want {
		return errCollection
	}
	return nil
}

// geographic are the ends of names of reference systems in degrees that are WGS84, or differ from it by
// less than a metre.
var geographic = []string{"CRS84", ":4326", ":4490", ":4979"}

// crs checks the reference system that old files name.
func (s *source) crs(in *json.Decoder) error {
	var raw json.RawMessage
	if err := in.Decode(&raw); err != nil {
		return err
	}
	var named struct {
		Properties struct{ Name string }
	}
	if err := json.Unmarshal(raw, &named); err != nil || named.Properties.Name == "" {
		return nil // null, or a form that no program writes any more
	}
	for _, end := range geographic {
		if strings.HasSuffix(strings.ToUpper(named.Properties.Name), end) {
			return nil
		}
	}
	s.fault(0, "", "crs", named.Properties.Name, "must be in degrees, WGS84: export the layer in EPSG:4326")
	return nil
}
