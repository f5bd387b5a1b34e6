package plan

import (
	"fmt"
	"strconv"

	"github.com/eduparity/eduparity/model/standard"
)

// A Violation is one rule of a problem that a list of actions breaks at one place.
type Violation struct {
	Rule  string  `json:"rule"`  // one of the constants below
	Where string  `json:"where"` // an action's key, SCHOOL/STAGE, CODE/STAGE, a fund, or empty: everywhere
	By    float64 `json:"by"`    // how much is too much or missing; 0 where that has no meaning
	Unit  string  `json:"unit"`
	Text  string  `json:"text"` // what is wrong, as a clause
}

// The rules that a plan may break. Limits go by the name of what they limit ([LimitSpending], ...).
const (
	RuleLever     = "lever"                // the action belongs to no lever of the problem, or to a stage it is not about
	RuleOnce      = "once"                 // two actions have one key
	RulePrice     = "price"                // what is bought is not to be had
	RuleCost      = "cost"                 // the action states another cost, unit or nature than the prices give
	RuleWhole     = "whole"                // part of a unit that is only sold whole
	RuleMost      = "max_quantity"         // more than can be had
	RuleFund      = "fund"                 // a fund pays what it may not, more than it has, or not what is due
	RulePosts     = "posts"                // more teachers than posts
	RuleSection   = "section-rule"         // pass-cost: a section does not pass
	RuleComposite = standard.RuleComposite // the mean of the CVs of a stage is above its limit
	RuleTwice     = "twice"                // more teachers of a kind leave a section than were there
	RuleLock      = "lock"                 // a lock is not kept
	RuleLocked    = "locked"               // a locked piece goes elsewhere
	RuleBarrier   = "barrier"              // pupils cross a trunk road, a railway or a barred way
	RulePupils    = "pupils"               // pupils of a piece go to no school, or are told twice
	RuleSeats     = "seats"                // more pupils than the seats that the office states
	RuleEmptied   = "emptied"              // a section that counts has no pupils and does not close
	RuleSite      = "site"                 // what is done at a site is not among the candidates, or not so much of it
	RuleDistance  = "distance"             // the action states another distance, or none is known where one is needed
)

// String is the violation as a sentence, such as "moves: 12 teachers move, at most 10 may (by 2 teachers)".
func (v Violation) String() string {
	s := v.Rule
	if v.Where != "" {
		s += " at " + v.Where
	}
	s += ": " + v.Text
	if v.By != 0 {
		s += fmt.Sprintf(" (by %s", number(v.By))
		if v.Unit != "" {
			s += " " + v.Unit
		}
		s += ")"
	}
	return s
}

// number writes a number in full, without an exponent where it is of everyday size.
func number(x float64) string {
	if x != 0 && (x < 1e-6 && x > -1e-6 || x >= 1e15 || x <= -1e15) {
		return strconv.FormatFloat(x, 'g', -1, 64)
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}
