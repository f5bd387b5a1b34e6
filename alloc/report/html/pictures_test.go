package html_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/model/standard"
)

// Pictures of every part of a page, to be looked at: go test -run TestPictures -pictures FOLDER.
func TestPictures(t *testing.T) {
	if *pictures == "" {
		t.Skip("without -pictures FOLDER there is nothing to be done")
	}
	c := demo(t)
	pl := passing(t, c)
	withPieces(c)
	b := open(t)
	for _, lang := range report.Langs() {
		for name, p := range map[string]string{
			"plan": pageOf(t, pl, c, lang), "assessment": assessed(t, c, standard.QualityBalance2017(), lang), "impossible": pageOf(t, impossible(t, c), c, lang),
		} {
			require.NoError(t, os.WriteFile(filepath.Join(*pictures, name+"-"+string(lang)+".html"), []byte(p), 0o600))
			for size, width := range map[string]int64{"wide": 1200, "narrow": 320} {
				b.show(p, width, 900)
				for _, part := range []string{"header", "#verdict", "#impossible", "#why", "#cost", "#gains", "#map", "#remains", "#proof"} {
					if ask[bool](b, `document.querySelector("`+part+`") !== null`) {
						b.picture(name+"-"+string(lang)+"-"+size+"-"+strings.TrimPrefix(part, "#"), part)
					}
				}
			}
		}
	}
}
