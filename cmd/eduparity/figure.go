package main

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/alloc/report/plot"
	"github.com/eduparity/eduparity/model"
)

// A figure is a drawing that a command writes beside its result.
type figure struct {
	file, chart, font string
}

// flags adds the flags of a drawing; those of plans may choose what is drawn.
func (f *figure) flags(fs *pflag.FlagSet, charts bool) {
	fs.StringVar(&f.file, "plot", "", "also draw a figure for a paper into `FILE` (.svg or .png)")
	if charts {
		fs.StringVar(&f.chart, "chart", string(plot.KindCV),
			"what --plot draws: cv, lorenz or gains, the latter two of one indicator (`CHART[:STAGE/CODE]`, such as gains:primary/L4)")
	}
	fs.StringVar(&f.font, "plot-font", "", "font `FILE` (.ttf, .otf, .ttc) for the labels; without one they are English")
}

// check settles what can be said without a county.
func (f *figure) check() error {
	if f.file == "" {
		if f.font != "" || f.chart != "" && f.chart != string(plot.KindCV) {
			return usage("--chart and --plot-font say how a figure looks: name its file with --plot")
		}
		return nil
	}
	if format := f.format(); !slices.Contains(plot.Formats(), format) {
		return usage("--plot %s: the name must end in .%s", f.file, strings.Join(plot.Formats(), " or ."))
	}
	kind, of := f.what()
	switch {
	case f.chart != "" && !slices.Contains(plot.Kinds(), kind):
		return usage("--chart %q: %s", f.chart, model.Unknown(string(kind), words(plot.Kinds())))
	case strings.Contains(f.chart, ":") && (of.Stage == "" || of.Code == ""):
		return usage("--chart %q: after the colon stand a stage and the code of an indicator, such as primary/L4", f.chart)
	}
	return checkFile(f.file)
}

// format is what the name of the file ends in.
func (f *figure) format() string {
	return strings.ToLower(strings.TrimPrefix(filepath.Ext(f.file), "."))
}

// what is drawn, and of which indicator; of is empty where none is named.
func (f *figure) what() (kind plot.Kind, of plot.Of) {
	name, indicator, _ := strings.Cut(f.chart, ":")
	of.Stage, of.Code, _ = strings.Cut(indicator, "/")
	return plot.Kind(name), of
}

// ofPlan draws a plan, if a figure is asked for.
func (p *program) ofPlan(f *figure, pl *plan.Plan, c *model.County, lang report.Lang) error {
	kind, of := f.what()
	return p.draw(f, lang, func(s plot.Settings) (*plot.Figure, error) { return plot.FromPlan(kind, of, pl, c, s) })
}

// ofFrontier draws a frontier, if a figure is asked for.
func (p *program) ofFrontier(f *figure, front *plan.Frontier, c *model.County, lang report.Lang) error {
	return p.draw(f, lang, func(s plot.Settings) (*plot.Figure, error) { return plot.FromFrontier(front, c, s) })
}

// draw writes a figure into its file. Chinese labels need a font that is named.
func (p *program) draw(f *figure, lang report.Lang, of func(plot.Settings) (*plot.Figure, error)) error {
	if f.file == "" {
		return nil
	}
	s := plot.Settings{Lang: lang}
	if f.font != "" {
		font, err := os.ReadFile(f.font)
		if err != nil {
			return badData(err)
		}
		s.Font = font
	} else if lang != report.English {
		say(p.stderr, "note: --plot %s: the labels are English; name a font with Chinese characters by --plot-font", f.file)
		s.Lang = report.English
	}
	drawn, err := of(s)
	if err != nil {
		return badData(err)
	}
	return writeFile(f.file, func(w io.Writer) error { return drawn.Write(w, f.format()) })
}
