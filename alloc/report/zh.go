package report

// chinese holds the phrases of assessments by their English form. A section, the unit that is judged,
// is 校段: one stage of one school.
var chinese = map[string]string{}
