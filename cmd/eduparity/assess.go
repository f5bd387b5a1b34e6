package main

import (
	"encoding/json"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/alloc/report/html"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/diagnosis"
	"github.com/eduparity/eduparity/model/standard"
	"github.com/eduparity/eduparity/model/workbook"
)

// An assessing is one run of the command assess.
type assessing struct {
	county            source
	standard, show    []string
	against, view, by string
	ahead             int
	fail              bool
	output            output
}

// assess is the command that judges a county.
func (p *program) assess() *cobra.Command {
	var r assessing
	cmd := &cobra.Command{
		Use:   "assess COUNTY",
		Short: "judge a county: verdicts, what is missing in units, what drives each CV",
		Long: `Judges a county by a standard and says why it stands where it stands: what stands against a pass, what
each section lacks, what drives each CV, what would turn a verdict, what needs watching.

Parts of the report (--show), in their order:
  blockers    what stands against a pass, most first
  changes     since an earlier year (--against)
  indicators  means and CVs by stage
  rules       the other rules of the standard
  gaps        what each failing section lacks, in persons, m2, yuan, rooms
  missing     to the minimums, all sections together
  drivers     which schools make the CVs over their limits
  between     how much of each CV lies between areas, zones, groups, owners
  marginal    what one unit of stock or one pupil more would do
  figures     unweighted figures beside weighted ones
  private     the county without its private schools
  readings    verdicts that rounding or another reading would turn
  reliefs     which relief each school may use, until when, and does use
  warnings    seats, classes, sizes, reliefs that lapse, teachers near retirement
  view        investment, opportunity or benefit (--view)
  data        what was noticed in the data`,
		Example: `  eduparity assess demo --top 5
  eduparity assess demo --lang zh --show blockers,gaps --all
  eduparity assess county --against county-2022 --ahead 5
  eduparity assess county --view opportunity --by zone
  eduparity assess county.xlsx --standard quality-balance-2017,province.yaml
  eduparity assess county --encoding gbk --format json -o verdict.json
  eduparity assess county -o forms.xlsx
  eduparity assess county --fail && echo passed`,
		Args: oneArg(aCounty), ValidArgsFunction: countyArg,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := r.check(); err != nil {
				return err
			}
			if r.view == "" && cmd.Flags().Changed("by") {
				return usage("--by %s: says how a view is divided; name one with --view (%s)", r.by, strings.Join(words(diagnosis.Views()), ", "))
			}
			r.county.name = args[0]
			return p.runAssess(&r)
		},
	}
	cmd.Flags().SortFlags = false
	r.flags(cmd.Flags())
	r.output.flags(cmd.Flags(), assessFormats()...)
	return cmd
}

// flags adds the flags of an assessment.
func (r *assessing) flags(f *pflag.FlagSet) {
	f.StringSliceVar(&r.standard, "standard", nil, standardUsage)
	f.StringVar(&r.against, "against", "", "county of an earlier year (`EARLIER`, a folder or a workbook): what improved, what slipped; of the same year: what differs")
	f.StringVar(&r.view, "view", "", "a table instead of the other parts: investment, opportunity or benefit (`VIEW`)")
	f.StringVar(&r.by, "by", diagnosis.ByArea, "what the view goes by (`PARTS`: area, zone, group or owner; with --view only)")
	f.StringSliceVar(&r.show, "show", nil, "parts of the report (`PART,...`; default: all for which there is something to tell)")
	f.IntVar(&r.ahead, "ahead", diagnosis.DefaultYears, "`N` years that warnings look ahead")
	f.BoolVar(&r.fail, "fail", false, "exit code 1 where a verdict fails")
	r.county.flags(f)
}

// assessFormats are the formats in which assessments are written.
func assessFormats() []string {
	return []string{formatText, formatJSON, formatCSV, formatXLSX, formatHTML}
}

// check settles what can be said without a county.
func (r *assessing) check() error {
	if err := r.output.check(assessFormats()...); err != nil {
		return err
	}
	if err := r.county.check(); err != nil {
		return err
	}
	views := words(diagnosis.Views())
	parts := words(report.Parts())
	switch {
	case r.view != "" && !slices.Contains(views, r.view):
		return usage("--view %q: %s", r.view, model.Unknown(r.view, views))
	case !slices.Contains(diagnosis.Dimensions(), r.by):
		return usage("--by %q: %s", r.by, model.Unknown(r.by, diagnosis.Dimensions()))
	case r.output.format == formatHTML && r.view != "":
		return later("--view with --format html")
	case r.output.format == formatHTML && r.against != "":
		return later("--against with --format html")
	case r.output.format == formatXLSX && r.view != "":
		return later("--view with --format xlsx")
	case r.output.format == formatXLSX && r.against != "":
		return later("--against with --format xlsx")
	case r.output.format == formatCSV && r.view != "" && r.against != "":
		return usage("--format csv is one table: give --view or --against")
	case r.ahead < 1:
		return usage("--ahead %d: must be 1 or more", r.ahead)
	}
	for _, part := range r.show {
		switch {
		case !slices.Contains(parts, part):
			return usage("--show %q: %s", part, model.Unknown(part, parts))
		case part == string(report.PartView) && r.view == "":
			return usage("--show view: say with --view which one: %s", strings.Join(views, ", "))
		case part == string(report.PartChanges) && r.against == "":
			return usage("--show changes: name the county of an earlier year with --against")
		}
	}
	if r.view != "" && len(r.show) > 0 && !slices.Contains(r.show, string(report.PartView)) {
		return usage("--view %s is not among the parts of --show: add view to them", r.view)
	}
	return nil
}

// words are the texts of a list of named words.
func words[T ~string](all []T) []string {
	out := make([]string, len(all))
	for i, w := range all {
		out[i] = string(w)
	}
	return out
}

func (p *program) runAssess(r *assessing) error {
	c, findings, err := r.county.read()
	if err != nil {
		return err
	}
	s, err := p.readStandard(r.standard, r.county, c)
	if err != nil {
		return err
	}
	a, err := s.Assess(c)
	if err != nil {
		return badData(err)
	}
	a.Findings = merged(findings, a.Findings)
	if !r.tellsFindings() {
		p.note(a.Findings, report.Lang(r.output.lang))
	}
	o := report.Options{Standard: s, County: c, Top: r.output.top, Lang: report.Lang(r.output.lang)}
	for _, part := range r.show {
		o.Parts = append(o.Parts, report.Part(part))
	}
	if err := p.diagnose(r, &o, a); err != nil {
		return err
	}
	err = r.output.write(p.stdout, func(w io.Writer) error {
		o.Colour = coloured(w)
		switch r.output.format {
		case formatJSON:
			return report.AssessmentJSON(w, a, o)
		case formatCSV:
			return report.AssessmentCSV(w, a, o)
		case formatXLSX:
			return workbook.WriteForms(w, c, s, a)
		case formatHTML:
			return html.Assessment(w, a, c, s, html.Options{Lang: o.Lang})
		}
		return report.Assessment(w, a, o)
	})
	if err != nil {
		return failed(err)
	}
	switch {
	case r.fail && a.Outcome == standard.Fail:
		return &exit{code: exitNo}
	case r.fail && a.Outcome == standard.NoData:
		say(p.stderr, "note: no verdict fails, but %d are without data: the county cannot be said to pass", a.Counts.NoData)
	}
	return nil
}

// tellsFindings says whether the findings are where the user looks anyway: in JSON, or in the part of
// the report that goes to standard output. Elsewhere they are said beside the report.
func (r *assessing) tellsFindings() bool {
	switch r.output.format {
	case formatJSON:
		return true
	case formatText:
		shown := len(r.show) == 0 && r.view == "" || slices.Contains(r.show, string(report.PartData))
		return shown && (r.output.file == "" || r.output.file == "-")
	}
	return false
}

// diagnose adds what is told beside the verdicts.
func (p *program) diagnose(r *assessing, o *report.Options, a *standard.Assessment) error {
	s, c := o.Standard, o.County
	settings := diagnosis.Settings{Years: r.ahead}
	if r.against != "" {
		earlier, findings, err := source{r.against, r.county.encoding}.read()
		if err != nil {
			return err
		}
		for i := range findings { // the report tells those of the county itself
			findings[i].File = filepath.Join(r.against, findings[i].File)
		}
		p.note(findings, o.Lang)
		if c.Year != 0 && earlier.Year > c.Year {
			return usage("--against %s: its year %d is after %d, that of %s: give the earlier county here", r.against, earlier.Year, c.Year, r.county.name)
		}
		before, err := s.Assess(earlier)
		if err != nil {
			return usage("--against %s: %w", r.against, err)
		}
		o.Comparison = diagnosis.Compare(before, a)
		settings.Earlier = earlier
	}
	var err error
	if o.Diagnosis, err = diagnosis.Diagnose(s, c, a, settings); err != nil {
		return badData(err)
	}
	if r.view != "" {
		if o.View, err = diagnosis.NewView(s, c, a, diagnosis.ViewID(r.view), r.by); err != nil {
			return failed(err)
		}
	}
	return nil
}

// merged lists what either found, once.
func merged(first, second []model.Finding) []model.Finding {
	all := slices.Clone(first)
	for _, f := range second {
		if !slices.Contains(first, f) {
			all = append(all, f)
		}
	}
	return all
}

// writeJSON writes a value for people and programs to read.
func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
