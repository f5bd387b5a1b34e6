package exact

import (
	"math"
	"reflect"
	"slices"

	"github.com/eduparity/eduparity/solver/assignment"
)

// A keptAssignment is the session of the first goal of the last problem about catchments. Where the next problem
// differs in pieces that are locked only, it goes on from there.
type keptAssignment struct {
	sess   *assignment.Session // nil: none
	of     assignment.Problem  // as the session was begun
	locked map[int]bool        // pieces locked since
}

// begin is a session for a problem: the one at hand, or a new one.
func (k *keptAssignment) begin(p *assignment.Problem, set assignment.Settings) (*assignment.Session, error) {
	if locks, ok := k.locks(p); ok {
		set.Start = nil // the session has its own
		if err := k.sess.Use(set); err != nil {
			return nil, err
		}
		for b, j := range locks {
			if err := k.sess.SetLock(b, j); err != nil {
				return nil, err
			}
			k.locked[b] = j >= 0
		}
		return k.sess, nil
	}
	if err := k.close(); err != nil {
		return nil, err
	}
	sess, err := assignment.New(p, set)
	if err != nil {
		return nil, err
	}
	k.sess, k.of, k.locked = sess, *p, map[int]bool{}
	return sess, nil
}

// locks are the pieces whose lock makes the problem of the session this one, with their site, -1 where the
// lock goes. It is false if no locks do.
func (k *keptAssignment) locks(p *assignment.Problem) (map[int]int, bool) {
	if k.sess == nil || len(p.Cost) != len(k.of.Cost) {
		return nil, false
	}
	same := *p
	same.Cost = k.of.Cost
	if !reflect.DeepEqual(&same, &k.of) {
		return nil, false
	}
	m := len(p.Sites)
	locks := map[int]int{}
	for b := range p.Size {
		now, was := p.Cost[b*m:(b+1)*m], k.of.Cost[b*m:(b+1)*m]
		if slices.Equal(now, was) {
			if k.locked[b] {
				locks[b] = -1
			}
			continue
		}
		at := slices.IndexFunc(now, func(v float64) bool { return !math.IsInf(v, 1) })
		if at < 0 || now[at] != was[at] || slices.ContainsFunc(now[at+1:], func(v float64) bool { return !math.IsInf(v, 1) }) {
			return nil, false
		}
		locks[b] = at
	}
	return locks, len(locks) == 0 || p.Lock == nil // where mergers lock pieces themselves, nothing is unlocked by mistake
}

// close gives the engine back.
func (k *keptAssignment) close() error {
	if k.sess == nil {
		return nil
	}
	sess := k.sess
	k.sess = nil
	return sess.Close()
}
