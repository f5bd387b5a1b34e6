// Command rezoning plans real cases of catchments and sites and prints what comes out beside what offices
// drew or other programs found: the page benchmarks/results/rezoning-<day>.txt.
//
//	./scripts/highs.sh go run ./benchmarks/rezoning > benchmarks/results/rezoning-$(date -u +%F).txt
//
// The data sets are not shipped; -data names their folder.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/verify"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
	"github.com/eduparity/eduparity/solver/highs"
)

func main() {
	data := flag.String("data", "../shared/data", "folder of the data sets")
	limit := flag.Duration("time-limit", time.Minute, "of one plan")
	flag.Parse()
	if err := run(os.Stdout, os.DirFS(*data), *limit); err != nil {
		fmt.Fprintln(os.Stderr, "rezoning:", err)
		os.Exit(1)
	}
}

// A page is what is printed, and how plans are made for it.
type page struct {
	text  strings.Builder
	limit time.Duration
}

func run(w io.Writer, data fs.FS, limit time.Duration) error {
	p := &page{limit: limit}
	p.line("Real cases of catchments and sites, %s", time.Now().UTC().Format(time.DateOnly))
	p.line("")
	p.line("go %s, %d cores; every plan was verified; seconds are on the clock of a shared machine", runtime.Version(), runtime.NumCPU())
	p.line("made by: ./scripts/highs.sh go run ./benchmarks/rezoning")
	for _, part := range []func(fs.FS) error{p.southwest, p.taiwan} {
		if err := part(data); err != nil {
			return err
		}
	}
	tables := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	if _, err := io.WriteString(tables, p.text.String()); err != nil {
		return err
	}
	return tables.Flush()
}

// line prints a line of text, out of any table.
func (p *page) line(format string, args ...any) {
	p.text.WriteString(fmt.Sprintf(format, args...) + "\n")
}

// row prints a row of a table.
func (p *page) row(cells ...any) {
	for _, c := range cells {
		p.text.WriteString(fmt.Sprint(c) + "\t")
	}
	p.text.WriteByte('\n')
}

// solve makes a plan that verifies.
func (p *page) solve(problem *plan.Problem, gap float64) (*plan.Plan, float64, error) {
	began := time.Now()
	pl, err := alloc.Exact{Open: highs.Open, Settings: alloc.Settings{Gap: gap, TimeLimit: p.limit}}.Plan(context.Background(), problem)
	if err != nil {
		return nil, 0, err
	}
	if report := verify.Check(problem.County, pl); len(report.Faults) > 0 {
		return nil, 0, fmt.Errorf("the plan does not hold: %v", report.Faults[0])
	}
	return pl, time.Since(began).Seconds(), nil
}

// one is a standard of one stock per pupil, without limits.
func one(stock string) *standard.Standard {
	return &standard.Standard{
		Name: stock + "-per-pupil", Weighting: standard.ByPupils,
		Indicators: []standard.Indicator{{Code: "X", Name: stock + " per pupil", Stock: []standard.Term{{Column: stock, Sign: 1}}, Per: 1}},
	}
}

// goals are a list of goals.
func goals(names ...plan.GoalName) []plan.Goal {
	var all []plan.Goal
	for _, name := range names {
		all = append(all, plan.Goal{Name: name})
	}
	return all
}

func pointer(x float64) *float64 { return &x }

// pupils are all of the county.
func pupils(c *model.County) float64 {
	var sum float64
	for i := range c.Sections {
		sum += c.Sections[i].Pupils
	}
	return sum
}
