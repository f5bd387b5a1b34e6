package report

// chinesePlans holds the phrases of plans by their English form.
var chinesePlans = map[string]string{
	"Cost: %s": "费用：%s",
}
