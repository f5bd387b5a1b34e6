package report

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// A source is the code of one package, looked over for the texts that it writes. What is not plain in
// the code, such as a number or a name, is a blank (%s).
type source struct {
	files []*ast.File
	funcs map[string][]*ast.FuncDecl // by name
}

func parsed(t *testing.T, folder string) *source {
	t.Helper()
	s := &source{funcs: make(map[string][]*ast.FuncDecl)}
	names, err := filepath.Glob(filepath.Join(folder, "*.go"))
	require.NoError(t, err)
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		code, err := os.ReadFile(name)
		require.NoError(t, err)
		file, err := parser.ParseFile(token.NewFileSet(), name, code, 0)
		require.NoError(t, err)
		s.files = append(s.files, file)
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok {
				s.funcs[f.Name.Name] = append(s.funcs[f.Name.Name], f)
			}
		}
	}
	require.NotEmpty(t, s.files, folder)
	return s
}

// deepest is how many variables and functions are followed that make a part of a text.
const deepest = 3

// texts are what an expression within a function may be.
func (s *source) texts(in *ast.FuncDecl, e ast.Expr, depth int) []string {
	switch x := e.(type) {
	case *ast.ParenExpr:
		return s.texts(in, x.X, depth)
	case *ast.BasicLit:
		if text, err := strconv.Unquote(x.Value); err == nil && x.Kind == token.STRING {
			return []string{strings.ReplaceAll(text, "%", "%%")}
		}
	case *ast.BinaryExpr:
		var all []string
		for _, a := range s.texts(in, x.X, depth) {
			for _, b := range s.texts(in, x.Y, depth) {
				all = append(all, a+b)
			}
		}
		return all
	case *ast.CallExpr:
		return s.called(x, depth)
	case *ast.Ident:
		if depth < deepest {
			if all := s.assigned(in, x.Name, depth+1); len(all) > 0 {
				return all
			}
		}
	}
	return []string{"%s"}
}

func (s *source) called(call *ast.CallExpr, depth int) []string {
	name := ""
	switch f := call.Fun.(type) {
	case *ast.Ident:
		name = f.Name
	case *ast.SelectorExpr:
		name = f.Sel.Name
	}
	if name == "Sprintf" {
		if format, ok := call.Args[0].(*ast.BasicLit); ok {
			text, err := strconv.Unquote(format.Value)
			if err == nil {
				return []string{anyVerb.ReplaceAllString(text, "%s")}
			}
		}
	}
	if name == "joined" || depth >= deepest {
		return []string{"%s"}
	}
	var all []string
	for _, f := range s.funcs[name] {
		all = append(all, s.returned(f, depth+1)...)
	}
	all = slices.DeleteFunc(all, func(text string) bool { return text == "" }) // then nothing is said
	if len(all) == 0 {
		return []string{"%s"}
	}
	return all
}

// returned are what a function with one result, a text, may return.
func (s *source) returned(f *ast.FuncDecl, depth int) []string {
	if f.Type.Results == nil || f.Type.Results.NumFields() != 1 {
		return nil
	}
	if kind, ok := f.Type.Results.List[0].Type.(*ast.Ident); !ok || kind.Name != "string" {
		return nil
	}
	var all []string
	ast.Inspect(f, func(n ast.Node) bool {
		if _, inner := n.(*ast.FuncLit); inner {
			return false
		}
		if r, ok := n.(*ast.ReturnStmt); ok && len(r.Results) == 1 {
			all = append(all, s.texts(f, r.Results[0], depth)...)
		}
		return true
	})
	return all
}

// assigned are what a variable of a function may be. A text that is added to it comes on its own, too.
func (s *source) assigned(f *ast.FuncDecl, name string, depth int) []string {
	var all []string
	ast.Inspect(f, func(n ast.Node) bool {
		a, ok := n.(*ast.AssignStmt)
		if !ok || len(a.Lhs) != len(a.Rhs) {
			return true
		}
		for i := range a.Lhs {
			to, ok := a.Lhs[i].(*ast.Ident)
			if !ok || to.Name != name {
				continue
			}
			if from, same := a.Rhs[i].(*ast.BasicLit); same && from.Value == `""` {
				continue // then nothing is said
			}
			all = append(all, s.texts(f, a.Rhs[i], depth)...)
		}
		return true
	})
	return all
}

// A maker is a function that makes findings: who calls it, how many arguments it takes, and which is
// the text.
type maker struct {
	receivers  []string
	args, text int
}

var makers = map[string]maker{
	"add":           {[]string{"n"}, 6, 5},
	"note":          {[]string{"r"}, 5, 4},
	"leave":         {[]string{"b"}, 4, 3},
	"tell":          {[]string{"j"}, 4, 3},
	"unknownColumn": {[]string{"r"}, 4, 2},
}

// isMaker says whether a call makes a finding, and with which text.
func isMaker(call *ast.CallExpr) (text ast.Expr, ok bool) {
	called, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return nil, false
	}
	m, ok := makers[called.Sel.Name]
	if !ok || len(call.Args) != m.args {
		return nil, false
	}
	receiver := ""
	switch x := called.X.(type) {
	case *ast.Ident:
		receiver = x.Name
	case *ast.SelectorExpr: // such as c.r
		receiver = x.Sel.Name
	}
	return call.Args[m.text], slices.Contains(m.receivers, receiver)
}

// each calls look for every node of the functions of a package.
func (s *source) each(look func(in *ast.FuncDecl, n ast.Node)) {
	for _, file := range s.files {
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok {
				ast.Inspect(f, func(n ast.Node) bool {
					look(f, n)
					return true
				})
			}
		}
	}
}

// field are the values that a literal gives to a field.
func field(literal *ast.CompositeLit, name string) (values []ast.Expr) {
	for _, e := range literal.Elts {
		if pair, ok := e.(*ast.KeyValueExpr); ok {
			if key, ok := pair.Key.(*ast.Ident); ok && key.Name == name {
				values = append(values, pair.Value)
			}
		}
	}
	return values
}

// findings are the texts of all findings that a package makes, once each.
func (s *source) findings() []string {
	all := make(map[string]bool)
	s.each(func(in *ast.FuncDecl, n ast.Node) {
		var found []ast.Expr
		switch x := n.(type) {
		case *ast.CallExpr:
			if text, ok := isMaker(x); ok {
				found = append(found, text)
			}
		case *ast.CompositeLit:
			if isFinding(x.Type) {
				found = field(x, "Rule")
			}
		case *ast.ReturnStmt:
			if list, ok := only(x.Results).(*ast.CompositeLit); ok && in.Name.Name == "Notes" {
				found = list.Elts
			}
		}
		for _, e := range found {
			for _, text := range s.texts(in, e, 0) {
				all[text] = true
			}
		}
	})
	return slices.Sorted(maps.Keys(all))
}

// only is the expression of a list of one.
func only(list []ast.Expr) ast.Expr {
	if len(list) != 1 {
		return nil
	}
	return list[0]
}

func isFinding(e ast.Expr) bool {
	switch x := e.(type) {
	case *ast.Ident:
		return x.Name == "Finding"
	case *ast.SelectorExpr:
		return x.Sel.Name == "Finding"
	}
	return false
}

var anyVerb = regexp.MustCompile(`%(\[\d\])?(\.\d)?[a-z]`)

// Every finding that the packages of the model can make has a Chinese form that keeps what fills its
// blanks.
func TestFindingsAreTranslated(t *testing.T) {
	t.Parallel()
	n := 0
	for _, folder := range []string{"../../model", "../../model/modelio", "../../model/workbook", "../../model/geo", "../../model/standard"} {
		for _, text := range parsed(t, folder).findings() {
			text = strings.TrimPrefix(text, "; ") // added to another
			if strings.HasSuffix(text, ": ") || strings.HasSuffix(text, " ") {
				continue // of a part that may be empty in the code and never is
			}
			if strings.ReplaceAll(text, blank, "") == "" {
				continue // handed on from a place that is looked at for itself
			}
			n++
			filled, fills := fill(text)
			zh, ok := findingInChinese(filled)
			if !ok {
				t.Errorf("%s: %q has no Chinese form in chineseFindings", folder, text)
				continue
			}
			for _, x := range fills {
				require.Contains(t, zh, x, text)
			}
			require.NotContains(t, zh, "%!", text)
		}
	}
	require.Greater(t, n, 30, "the code is looked over")
}

// fill puts something into the blanks of a text.
func fill(text string) (filled string, fills []string) {
	filled = text
	for i := 0; strings.Contains(filled, blank); i++ {
		x := "X" + strconv.Itoa(i)
		fills = append(fills, x)
		filled = strings.Replace(filled, blank, x, 1)
	}
	return filled, fills
}

// inputTexts are the texts in a package of what verdicts use or lack, once each; those of the resource
// block, which reports do not tell, left out.
func (s *source) inputTexts() []string {
	all := make(map[string]bool)
	s.each(func(in *ast.FuncDecl, n ast.Node) {
		var found []ast.Expr
		switch x := n.(type) {
		case *ast.AssignStmt:
			for i, to := range x.Lhs {
				if len(x.Lhs) == len(x.Rhs) && isInputs(to) {
					found = append(found, x.Rhs[i])
				}
			}
		case *ast.CallExpr:
			if f, ok := x.Fun.(*ast.Ident); ok && (f.Name == "joined" || f.Name == "finish") {
				found = x.Args
			}
		case *ast.ReturnStmt:
			if len(x.Results) == 2 && returnsText(in) {
				found = x.Results[1:]
			}
		}
		for _, e := range found {
			for _, text := range s.texts(in, e, 0) {
				all[text] = true
			}
		}
	})
	return slices.Sorted(maps.Keys(all))
}

// isInputs says whether something is what a verdict uses, or a text that becomes a part of it.
func isInputs(e ast.Expr) bool {
	switch x := e.(type) {
	case *ast.Ident:
		return x.Name == "missing" || x.Name == "lapsed" || x.Name == "told"
	case *ast.SelectorExpr:
		return x.Sel.Name == "Inputs" || x.Sel.Name == "missing"
	}
	return false
}

// returnsText says whether the second of two results of a function is a text.
func returnsText(f *ast.FuncDecl) bool {
	if f.Type.Results == nil || f.Type.Results.NumFields() != 2 {
		return false
	}
	last := f.Type.Results.List[len(f.Type.Results.List)-1]
	kind, ok := last.Type.(*ast.Ident)
	return ok && kind.Name == "string" && slices.ContainsFunc(last.Names, func(n *ast.Ident) bool { return isInputs(n) })
}

// Every text of what a verdict uses or lacks has a Chinese form.
func TestInputsAreTranslated(t *testing.T) {
	t.Parallel()
	n := 0
	for _, text := range parsed(t, "../../model/standard").inputTexts() {
		if strings.HasSuffix(text, " of ") {
			continue // of a place that is written in another function
		}
		text = strings.Trim(text, ":;, ")
		if strings.ReplaceAll(text, blank, "") == "" || !regexp.MustCompile(`\pL`).MatchString(strings.ReplaceAll(text, blank, "")) {
			continue
		}
		n++
		filled, fills := fill(text)
		zh, ok := inputsInChinese(filled, nil)
		if !ok {
			t.Errorf("%q has no Chinese form in chineseInputs: %q", text, zh)
			continue
		}
		for _, x := range fills {
			require.Contains(t, zh, x, text)
		}
		require.NotRegexp(t, `[a-z]{3}`, zh, text)
	}
	require.Greater(t, n, 15, "the code is looked over")
}
