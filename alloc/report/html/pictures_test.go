package html_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/model/standard"
)

var looked = flag.String("page", "", "with -pictures: take pictures of this `FILE` instead of the tests' own pages")

// Pictures of every part of a page, to be looked at: go test -run TestPictures -pictures FOLDER.
func TestPictures(t *testing.T) {
	if *pictures == "" {
		t.Skip("without -pictures FOLDER there is nothing to be done")
	}
	pages := make(map[string]string)
	if *looked != "" {
		page, err := os.ReadFile(*looked)
		require.NoError(t, err)
		pages[strings.TrimSuffix(filepath.Base(*looked), ".html")] = string(page)
	} else {
		c := demo(t)
		pl := passing(t, c)
		withPieces(c)
		for _, lang := range report.Langs() {
			pages["plan-"+string(lang)] = pageOf(t, pl, c, lang)
			pages["assessment-"+string(lang)] = assessed(t, c, standard.QualityBalance2017(), lang)
			pages["impossible-"+string(lang)] = pageOf(t, impossible(t, c), c, lang)
		}
	}
	b := open(t)
	for name, page := range pages {
		for size, width := range map[string]int64{"wide": 1200, "narrow": 320} {
			b.show(page, width, 900)
			for _, part := range []string{"header", "#verdict", "#impossible", "#do", "#why", "#cost", "#gains", "#map", "#remains", "#proof", "#strategies", "#cvs", "#curve", "#points"} {
				if ask[bool](b, `document.querySelector("`+part+`") !== null`) {
					b.picture(name+"-"+size+"-"+strings.TrimPrefix(part, "#"), part)
				}
			}
		}
	}
}
