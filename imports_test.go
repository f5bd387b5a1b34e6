package eduparity_test

import (
	"bytes"
	"encoding/json"
	"go/parser"
	"go/token"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const module = "github.com/eduparity/eduparity"

// mayImport says which packages of the module a package may import. "X..." is X and what is below;
// the longest pattern that fits a package holds. A package that none fits may not exist.
var mayImport = map[string][]string{
	"model":              {},
	"model/measure":      {},
	"model/standard":     {"model", "model/measure"},
	"model/diagnosis":    {"model", "model/measure", "model/standard"},
	"model/modelio":      {"model", "model/standard"},
	"model/workbook":     {"model", "model/modelio", "model/standard"}, // rows are workbook's, their meaning modelio's
	"model/geo":          {"model", "model/standard"},
	"solver":             {},
	"solver/separable":   {},
	"solver/parametric":  {"solver/separable"},
	"solver/outer":       {"solver"},
	"solver/whole":       {"solver"},
	"solver/assignment":  {"solver", "solver/separable"},
	"solver/highs":       {"solver"},
	"solver/gonumlp":     {"solver"},
	"solver/solvertest":  {"solver"},
	"alloc/plan":         {"model..."},
	"alloc/exact":        {"alloc/plan", "model...", "solver", "solver/assignment", "solver/outer", "solver/parametric", "solver/separable", "solver/whole"},
	"alloc/verify":       {"alloc/plan", "model...", "solver", "solver/assignment", "solver/parametric", "solver/separable"},
	"alloc/report...":    {"alloc/plan", "alloc/report", "model..."},
	"alloc":              {"alloc/plan", "alloc/exact", "alloc/verify", "model...", "solver"},
	"cmd...":             {"..."},
	"examples...":        {"..."},
	"benchmarks...":      {"..."},
	"internal/fixedseed": {},        // for tests only: no list has it
	"internal/realdata":  {"model"}, // likewise

	"internal/standardpages": {"model", "model/standard"}, // makes docs/standards
	"":                       {},                          // this test
}

// mayUse says which packages may import a package from outside the module; the longest prefix of its
// path holds. What is not listed may not be imported.
var mayUse = map[string][]string{
	"C":                                     {"solver/highs"},
	"github.com/lanl/highs":                 {"solver/highs"},
	"gonum.org/v1/gonum":                    {"model", "model/measure", "solver", "solver/separable", "solver/gonumlp"},
	"gonum.org/v1/gonum/optimize/convex/lp": {"solver/gonumlp"},
	"gonum.org/v1/plot":                     {"alloc/report/plot", "benchmarks..."},
	"golang.org/x/image":                    {"alloc/report/plot"}, // fonts, as gonum/plot takes them
	"github.com/goccy/go-yaml":              {"model/modelio", "cmd..."},
	"github.com/xuri/excelize/v2":           {"model/workbook", "alloc/report/xlsx"},
	"github.com/paulmach/orb":               {"model/geo"},
	"github.com/spf13/cobra":                {"cmd..."},
	"github.com/spf13/pflag":                {"cmd..."},
	"github.com/jedib0t/go-pretty/v6":       {"alloc/report...", "cmd..."},
	"golang.org/x/text":                     {"model/modelio", "alloc/report...", "cmd..."},
	"github.com/chromedp/chromedp":          {},
}

// testOnly are packages from outside that only tests may import, and the package that is a test suite.
// Who draws by the second must do so by the help of seedHelper.
var (
	testOnly   = []string{"github.com/stretchr/testify", "pgregory.net/rapid"}
	testSuite  = "solver/solvertest"
	seedHelper = "internal/fixedseed"
)

// Library packages do not print, log, exit, read flags or open files by name: these packages of the
// standard library are for programs and tests.
var (
	forPrograms = []string{"os", "log", "log/slog", "flag", "os/exec", "os/signal"}
	programs    = []string{"cmd...", "examples...", "benchmarks...", seedHelper, "internal/standardpages"}
)

// A pkg is what go list says of a package, with paths relative to the module.
type pkg struct {
	ImportPath     string
	Dir            string
	Imports        []string
	TestImports    []string // of the tests inside the package
	XTestImports   []string // of those beside it
	IgnoredGoFiles []string
}

func TestImportDirection(t *testing.T) {
	t.Parallel()
	for _, p := range packages(t) {
		name := strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, module), "/")
		for _, imported := range p.Imports {
			if fault := judge(name, imported); fault != "" {
				t.Errorf("%s imports %s: %s", name, imported, fault)
			}
		}
	}
}

// What a gate runs must not depend on luck: a package whose tests draw cases draws the same ones always.
func TestSeedsAreFixed(t *testing.T) {
	t.Parallel()
	drawing := 0
	for _, p := range packages(t) {
		tests := append(p.TestImports, p.XTestImports...)
		if slices.Contains(tests, "pgregory.net/rapid") {
			drawing++
			if !slices.Contains(tests, module+"/"+seedHelper) {
				t.Errorf("the tests of %s import rapid, but have no TestMain by %s", p.ImportPath, seedHelper)
			}
		}
	}
	require.Positive(t, drawing)
}

// The rules themselves: a test that cannot fail is none.
func TestImportRules(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ from, to, fault string }{
		{"model", module + "/solver", "not in its list"},
		{"model", "github.com/goccy/go-yaml", "not for this package"},
		{"model/modelio", "github.com/goccy/go-yaml/parser", ""},
		{"model/modelio", module + "/model/measure", "not in its list"},
		{"alloc/exact", module + "/solver/highs", "not in its list"},
		{"alloc/exact", module + "/model/standard", ""},
		{"alloc/report/html", module + "/alloc/plan", ""},
		{"alloc/verify", module + "/alloc/exact", "not in its list"},
		{"cmd/eduparity", module + "/solver/highs", ""},
		{"cmd/eduparity", "C", "not for this package"},
		{"solver/separable", "gonum.org/v1/gonum/floats", ""},
		{"solver/separable", "gonum.org/v1/gonum/optimize/convex/lp", "not for this package"},
		{"solver/highs", "github.com/lanl/highs", ""},
		{"solver", "github.com/lanl/highs", "not for this package"},
		{"model", "example.com/new", "not known"},
		{"alloc/plan", "github.com/stretchr/testify/require", "only for tests"},
		{"solver/solvertest", "github.com/stretchr/testify/require", ""},
		{"model", "os", "for programs"},
		{"model", module + "/" + seedHelper, "not in its list"},
		{"cmd/eduparity", "os", ""},
		{"model", "encoding/json", ""},
		{"util", "fmt", "no rule for this package"},
	} {
		fault := judge(c.from, c.to)
		if c.fault == "" {
			require.Empty(t, fault, "%s imports %s", c.from, c.to)
		} else {
			require.Contains(t, fault, c.fault, "%s imports %s", c.from, c.to)
		}
	}
}

// judge says what is wrong with an import, if anything.
func judge(from, to string) string {
	allowed, ok := longest(mayImport, from)
	if !ok {
		return "there is no rule for this package: add one to the design and here"
	}
	if rest, own := strings.CutPrefix(to, module); own {
		if rest = strings.TrimPrefix(rest, "/"); !slices.ContainsFunc(allowed, func(p string) bool { return fits(p, rest) }) {
			return "not in its list: " + strings.Join(allowed, ", ")
		}
		return ""
	}
	if to != "C" && !strings.Contains(strings.Split(to, "/")[0], ".") {
		if slices.Contains(forPrograms, to) && !slices.ContainsFunc(programs, func(p string) bool { return fits(p, from) }) {
			return "for programs, not for libraries"
		}
		return ""
	}
	for _, prefix := range testOnly {
		if to == prefix || strings.HasPrefix(to, prefix+"/") {
			if from == testSuite {
				return ""
			}
			return "only for tests"
		}
	}
	best := ""
	for prefix := range mayUse {
		if (to == prefix || strings.HasPrefix(to, prefix+"/")) && len(prefix) > len(best) {
			best = prefix
		}
	}
	if best == "" {
		return "not known: a dependency needs a line of reason in the README, and one here"
	}
	if !slices.ContainsFunc(mayUse[best], func(p string) bool { return fits(p, from) }) {
		return "not for this package, only for " + strings.Join(mayUse[best], ", ")
	}
	return ""
}

// longest returns the value of the longest pattern that fits.
func longest(rules map[string][]string, name string) ([]string, bool) {
	best, found := "", false
	for pattern := range rules {
		if fits(pattern, name) && (!found || len(pattern) > len(best)) {
			best, found = pattern, true
		}
	}
	return rules[best], found
}

// fits reports whether a package is the pattern or, where that ends in "...", below it.
func fits(pattern, name string) bool {
	root, below := strings.CutSuffix(pattern, "...")
	return name == root || below && (root == "" || strings.HasPrefix(name, root+"/"))
}

// packages lists the packages of the module, with the imports of files that build tags leave out.
func packages(t *testing.T) []pkg {
	t.Helper()
	var stderr bytes.Buffer
	list := exec.Command("go", "list", "-e", "-json=ImportPath,Dir,Imports,TestImports,XTestImports,IgnoredGoFiles", "./...")
	list.Stderr = &stderr
	out, err := list.Output()
	require.NoError(t, err, stderr.String())
	var all []pkg
	for d := json.NewDecoder(bytes.NewReader(out)); d.More(); {
		var p pkg
		require.NoError(t, d.Decode(&p))
		for _, name := range p.IgnoredGoFiles {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(p.Dir, name), nil, parser.ImportsOnly)
			require.NoError(t, err)
			for _, s := range f.Imports {
				path, err := strconv.Unquote(s.Path.Value)
				require.NoError(t, err)
				p.Imports = append(p.Imports, path)
			}
		}
		all = append(all, p)
	}
	require.NotEmpty(t, all)
	return all
}
