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

// levelsScript is the peers' script for the levels problem, ours, beside this file. It uses the clock
// of the peers' folder.
const levelsScript = "levels_clarabel.py"

// packages are the Python packages behind the names of peers.
var packages = map[string]string{
	"clarabel": "clarabel", "clarabel-eliminated": "clarabel", "ecos": "ecos", "osqp": "osqp", "piqp": "piqp",
	"highs-outer": "highspy", "highs-lp": "highspy", "highs-simplex": "highspy",
	"ortools-flow": "ortools", "sorted-sweep": "numpy",
}

// A comparison runs ours and the peers on the same instance files, one process at a time.
type comparison struct {
	self    string   // this program
	bench   string   // copy of the peers' folder, with instances and caps.json
	scripts string   // folder of levelsScript
	python  string   // interpreter that has the peers
	rows    []string // names of rows, or their first words; empty: all
	sizes   []int    // empty: all of a row
	runs    int
	limit   float64 // seconds for one run of a peer
	only    bool    // only the peers that a row is to reach
	lines   io.Writer
	log     io.Writer
}

// A result is a line with the row that it answers.
type result struct {
	Row string `json:"row"`
	line
}

// run measures row by row and size by size, ours first, and writes a line each. What fails is a line,
// too, that says how; the error is about the comparison itself.
func (c *comparison) run(ctx context.Context) error {
	asked := func(r *row) bool {
		return len(c.rows) == 0 || slices.ContainsFunc(c.rows, func(name string) bool {
			return r.name == name || strings.HasPrefix(r.name, name+" ")
		})
	}
	type question struct {
		row *row
		n   int
	}
	var questions []question
	var missing []error
	for i := range rows {
		for _, n := range rows[i].sizes {
			if !asked(&rows[i]) || len(c.sizes) > 0 && !slices.Contains(c.sizes, n) {
				continue
			}
			questions = append(questions, question{&rows[i], n})
			if _, err := os.Stat(c.file(&rows[i], n)); err != nil {
				missing = append(missing, err)
			}
		}
	}
	if len(missing) > 0 { // not after hours
		return fmt.Errorf("instances are missing (make peers-instances): %w", errors.Join(missing...))
	}
	installed := c.installed(ctx)
	out := map[string]bool{} // who failed or was too slow in a row, at a smaller size
	for _, q := range questions {
		if err := c.size(ctx, q.row, q.n, installed, out); err != nil {
			return err
		}
	}
	return nil
}

// file is the instance of a row at a size.
func (c *comparison) file(r *row, n int) string {
	return filepath.Join(c.bench, "instances", fmt.Sprintf(r.file, n))
}

// size measures everybody at one size.
func (c *comparison) size(ctx context.Context, r *row, n int, installed map[string]bool, out map[string]bool) error {
	own, theirs, err := c.options(r, n)
	if err != nil {
		return err
	}
	everybody := append([]string{ours}, r.peers...)
	for _, peer := range everybody {
		if c.only && peer != ours && !slices.ContainsFunc(r.reach, func(g reach) bool { return g.peer == peer }) {
			continue
		}
		if out[r.name+peer] {
			continue
		}
		var argv []string
		switch {
		case peer == ours:
			argv = append([]string{c.self, "-problem", r.problem, "-instance", c.file(r, n), "-runs", strconv.Itoa(c.runs)}, own...)
		case !installed[packages[peer]]:
			if err := c.note(r, n, peer, "not installed: "+packages[peer]); err != nil {
				return err
			}
			out[r.name+peer] = true
			continue
		default:
			argv = append(c.command(r, n, peer), theirs...)
		}
		c.say("%s, n = %d, %s\n", r.name, n, peer)
		l, err := c.measure(ctx, r, n, peer, argv)
		if err != nil {
			return err
		}
		out[r.name+peer] = l.SolveCPU == nil || l.Objective == nil || *l.Solve > c.limit
	}
	return nil
}

// command is the call of a peer's script.
func (c *comparison) command(r *row, n int, peer string) []string {
	script := filepath.Join(c.bench, r.script)
	if r.script == levelsScript {
		script = filepath.Join(c.scripts, levelsScript)
	}
	return []string{
		c.python, script, "--n", strconv.Itoa(n), "--peers", peer,
		"--reps", strconv.Itoa(c.runs), "--limit", strconv.FormatFloat(c.limit, 'g', -1, 64),
	}
}

// options are those of a row at a size, for ours and for the script. Both get the same cap ratio.
func (c *comparison) options(r *row, n int) (own, theirs []string, err error) {
	own, theirs = slices.Clone(r.options), slices.Clone(r.extra)
	if r.caps == noCaps {
		return own, theirs, nil
	}
	ratio, ok := tightRatios[n]
	if r.caps == fileCaps {
		if ratio, err = readCap(filepath.Join(c.bench, "caps.json"), n, 1); err != nil {
			return nil, nil, fmt.Errorf("%s: %w", r.name, err)
		}
		ok = true
	}
	if !ok {
		return nil, nil, fmt.Errorf("%s: no cap ratio is known for n = %d", r.name, n)
	}
	text := strconv.FormatFloat(ratio, 'g', -1, 64)
	return append(own, "-cap-ratio", text), append(theirs, "--cap-ratio", text), nil
}

// measure runs a command that prints one line, and writes it with the name of the row.
func (c *comparison) measure(ctx context.Context, r *row, n int, peer string, argv []string) (*line, error) {
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
	if err == nil && (l.N != n || l.Peer != peer) {
		err = fmt.Errorf("the line is of %s at n = %d", l.Peer, l.N)
	}
	if err != nil {
		status := "failed: " + err.Error()
		if tail := lastLine(stderr.String()); tail != "" {
			status = "failed: " + tail
		}
		return &line{}, c.note(r, n, peer, status)
	}
	name, err := json.Marshal(r.name)
	if err != nil {
		return nil, err
	}
	_, err = fmt.Fprintf(c.lines, "{\"row\": %s, %s\n", name, raw[1:])
	return &l, err
}

// note writes a line without times, which says why there are none.
func (c *comparison) note(r *row, n int, peer, status string) error {
	c.say("%s, n = %d, %s: %s\n", r.name, n, peer, status)
	data, err := json.Marshal(result{r.name, line{Problem: r.problem, N: n, Peer: peer, Status: status}})
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
		return 0, fmt.Errorf("%s has no cap ratio for %s", path, name)
	}
	return c.Ratio, nil
}
