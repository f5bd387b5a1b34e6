package html_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/report"
)

// tool finds a file that scripts/pagetools.sh fetches, or skips the test.
func tool(t *testing.T, parts ...string) string {
	t.Helper()
	home := os.Getenv("XDG_DATA_HOME")
	if home == "" {
		user, err := os.UserHomeDir()
		require.NoError(t, err)
		home = filepath.Join(user, ".local", "share")
	}
	name := filepath.Join(append([]string{home, "eduparity", "tools", "page", "node_modules"}, parts...)...)
	if _, err := os.Stat(name); err != nil {
		t.Skipf("%s is not on this machine: scripts/pagetools.sh fetches it", filepath.Base(name))
	}
	return name
}

// samples are pages of every kind.
func samples(t *testing.T) map[string]string {
	t.Helper()
	c, s := few(t), short()
	withPieces(c)
	return map[string]string{
		"plan": pageOf(t, passingUnder(t, c, s), c, report.English), "frontier": frontPage(t, front(), c, report.English),
		"comparison": comparedPage(t, compared(), c, report.Chinese),
		"impossible": pageOf(t, impossibleUnder(t, c, s), c, report.English), "assessment": assessed(t, c, s, report.Chinese),
	}
}

// Every page is valid HTML, as the Nu HTML checker judges it.
func TestValidHTML(t *testing.T) {
	checker := tool(t, "vnu-jar", "build", "dist", "vnu.jar")
	java, err := exec.LookPath("java")
	if err != nil {
		t.Skip("no Java on this machine: the Nu HTML checker was not run")
	}
	// Two properties of CSS that browsers know and the checker's list lacks.
	args := []string{"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss4m", "-jar", checker, "--errors-only", "--filterpattern", `.*(vector-effect|paint-order).*doesn.t exist.*`}
	for name, page := range samples(t) {
		file := filepath.Join(t.TempDir(), name+".html")
		require.NoError(t, os.WriteFile(file, []byte(page), 0o600))
		args = append(args, file)
	}
	var said bytes.Buffer
	run := exec.Command(java, args...)
	run.Stdout, run.Stderr = &said, &said
	require.NoError(t, run.Run(), said.String())
}

// Every page can be used by everybody, as far as axe-core finds out: WCAG 2.2, levels A and AA, and its
// best practices, with a school opened.
func TestAccessible(t *testing.T) {
	axe, err := os.ReadFile(tool(t, "axe-core", "axe.min.js"))
	require.NoError(t, err)
	b := open(t)
	for name, page := range samples(t) {
		if width, ok := map[string]int64{"plan": 1200, "assessment": 320, "frontier": 320, "comparison": 1200}[name]; ok {
			b.show(page, width, 900)
			if ask[bool](b, `document.querySelector("li.card") !== null`) {
				b.click("li.card button.pick")
			}
			var found []string
			b.do(chromedp.Evaluate(string(axe)+`; axe.run({resultTypes: ["violations"]}).then(r =>
				r.passes.length < 10 ? ["too little was checked"] : r.violations.flatMap(v => v.nodes.map(n => v.id + ": " + n.html.slice(0, 200) + ": " + n.failureSummary)))`, &found,
				func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }))
			require.Empty(t, found, "%s, %d pixels wide", name, width)
		}
	}
}
