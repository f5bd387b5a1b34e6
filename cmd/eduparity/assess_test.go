package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestAssess(t *testing.T) {
	county := small().write(t)
	r := eduparity(t, "assess", county)
	require.Equal(t, exitDone, r.code, r.stderr)
	require.Empty(t, r.stderr)
	require.Contains(t, r.stdout, "Constructed data")
	require.Contains(t, r.stdout, "The county does not pass: 2 of 3 sections and 1 of 1 CV fail.")

	r = eduparity(t, "assess", county, "--format", "json")
	require.Equal(t, exitDone, r.code, r.stderr)
	a := read(t, r.stdout)
	require.Equal(t, "eduparity/assessment/1", a["schema"])
	require.Equal(t, false, a["passes"])
}

func TestAssessFail(t *testing.T) {
	r := eduparity(t, "assess", small().write(t), "--fail")
	require.Equal(t, exitNo, r.code)
	require.Empty(t, r.stderr)
	require.Contains(t, r.stdout, "does not pass")

	even := small().with("sections.csv", "school_id,stage,pupils,classes,teachers\nA,primary,400,10,30\nB,primary,200,6,15\nC,primary,100,6,7\n")
	r = eduparity(t, "assess", even.write(t), "--fail")
	require.Equal(t, exitDone, r.code, r.stderr)
	require.Contains(t, r.stdout, "The county passes: all 3 sections and all 1 CV meet the standard.")
}

func TestStandards(t *testing.T) {
	county := small()
	folder := county.write(t)
	own := filepath.Join(t.TempDir(), "own.yaml")
	require.NoError(t, os.WriteFile(own, []byte("name: own\nindicators:\n  - {code: C, stock: classes}\n"), 0o644))

	r := eduparity(t, "assess", folder, "--standard", own)
	require.Equal(t, exitDone, r.code, r.stderr)
	require.Contains(t, r.stdout, "judged by own")
	require.Contains(t, r.stdout, "nothing to pass or to fail")

	eduparity(t, "assess", folder, "--standard", "quality-balanc-2017").refused(t, `did you mean "quality-balance-2017"?`)
	eduparity(t, "assess", folder, "--standard", "none.yaml").refused(t, "none.yaml")
	eduparity(t, "assess", folder, "--standard", "basic-balance-2012").refused(t, "computers: the column is missing; indicator B4 of basic-balance-2012 needs it")
	eduparity(t, "assess", county.with("county.yaml", "standard: other.yaml\n").write(t)).refused(t, "county.yaml: standard: ")
	eduparity(t, "assess", county.with("county.yaml", "standard: qualty-balance-2017\n").write(t)).refused(t, `did you mean "quality-balance-2017"?`)
	eduparity(t, "assess", county.with("teachers.yaml", "name: x\nindicaters: []\n").write(t)).refused(t, "teachers.yaml")

	r = eduparity(t, "assess", county.with("county.yaml", "").write(t))
	require.Equal(t, exitUsage, r.code, "the default standard's columns are not there")
	require.Contains(t, r.stderr, "note: neither --standard nor county.yaml names a standard; taking quality-balance-2017")
}

func TestBadCounties(t *testing.T) {
	county := small()
	replace := func(name, text, by string) files { return county.replacing(t, name, text, by) }
	for _, c := range []struct {
		name     string
		files    files
		messages []string
	}{
		{"no sections", county.with("sections.csv", ""), []string{"sections.csv"}},
		{"no column", replace("sections.csv", "pupils,", "pupil,"), []string{"sections.csv", "pupils"}},
		{"unknown school", replace("sections.csv", "C,primary", "X,primary"), []string{"sections.csv:4: X/primary: school_id: \"X\""}},
		{"duplicate id", replace("schools.csv", "B,River", "A,River"), []string{"schools.csv:3: school_id: \"A\""}},
		{"duplicate section", replace("sections.csv", "B,primary", "A,primary"), []string{"sections.csv:3"}},
		{"text in a number", replace("sections.csv", "200", "many"), []string{"sections.csv:3: B/primary: pupils: \"many\""}},
		{"negative", replace("sections.csv", "6,7", "6,-7"), []string{"sections.csv:3: B/primary: teachers: \"-7\""}},
		{"NaN", replace("sections.csv", "6,7", "6,NaN"), []string{"sections.csv:3: B/primary: teachers: \"NaN\""}},
		{"every fault at once", replace("sections.csv", "primary,200,6,7", "primary,x,6,y"), []string{"\"x\"", "\"y\""}},
		{"attributes above the total", county.with("sections.csv", "school_id,stage,pupils,teachers,teachers_backbone\nA,primary,400,30,31\nB,primary,200,7,1\n"), []string{"sections.csv:2", "teachers_backbone"}},
		{"neither UTF-8 nor GBK", replace("schools.csv", "River", "\xff\xff"), []string{"schools.csv"}},
		{"half a table", county.with("teachers.csv", "teacher_id\n1\n"), []string{"teachers.csv:1: school_id: the column is missing"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			folder := c.files.write(t)
			r := eduparity(t, "assess", folder)
			for _, m := range c.messages {
				r.refused(t, m)
			}
			if c.name == "every fault at once" {
				require.Equal(t, 2, strings.Count(r.stderr, "\n"), r.stderr)
			}
			out := filepath.Join(t.TempDir(), "out.txt")
			require.NoError(t, os.WriteFile(out, []byte("old"), 0o600))
			require.Equal(t, exitUsage, eduparity(t, "assess", folder, "-o", out).code)
			requireFile(t, out, "old")
		})
	}
	eduparity(t, "assess", filepath.Join(t.TempDir(), "none")).refused(t, "there is no such county folder or workbook")
	file := filepath.Join(county.write(t), "schools.csv")
	eduparity(t, "assess", file).refused(t, "a county is a folder with schools.csv and sections.csv in it")
	book := filepath.Join(t.TempDir(), "county.xlsx")
	require.NoError(t, os.WriteFile(book, nil, 0o644))
	eduparity(t, "assess", book).refused(t, book+": is not an XLSX workbook")
}

func TestFindings(t *testing.T) {
	county := small()
	for _, c := range []struct {
		name  string
		files files
		note  string
	}{
		{"nobody taught", county.with("sections.csv", county["sections.csv"]+"D,primary,0,0,3\n").with("schools.csv", county["schools.csv"]+"D,Gone,primary,rural\n"), "D/primary"},
		{"unknown column", county.replacing(t, "schools.csv", ",area\n", ",color\n"), "color"},
	} {
		t.Run(c.name, func(t *testing.T) {
			folder := c.files.write(t)
			r := eduparity(t, "assess", folder)
			require.Equal(t, exitDone, r.code, r.stderr)
			require.Contains(t, r.stdout, "Noticed in the data: ")
			require.Contains(t, r.stdout, c.note)
			require.Empty(t, r.stderr, "once is enough")

			// What the report on the screen does not tell is said beside it.
			file := filepath.Join(t.TempDir(), "a.txt")
			for _, args := range [][]string{
				{"--show", "gaps"}, {"--view", "investment"}, {"-o", file}, {"--format", "csv"}, {"-o", file, "--show", "data"},
			} {
				r = eduparity(t, append([]string{"assess", folder}, args...)...)
				require.Equal(t, exitDone, r.code, r.stderr)
				require.Contains(t, r.stderr, "eduparity: note: ")
				require.Contains(t, r.stderr, c.note)
				require.NotContains(t, r.stdout, c.note)
			}
			r = eduparity(t, "assess", folder, "--show", "gaps,data")
			require.Contains(t, r.stdout, c.note)
			require.Empty(t, r.stderr)

			r = eduparity(t, "assess", folder, "--format", "json")
			require.Equal(t, exitDone, r.code)
			require.Empty(t, r.stderr, "in JSON the findings are part of the assessment")
			require.NotEmpty(t, read(t, r.stdout)["findings"])
		})
	}
}

// TestManyFindings tells ten and counts the rest.
func TestManyFindings(t *testing.T) {
	county := small()
	header, row := "school_id,name,kind", ",x,primary"
	for _, c := range "abcdefghijkl" {
		header += ",odd_" + string(c) + "x"
		row += ",text"
	}
	folder := county.with("schools.csv", header+"\nA"+row+"\nB"+row+"\nC"+row+"\n").write(t)
	r := eduparity(t, "assess", folder)
	require.Equal(t, exitDone, r.code, r.stderr)
	require.Contains(t, r.stdout, "Noticed in the data: 12 things")
	require.Contains(t, r.stdout, "and 2 more, see --all")
	r = eduparity(t, "assess", folder, "--show", "gaps")
	require.Equal(t, exitDone, r.code, r.stderr)
	require.Equal(t, 11, strings.Count(r.stderr, "eduparity: note: "), r.stderr)
	require.Contains(t, r.stderr, "more")
}

// TestExcelFiles: a byte-order mark and carriage returns are no fault.
func TestExcelFiles(t *testing.T) {
	county := small()
	for _, name := range []string{"schools.csv", "sections.csv"} {
		county = county.with(name, "\ufeff"+strings.ReplaceAll(county[name], "\n", "\r\n"))
	}
	r := eduparity(t, "assess", county.write(t))
	require.Equal(t, exitDone, r.code, r.stderr)
	require.Equal(t, eduparity(t, "assess", small().write(t)).stdout, r.stdout)
}

func TestOutput(t *testing.T) {
	county := small().write(t)
	plain := eduparity(t, "assess", county).stdout
	dir := t.TempDir()

	text := filepath.Join(dir, "a.txt")
	r := eduparity(t, "assess", county, "-o", text)
	require.Equal(t, exitDone, r.code, r.stderr)
	require.Empty(t, r.stdout)
	requireFile(t, text, plain)

	asJSON := filepath.Join(dir, "a.json")
	require.Equal(t, exitDone, eduparity(t, "assess", county, "-o", asJSON).code, "the name says JSON")
	requireFile(t, asJSON, eduparity(t, "assess", county, "--format", "json").stdout)

	require.NoError(t, os.Chmod(text, 0o600))
	require.Equal(t, exitDone, eduparity(t, "assess", county, "--output", text).code)
	requireFile(t, text, plain)
	info, err := os.Stat(text)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode(), "a file keeps its permissions")

	link := filepath.Join(dir, "link")
	require.NoError(t, os.Symlink(text, link))
	require.Equal(t, exitDone, eduparity(t, "assess", county, "-o", link).code)
	info, err = os.Lstat(link)
	require.NoError(t, err)
	require.NotZero(t, info.Mode()&os.ModeSymlink, "a link stays a link")

	require.Equal(t, plain, eduparity(t, "assess", county, "-o", "-").stdout)
	require.Equal(t, exitDone, eduparity(t, "assess", county, "-o", os.DevNull).code)

	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, entries, 3, "temporary files are gone")

	eduparity(t, "assess", county, "-o", dir).refused(t, "is a folder")
	eduparity(t, "assess", county, "-o", filepath.Join(dir, "no", "a.txt")).refused(t, "there is no folder")
}

func TestFormats(t *testing.T) {
	for _, c := range []struct{ args, message string }{
		{"--format xlsx", "--format xlsx: name a file to write to with -o"},
		{"--format xlsx -o x.xlsx --view benefit", "--view with --format xlsx: not yet"},
		{"--format html --view benefit", "--view with --format html: not yet"},
		{"--format html --against x", "--against with --format html: not yet"},
		{"--format geojson", "--format geojson: not yet"},
		{"--format jso", `--format "jso": unknown; did you mean "json"?`},
		{"--format cvs", `--format "cvs": unknown; did you mean "csv"?`},
		{"--lang fr", `--lang "fr": unknown`},
		{"--view investmnt", `--view "investmnt": unknown; did you mean "investment"?`},
		{"--view benefit --by zones", `--by "zones": unknown; did you mean "zone"?`},
		{"--show gap", `--show "gap": unknown; did you mean "gaps"?`},
		{"--ahead 0", "--ahead 0: must be 1 or more"},
		{"--encoding gbkk", "--encoding: "},
	} {
		eduparity(t, append([]string{"assess", "county"}, strings.Fields(c.args)...)...).refused(t, c.message)
	}
	eduparity(t, "verify", "county", "plan.json", "--format", "csv").refused(t, "--format csv: not yet")
}

func requireFile(t *testing.T, name, want string) {
	t.Helper()
	got, err := os.ReadFile(name)
	require.NoError(t, err)
	require.Equal(t, want, string(got))
}
