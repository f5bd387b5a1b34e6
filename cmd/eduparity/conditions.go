package main

import (
	"cmp"
	"io"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/modelio"
)

// A lockEntry is one lock of a file: the key of an action, or the action without its quantity; or a piece
// whose pupils stay where they are, or a school that nobody leaves for another or comes to from one.
type lockEntry struct {
	Key    string      `yaml:"key"`
	Action *lockAction `yaml:"action"`
	Piece  string      `yaml:"piece"`
	School string      `yaml:"school"`
	Stage  string      `yaml:"stage"` // of a piece or a school; empty: all
	Fix    *float64    `yaml:"fix"`
	Forbid bool        `yaml:"forbid"`
	Keep   *float64    `yaml:"keep"`
}

// A lockAction is what an action's key is made of. The year may be left out: it is the one planned.
type lockAction struct {
	Year   int             `yaml:"year"`
	Lever  plan.Lever      `yaml:"lever"`
	Kind   plan.ActionKind `yaml:"kind"`
	From   string          `yaml:"from"`
	To     string          `yaml:"to"`
	School string          `yaml:"school"`
	Stage  string          `yaml:"stage"`
	Of     string          `yaml:"of"`
}

// readLimits reads a YAML file with a list of limits.
func (p *program) readLimits(name string) ([]plan.Limit, error) {
	var limits []plan.Limit
	return limits, p.readYAML(name, "a list of limits {what, scope, min, max, equal, on, by, within}", &limits, limitKeys())
}

// readLocks reads a YAML file with a list of locks.
func (p *program) readLocks(name string, year int) ([]plan.Lock, error) {
	var entries []lockEntry
	if err := p.readYAML(name, "a list of locks {key or action, fix, forbid, keep}, or {piece or school, stage} that stays", &entries, lockKeys()); err != nil {
		return nil, err
	}
	locks := make([]plan.Lock, 0, len(entries))
	for i, e := range entries {
		if e.Piece != "" || e.School != "" {
			kept, ok := e.stays()
			if !ok {
				return nil, usage("%s: lock %d: a piece or a school stays as it is: give one of the two, and its stage at most", name, i+1)
			}
			locks = append(locks, kept...)
			continue
		}
		lock := plan.Lock{Key: e.Key, Fix: e.Fix, Forbid: e.Forbid, Keep: e.Keep}
		if (e.Key == "") == (e.Action == nil) {
			return nil, usage("%s: lock %d: give one of key, action, piece and school", name, i+1)
		}
		if a := e.Action; a != nil {
			lock.Key = plan.Action{
				Year: cmp.Or(a.Year, year), Lever: a.Lever, Kind: a.Kind, From: a.From, To: a.To,
				School: a.School, Stage: a.Stage, Of: a.Of,
			}.Key()
		}
		locks = append(locks, lock)
	}
	return locks, nil
}

// limitKeys and lockKeys are the keys that may stand in the files.
func limitKeys() []string {
	return []string{"what", "scope", "min", "max", "equal", "on", "min_column", "by", "within", "grades", "stage", "zone", "group", "area", "kind", "school", "indicator"}
}

func lockKeys() []string {
	return []string{"key", "action", "fix", "forbid", "keep", "year", "lever", "kind", "from", "to", "school", "stage", "of", "piece"}
}

// readYAML reads a file strictly: unknown fields are errors, which point at line and column.
func (p *program) readYAML(name, what string, v any, known []string) error {
	data, err := p.readInput(name)
	if err != nil {
		return err
	}
	if err := modelio.DecodeYAML(name, data, v, known); err != nil {
		return usage("%w; the file must be %s", err, what)
	}
	return nil
}

// readInput reads a file named on the command line.
func (p *program) readInput(name string) ([]byte, error) {
	f, err := p.openInput(name)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(f)
	if err != nil {
		return nil, badData(err)
	}
	return data, badData(f.Close())
}

// openProblem reads a problem, or the problem of a plan, for the county.
func (p *program) openProblem(name string, c *model.County) (*plan.Problem, error) {
	f, err := p.openInput(name)
	if err != nil {
		return nil, err
	}
	problem, err := plan.ReadProblem(f, c)
	if err != nil {
		return nil, usage("%s: %w", name, err)
	}
	if err := f.Close(); err != nil {
		return nil, badData(err)
	}
	hash, err := modelio.Hash(c)
	if err != nil {
		return nil, badData(err)
	}
	if problem.CountySHA256 != "" && problem.CountySHA256 != hash {
		say(p.stderr, "note: %s: the problem was made for another county, or for this one with other data", name)
	}
	return problem, nil
}
