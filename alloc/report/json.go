package report

import (
	"bytes"
	"encoding/json"
	"io"

	"github.com/eduparity/eduparity/model/diagnosis"
	"github.com/eduparity/eduparity/model/standard"
)

// additions are what the JSON form of an assessment holds beside the assessment itself.
type additions struct {
	Diagnosis  *diagnosis.Diagnosis  `json:"diagnosis,omitempty"`
	Comparison *diagnosis.Comparison `json:"comparison,omitempty"`
	View       *diagnosis.View       `json:"view,omitempty"`
}

// AssessmentJSON writes an assessment in the form eduparity/assessment/1, with what the options hold
// of diagnosis, comparison and view as further fields.
func AssessmentJSON(w io.Writer, a *standard.Assessment, o Options) error {
	base, err := json.Marshal(a)
	if err != nil {
		return err
	}
	more, err := json.Marshal(additions{o.Diagnosis, o.Comparison, o.View})
	if err != nil {
		return err
	}
	// Both are objects: the fields of the second follow those of the first.
	whole := base
	if len(more) > len("{}") {
		whole = append(append(bytes.TrimSuffix(base, []byte("}")), ','), more[1:]...)
	}
	var out bytes.Buffer
	if err := json.Indent(&out, whole, "", "  "); err != nil {
		return err
	}
	out.WriteByte('\n')
	_, err = out.WriteTo(w)
	return err
}
