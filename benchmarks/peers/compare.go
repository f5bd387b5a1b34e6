package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// The peers' scripts that are ours, beside this file. They use the clock of the peers' folder.
const (
	levelsScript    = "levels_clarabel.py"
	wholeScript     = "p1_whole.py"
	prototypeScript = "pass_prototype.py"
)

// scriptOf is the script of a peer that does not answer by the script of its row.
var scriptOf = map[string]string{"prototype": prototypeScript}

// usualLimit is the time that one run of a peer may take, in seconds.
const usualLimit = 300

// packages are the Python packages behind the names of peers.
var packages = map[string]string{
	"clarabel": "clarabel", "clarabel-eliminated": "clarabel", "ecos": "ecos", "osqp": "osqp", "piqp": "piqp",
	"highs-outer": "highspy", "highs-lp": "highspy", "highs-simplex": "highspy",
	"ortools-flow": "ortools", "sorted-sweep": "numpy", "highs-tangents": "highspy", "scip": "pyscipopt", "scip-totals": "pyscipopt",
	"scip-no-nlp": "pyscipopt",
	"prototype":   "highspy",
}

// A comparison runs ours and the peers on the same instance files, one process at a time.
type comparison struct {
	self    string   // this program
	bench   string   // copy of the peers' folder, with instances and caps.json
	scripts string   // folder of our scripts
	python  string   // interpreter that has the peers
	rows    []string // names of rows, or their first words; empty: all
	sizes   []int    // empty: all of a row
	seeds   []int    // of the counties; empty: 1
	runs    int
	limit   float64 // seconds for one run of a peer, or one search of ours; 0: what a row says
	only    bool    // only the peers that a row is to reach
	lines   io.Writer
	log     io.Writer
}

// A result is a line with the row that it answers and the seed of the instance.
type result struct {
	Row  string `json:"row"`
	Seed int    `json:"seed"` // 0, in old files: 1
	line
}

// at is where the instance of a line is from.
func (r *result) at() place { return place{r.N, max(1, r.Seed)} }

// A question is a row at one size and seed.
type question struct {
	row *row
	place
}

// run measures row by row and size by size, ours first, and writes a line each. What fails is a line,
// too, that says how; the error is about the comparison itself.
func (c *comparison) run(ctx context.Context) error {
	asked, err := c.asked()
	if err != nil {
		return err
	}
	seeds := c.seeds
	if len(seeds) == 0 {
		seeds = []int{1}
	}
	var questions []question
	var missing []error
	for _, r := range asked {
		for _, n := range r.sizes {
			for _, seed := range seeds {
				if len(c.sizes) > 0 && !slices.Contains(c.sizes, n) || r.oneSeed && seed != 1 {
					continue
				}
				q := question{r, place{n, seed}}
				questions = append(questions, q)
				if _, err := os.Stat(c.file(q)); err != nil {
					missing = append(missing, err)
				}
			}
		}
	}
	if len(missing) > 0 { // not after hours
		return fmt.Errorf("instances are missing (make peers-instances): %w", errors.Join(missing...))
	}
	installed := c.installed(ctx)
	out := map[string]int{} // who failed or was too slow in a row, at what size
	for _, q := range questions {
		if err := c.size(ctx, q, installed, out); err != nil {
			return err
		}
	}
	return nil
}

// asked are the rows that the comparison is to measure.
func (c *comparison) asked() ([]*row, error) {
	var v []*row
	for i := range rows {
		if len(c.rows) == 0 || slices.ContainsFunc(c.rows, rows[i].called) {
			v = append(v, &rows[i])
		}
	}
	for _, name := range c.rows {
		if slices.ContainsFunc(v, func(r *row) bool { return r.called(name) }) {
			continue
		}
		r := rowNamed(name)
		if r == nil {
			return nil, fmt.Errorf("%w: no row is called %q", errProblem, name)
		}
		v = append(v, r)
	}
	return v, nil
}

// called reports whether a name is that of the row, or its first words.
func (r *row) called(name string) bool {
	return r.name == name || strings.HasPrefix(r.name, name+" ")
}

// file is the instance of a question. gen.py leaves the seed out of the name where it is 1.
func (c *comparison) file(q question) string {
	name := fmt.Sprintf(q.row.file, q.n)
	if q.seed != 1 {
		name = strings.TrimSuffix(name, ".json") + fmt.Sprintf("-%d.json", q.seed)
	}
	return filepath.Join(c.bench, "instances", name)
}

// size measures everybody at one size and seed.
func (c *comparison) size(ctx context.Context, q question, installed map[string]bool, out map[string]int) error {
	own, theirs, err := c.options(q)
	if err != nil {
		return err
	}
	r := q.row
	everybody := append([]string{ours}, r.peers...)
	for _, peer := range everybody {
		if c.only && peer != ours && !slices.ContainsFunc(r.reach, func(g reach) bool { return g.peer == peer }) {
			continue
		}
		if at, ok := out[r.name+peer]; ok && q.n > at {
			continue
		}
		var argv []string
		switch {
		case peer == ours:
			argv = append([]string{c.self, "-problem", r.problem, "-instance", c.file(q), "-runs", strconv.Itoa(c.runs)}, own...)
			if r.proof > 0 {
				argv = append(argv, "-limit", strconv.FormatFloat(c.allowed(r), 'g', -1, 64))
			}
		case !installed[packages[peer]]:
			if err := c.note(q, peer, "not installed: "+packages[peer]); err != nil {
				return err
			}
			out[r.name+peer] = q.n
			continue
		default:
			argv = append(c.command(q, peer), theirs...)
		}
		c.say("%s, %s\n", q, peer)
		l, err := c.measure(ctx, q, peer, argv)
		if err != nil {
			return err
		}
		if _, known := out[r.name+peer]; !known && (l.SolveCPU == nil || l.Objective == nil || *l.Solve > c.allowed(r)) {
			out[r.name+peer] = q.n
		}
	}
	return nil
}

// String says the row, the size and, where it is not the first, the seed.
func (q question) String() string {
	if q.seed == 1 {
		return fmt.Sprintf("%s, n = %d", q.row.name, q.n)
	}
	return fmt.Sprintf("%s, n = %d, seed %d", q.row.name, q.n, q.seed)
}

// allowed is the time for one run of a peer, in seconds.
func (c *comparison) allowed(r *row) float64 {
	switch {
	case c.limit > 0:
		return c.limit
	case r.limit > 0:
		return r.limit
	}
	return usualLimit
}

// command is the call of a peer's script.
func (c *comparison) command(q question, peer string) []string {
	name, folder := q.row.script, c.bench
	if own, ok := scriptOf[peer]; ok {
		name = own
	}
	if slices.Contains([]string{levelsScript, wholeScript, prototypeScript}, name) {
		folder = c.scripts
	}
	argv := []string{
		c.python, filepath.Join(folder, name), "--n", strconv.Itoa(q.n), "--peers", peer,
		"--reps", strconv.Itoa(c.runs), "--limit", strconv.FormatFloat(c.allowed(q.row), 'g', -1, 64),
	}
	if q.seed != 1 {
		argv = append(argv, "--seed", strconv.Itoa(q.seed))
	}
	return argv
}

// options are those of a question, for ours and for the script. Both get the same cap ratio.
func (c *comparison) options(q question) (own, theirs []string, err error) {
	own, theirs = slices.Clone(q.row.options), slices.Clone(q.row.extra)
	var ratio float64
	known := false
	switch q.row.caps {
	case noCaps:
		return own, theirs, nil
	case wholeCaps:
		ratio, known = wholeRatios[q.place]
	case tightCaps:
		if ratio, known = tightRatios[q.n]; !known {
			return nil, nil, fmt.Errorf("%s: no cap ratio is known for n = %d", q.row.name, q.n)
		}
	case fileCaps:
	}
	if !known {
		if ratio, err = c.ratio(q); err != nil {
			return nil, nil, fmt.Errorf("%s: %w", q.row.name, err)
		}
	}
	text := strconv.FormatFloat(ratio, 'g', -1, 64)
	return append(own, "-cap-ratio", text), append(theirs, "--cap-ratio", text), nil
}

// ratio is the cap ratio of caps.json. What is not there is made as the peers' scripts make it.
func (c *comparison) ratio(q question) (float64, error) {
	ratio, err := readCap(filepath.Join(c.bench, "caps.json"), q.n, q.seed)
	if !errors.Is(err, errNoCap) {
		return ratio, err
	}
	in, err := readInstance(c.file(q))
	if err != nil {
		return 0, err
	}
	d, err := typed[*county](in)
	if err != nil {
		return 0, err
	}
	return d.usualCap()
}

// measure runs a command that prints one line, and writes it with the name of the row.
func (c *comparison) measure(ctx context.Context, q question, peer string, argv []string) (*line, error) {
	var stdout, stderr bytes.Buffer
	cmd := exec.CommandContext(ctx, argv[0], argv[1:]...)
	cmd.Env = append(os.Environ(), "PEERS_BENCH="+c.bench)
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	failed := cmd.Run()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	raw := []byte(lastLine(stdout.String())) // a library may print before it
	var l line
	err := errors.Join(failed, json.Unmarshal(raw, &l))
	if err == nil && (l.N != q.n || l.Peer != peer) {
		err = fmt.Errorf("the line is of %s at n = %d", l.Peer, l.N)
	}
	if err != nil {
		status := "failed: " + err.Error()
		if tail := lastLine(stderr.String()); tail != "" {
			status = "failed: " + tail
		}
		return &line{}, c.note(q, peer, status)
	}
	name, err := json.Marshal(q.row.name)
	if err != nil {
		return nil, err
	}
	_, err = fmt.Fprintf(c.lines, "{\"row\": %s, \"seed\": %d, %s\n", name, q.seed, raw[1:])
	return &l, err
}

// note writes a line without times, which says why there are none.
func (c *comparison) note(q question, peer, status string) error {
	c.say("%s, %s: %s\n", q, peer, status)
	data, err := json.Marshal(result{q.row.name, q.seed, line{Problem: q.row.problem, N: q.n, Peer: peer, Status: status}})
	if err != nil {
		return err
	}
	_, err = c.lines.Write(append(data, '\n'))
	return err
}

// say reports progress.
func (c *comparison) say(format string, values ...any) {
	_, _ = fmt.Fprintf(c.log, format, values...) // it is a courtesy: a measurement goes on without
}

// installed asks the interpreter which packages it has. Without an interpreter there are none.
func (c *comparison) installed(ctx context.Context) map[string]bool {
	has := map[string]bool{}
	const ask = "import importlib.metadata as m; print('\\n'.join(d.metadata['Name'] for d in m.distributions()))"
	list, err := exec.CommandContext(ctx, c.python, "-c", ask).Output()
	if err != nil {
		c.say("%s: %v: no peers\n", c.python, err)
		return has
	}
	for name := range strings.Lines(string(list)) {
		has[strings.ToLower(strings.TrimSpace(name))] = true
	}
	return has
}

// lastLine is the last line of a text that is not empty.
func lastLine(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return lines[len(lines)-1]
}

// readResults reads what a comparison wrote.
func readResults(r io.Reader) ([]result, error) {
	var v []result
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var one result
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			return nil, fmt.Errorf("line %d: %w", len(v)+1, err)
		}
		v = append(v, one)
	}
	return v, lines.Err()
}

// readCap returns the cap ratio of a county in caps.json.
func readCap(path string, n, seed int) (float64, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return 0, err
	}
	var known map[string]struct {
		Ratio float64 `json:"cap_ratio"`
	}
	if err := json.Unmarshal(data, &known); err != nil {
		return 0, fmt.Errorf("%s: %w", path, err)
	}
	name := fmt.Sprintf("county-%d-%d", n, seed)
	c, ok := known[name]
	if !ok {
		return 0, fmt.Errorf("%w: %s in %s", errNoCap, name, path)
	}
	return c.Ratio, nil
}

// errNoCap is what a county without a cap ratio of its own matches.
var errNoCap = errors.New("no cap ratio is known")
