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
	"runtime/pprof"
	"strconv"
	"strings"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
		os.Exit(2)
	case err != nil:
		fmt.Fprintln(os.Stderr, "peers:", err)
		os.Exit(1)
	}
}

// run is the program: it reads the flags and does the one thing they ask for.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	f := flag.NewFlagSet("peers", flag.ContinueOnError)
	f.SetOutput(stderr)
	var o options
	name := f.String("problem", "", "`name` of a problem")
	file := f.String("instance", "", "`file` of an instance")
	f.Float64Var(&o.capRatio, "cap-ratio", 0, "P1: caps of the CVs over their limits; 0: that of caps.json")
	f.StringVar(&o.caps, "caps", "", "`file` caps.json; empty: in the folder above the instance's")
	f.Float64Var(&o.budgetFactor, "budget-factor", 1, "P2: multiply the budget")
	f.BoolVar(&o.coupled, "coupled", false, "P1, P2: a lead teacher who moves also moves a qualified teacher")
	f.Float64Var(&o.cv, "cv", 0, "P5: `limit` of every CV, 0: 0.5, the official one; compare: the row of P5 with it, beside -rows")
	f.BoolVar(&o.whole, "whole", false, "P1, P2: teachers move whole and rooms are bought whole")
	f.StringVar(&o.change, "change", "", "solve again after a `change`, from where the solver stands: budget (P2), a tenth more; stock, pupils, out, cost, closed (P4), of one section or arc; lock (P5), of a move")
	f.StringVar(&o.route, "route", "", "`route` of the solver; empty: the one that fits")
	solutionFile := f.String("solution", "", "`file` to write the plan to")
	profileFile := f.String("profile", "", "`file` to write a processor profile of build and solves to")
	watch := clock{}
	f.IntVar(&watch.runs, "runs", 5, "medians of so many runs")
	f.DurationVar(&watch.least, "least", 30*time.Millisecond, "processor time of one run: shorter solves are repeated in it")

	compare := f.Bool("compare", false, "run ours and the installed peers, a JSON line each")
	c := comparison{lines: stdout, log: stderr}
	f.StringVar(&c.bench, "bench", "", "compare: `folder` of the peers' scripts, with instances and caps.json")
	f.StringVar(&c.scripts, "scripts", filepath.Join("benchmarks", "peers"), "compare: `folder` of our own scripts")
	seedList := f.String("seed", "1", "compare: the counties of these seeds, separated by commas, in rows that have more than one")
	f.StringVar(&c.python, "python", "python3", "compare: `interpreter` that has the peers")
	f.Float64Var(&c.limit, "limit", 0, "seconds for one search; 0: no limit. compare: for one run of a peer, too; 0: 300, or what a row says")
	f.BoolVar(&c.only, "only-targets", false, "compare: only the peers that are to be beaten")
	rowNames := f.String("rows", "", "compare: only these rows, separated by commas; a first word takes all that begin with it")
	sizeList := f.String("sizes", "", "compare, levels: only these sizes, separated by commas")
	tableFile := f.String("table", "", "make the tables of a `file` of lines")
	levelsFolder := f.String("levels", "", "write the instances of the levels problem into a `folder`")
	if err := f.Parse(args); err != nil {
		return err
	}
	if f.NArg() > 0 {
		return fmt.Errorf("%q is not understood: see -help", f.Arg(0))
	}
	var err error
	if c.sizes, err = numbers(*sizeList); err != nil {
		return fmt.Errorf("-sizes: %w", err)
	}
	if c.seeds, err = numbers(*seedList); err != nil {
		return fmt.Errorf("-seed: %w", err)
	}
	switch {
	case *compare:
		if *rowNames != "" {
			c.rows = strings.Split(*rowNames, ",")
		}
		if o.cv > 0 {
			c.rows = append(c.rows, passName(o.cv))
		}
		c.runs = watch.runs
		if c.self, err = os.Executable(); err != nil {
			return err
		}
		return c.run(ctx)
	case *tableFile != "":
		return table(*tableFile, stdout)
	case *levelsFolder != "":
		return writeLevels(*levelsFolder, c.sizes...)
	case *name == "" || *file == "":
		return errors.New("give -problem and -instance, -compare, -table or -levels: see -help")
	}
	if watch.runs < 1 || watch.least <= 0 {
		return errors.New("-runs and -least: want more than 0")
	}
	if o.caps == "" {
		o.caps = filepath.Join(filepath.Dir(*file), "..", "caps.json")
	}
	o.limit = c.limit
	in, err := readInstance(*file)
	if err != nil {
		return err
	}
	t, err := open(*name, in, &o)
	if err != nil {
		return err
	}
	stop, err := profiled(*profileFile)
	if err != nil {
		return err
	}
	l, a, err := measure(*name, in.size(), t, &watch)
	if err := errors.Join(err, stop()); err != nil {
		return fmt.Errorf("%s: %w", *name, err)
	}
	if *solutionFile != "" {
		if err := a.plan.write(*solutionFile); err != nil {
			return err
		}
	}
	return l.write(stdout)
}

// profiled starts a processor profile, unless the path is empty, and returns what ends it.
func profiled(path string) (stop func() error, err error) {
	if path == "" {
		return func() error { return nil }, nil
	}
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	if err := pprof.StartCPUProfile(f); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return func() error {
		pprof.StopCPUProfile()
		return f.Close()
	}, nil
}

// table writes the tables of a file of lines.
func table(path string, w io.Writer) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close() //nolint:errcheck // it is only read
	results, err := readResults(f)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return writeTable(w, results)
}

// numbers reads whole numbers separated by commas.
func numbers(list string) ([]int, error) {
	var v []int
	for word := range strings.SplitSeq(list, ",") {
		if word = strings.TrimSpace(word); word == "" {
			continue
		}
		n, err := strconv.Atoi(word)
		if err != nil {
			return nil, err
		}
		v = append(v, n)
	}
	return v, nil
}
