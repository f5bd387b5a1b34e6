// Strategies compares what offices do by rule with the best there is, on generated counties of 20 to
// 2,000 sections and on the real data sets that are at hand: how much closer to equal for the same money,
// how much cheaper for the same standard.
//
//	strategies -o benchmarks/results
//
// writes strategies.txt (what it comes to, then one table per county), strategies.csv (every measure) and
// plots. Real data are not part of the project: sets that are not on the machine are left out, and the
// text says so.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/solver/highs"
)

func main() {
	var (
		data  = flag.String("data", "../shared/data", "folder of the real data sets")
		out   = flag.String("o", "benchmarks/results", "folder for the results")
		limit = flag.Duration("time-limit", 20*time.Second, "of the exact strategy, for each problem")
		most  = flag.Int("sections", 2000, "largest generated county")
		only  = flag.String("only", "", "one set alone: generated, taiwan, south-africa, star, california")
	)
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *data, *out, *limit, *most, *only); err != nil {
		fmt.Fprintln(os.Stderr, "strategies:", err)
		os.Exit(1)
	}
}

// run compares on every county and writes what it comes to.
func run(ctx context.Context, data, out string, limit time.Duration, most int, only string) error {
	cases, absent, err := gather(data, most, only)
	if err != nil {
		return err
	}
	exact := alloc.Exact{Open: highs.Open, Settings: alloc.Settings{TimeLimit: limit}}
	var results []result
	for i := range cases {
		x, err := compare(ctx, &cases[i], exact)
		if err != nil {
			return fmt.Errorf("%s, %s: %w", cases[i].county, cases[i].question, err)
		}
		fmt.Fprintf(os.Stderr, "%d of %d: %s, %s, %s\n", i+1, len(cases), cases[i].set, cases[i].county, cases[i].question)
		results = append(results, x)
	}
	if err := write(filepath.Join(out, "strategies.csv"), func(w io.Writer) error { return table(w, results) }); err != nil {
		return err
	}
	if err := write(filepath.Join(out, "strategies.txt"), func(w io.Writer) error {
		head := fmt.Sprintf("Strategies compared on %d problems.\n\nmachine  %d cores, %s\nexact    at most %s for each problem\n", len(results), runtime.NumCPU(), runtime.Version(), limit)
		if len(absent) > 0 {
			head += "left out " + strings.Join(absent, ", ") + ": not on this machine\n"
		}
		return tell(w, head, results)
	}); err != nil {
		return err
	}
	return drawAll(out, results)
}

// write makes a file.
func write(name string, content func(io.Writer) error) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	return errors.Join(content(f), f.Close())
}

// A result is one comparison.
type result struct {
	of *problem
	x  *plan.Comparison
}

// compare lets every strategy that may suit plan for a problem.
func compare(ctx context.Context, of *problem, exact alloc.Exact) (result, error) {
	var contenders []alloc.Contender
	for _, name := range of.strategies() {
		c, err := alloc.StrategyByName(string(name), exact)
		if err != nil {
			return result{}, err
		}
		contenders = append(contenders, c)
	}
	x, err := alloc.Compare(ctx, of.problem, contenders...)
	return result{of, x}, err
}
