package plan

import (
	"math"
	"strconv"
	"strings"
)

// Decimals of values and of ratios in reasons, as in the official forms; mostDigits is where two numbers
// are given up to be told apart.
const (
	valueDigits = 2
	ratioDigits = 3
	mostDigits  = 9
)

// Text is a loss in words, without a semicolon.
func (l *Loss) Text() string {
	rule, code, _ := strings.Cut(l.Rule, ":")
	limit := ""
	if l.Limit != nil {
		limit = number(*l.Limit)
	}
	digits := valueDigits
	if l.Unit == "" {
		digits = ratioDigits
	}
	with, without := l.apart(digits)
	switch rule {
	case "minimum":
		return code + " at " + l.Where + " " + with + ", without it " + without + " (minimum " + limit + ")"
	case "minimum-share":
		return code + " at " + l.Where + " " + with + ", without it " + without + " (share of the minimum that is asked for " + limit + ")"
	case RuleSection:
		return l.Where + " would not pass"
	case "cv":
		return "CV of " + code + " in " + l.Where + " " + with + ", without it " + without + " (limit " + limit + ")"
	case RuleComposite:
		return "mean of the CVs in " + l.Where + " " + with + ", without it " + without + " (limit " + limit + ")"
	case string(LimitTeachers):
		return "teachers at " + l.Where + " " + with + ", without it " + without + " (at least " + limit + ")"
	case string(LimitHeadcount):
		return "as many teachers must come to " + l.Where + " as go"
	case RulePosts:
		return "teachers on the posts of " + l.Where + " " + with + ", without it " + without + " (at most " + limit + ")"
	case RuleLock:
		return "a lock asks for " + limit
	case "goal":
		of, stage, _ := strings.Cut(l.Where, "/")
		return "worst CV/limit " + with + ", without it " + without + " (" + of + " in " + stage + ")"
	case "ratio":
		return "CV/limit of " + code + " in " + l.Where + " " + with + ", without it " + without
	case "shortfall":
		return "pupils short of " + code + " at " + l.Where + " " + with + ", without it " + without
	}
	return l.Rule + " at " + l.Where + " " + with + ", without it " + without
}

// apart writes both numbers with so many decimals, or as many more as it takes to tell them apart, and
// from the limit where they are on different sides of it.
func (l *Loss) apart(digits int) (with, without string) {
	if l.Unit == "teachers" {
		return number(l.With), number(l.Without)
	}
	for d := digits; ; d++ {
		with, without = decimals(l.With, d), decimals(l.Without, d)
		told := with != without
		if l.Limit != nil && *l.Limit != l.Without {
			told = told && without != decimals(*l.Limit, d)
		}
		if told || d == mostDigits {
			return with, without
		}
	}
}

// decimals writes a number with so many decimals.
func decimals(x float64, digits int) string {
	if math.IsNaN(x) {
		return "-"
	}
	return strconv.FormatFloat(x, 'f', digits, 64)
}
