package modelio

import (
	"encoding"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"

	"github.com/eduparity/eduparity/model"
)

// A tree reads a YAML document into Go values. Unlike the decoder of the YAML package it goes on
// after a fault, so that a person sees all of them at once, and it remembers on which line each value
// stands, so that what is found wrong with it later can be told with its line.
//
// Keys are the names in the yaml tags of the fields, or in their json tags.
type tree struct {
	file    string
	anchors map[string]ast.Node
	lines   map[string]int // by path, such as indicators[0].minimum.primary
	faults  []*model.DataError

	depth, count int  // of values within values, of values read
	full         bool // one of them is more than a standard can have
}

// A standard has some thousand values in some ten levels. More come of aliases that hold themselves or
// multiply; such a file is refused rather than read for ever.
const (
	deepest    = 50
	mostValues = 200_000
)

// A treeReader is a value that reads itself.
type treeReader interface {
	readTree(t *tree, n ast.Node, path string)
}

func newTree(file string) *tree {
	return &tree{file: file, anchors: make(map[string]ast.Node), lines: make(map[string]int)}
}

// fault notes what is wrong with the value at a path.
func (t *tree) fault(n ast.Node, path, value, rule string) {
	line, column := position(n.GetToken())
	if column > 0 {
		rule = withColumn(rule, column)
	}
	t.faults = append(t.faults, &model.DataError{File: t.file, Line: line, Column: path, Value: value, Rule: rule})
}

// withColumn puts the column before a hint, if there is one.
func withColumn(rule string, column int) string {
	said, hint, found := strings.Cut(rule, ";")
	said += fmt.Sprintf(" (column %d)", column)
	if found {
		said += ";" + hint
	}
	return said
}

func position(tk *token.Token) (line, column int) {
	if tk == nil || tk.Position == nil {
		return 0, 0
	}
	return tk.Position.Line, tk.Position.Column
}

// enter counts a value, and says whether it is one too many. leave follows it.
func (t *tree) enter(n ast.Node, path string) bool {
	t.depth++
	t.count++
	if !t.full && (t.depth > deepest || t.count > mostValues) {
		t.full = true
		t.fault(n, path, "", "has more values than a standard can have; an alias may hold itself")
	}
	return !t.full
}

func (t *tree) leave() { t.depth-- }

// read fills v from a node.
func (t *tree) read(n ast.Node, v reflect.Value, path string) {
	if n == nil {
		return
	}
	defer t.leave()
	if !t.enter(n, path) {
		return
	}
	n = t.plain(n)
	line, _ := position(n.GetToken())
	t.lines[path] = line
	if alias, ok := n.(*ast.AliasNode); ok {
		t.fault(n, path, "*"+alias.Value.GetToken().Value, "no anchor of this name stands above")
		return
	}
	if _, null := n.(*ast.NullNode); null {
		return // as if the key were not there
	}
	if own, ok := v.Addr().Interface().(treeReader); ok {
		own.readTree(t, n, path)
		return
	}
	if u, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok {
		if text, ok := t.scalar(n, path, "text"); ok {
			if err := u.UnmarshalText([]byte(strings.TrimSpace(text))); err != nil {
				t.fault(n, path, text, err.Error())
			}
		}
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		t.read(n, v.Elem(), path)
	case reflect.Struct:
		t.fields(n, v, path)
	case reflect.Map:
		t.entries(n, v, path)
	case reflect.Slice:
		t.list(n, v, path)
	default:
		t.single(n, v, path)
	}
}

// plain takes anchors and tags off and follows aliases.
func (t *tree) plain(n ast.Node) ast.Node {
	for range deepest {
		switch x := n.(type) {
		case *ast.AnchorNode:
			t.anchors[x.Name.GetToken().Value] = x.Value
			n = x.Value
		case *ast.AliasNode:
			target, ok := t.anchors[x.Value.GetToken().Value]
			if !ok {
				return n
			}
			n = target
		case *ast.TagNode:
			n = x.Value
		default:
			return n
		}
	}
	return n
}

// pairs are the keys of a mapping with their values; merged ones (<<) come after its own.
func (t *tree) pairs(n ast.Node, path string) (pairs []*ast.MappingValueNode, ok bool) {
	defer t.leave()
	if !t.enter(n, path) {
		return nil, false
	}
	switch x := n.(type) {
	case *ast.MappingNode:
		pairs = x.Values
	case *ast.MappingValueNode:
		pairs = []*ast.MappingValueNode{x}
	default:
		t.fault(n, path, value(n), "must be "+wanted(reflect.Map))
		return nil, false
	}
	var own, merged []*ast.MappingValueNode
	for _, p := range pairs {
		if _, merge := p.Key.(*ast.MergeKeyNode); !merge {
			own = append(own, p)
			continue
		}
		if more, ok := t.pairs(t.plain(p.Value), path); ok {
			merged = append(merged, more...)
		}
	}
	for _, p := range merged {
		if !slices.ContainsFunc(own, func(q *ast.MappingValueNode) bool { return key(q) == key(p) }) {
			own = append(own, p)
		}
	}
	return own, true
}

func key(p *ast.MappingValueNode) string { return p.Key.GetToken().Value }

// fields fills a struct.
func (t *tree) fields(n ast.Node, v reflect.Value, path string) {
	pairs, ok := t.pairs(n, path)
	if !ok {
		return
	}
	known := fieldsOf(v)
	names := make([]string, 0, len(known))
	for _, f := range known {
		names = append(names, f.name)
	}
	given := make(map[string]bool)
	for _, p := range pairs {
		name := key(p)
		at := join(path, name)
		i := slices.Index(names, name)
		switch {
		case i < 0:
			rule := fmt.Sprintf("unknown field %q", name)
			if near := model.Nearest(name, names); near != "" {
				rule += fmt.Sprintf("; did you mean %q?", near)
			} else {
				rule += "; known here: " + strings.Join(names, ", ")
			}
			t.fault(p.Key, at, "", rule)
		case given[name]:
			t.fault(p.Key, at, "", "is given twice")
		default:
			given[name] = true
			t.read(p.Value, known[i].value, at)
		}
	}
}

// A field is one key of a struct.
type field struct {
	name  string
	value reflect.Value
}

// fieldsOf lists the keys of a struct, those of embedded structs included.
func fieldsOf(v reflect.Value) []field {
	var all []field
	for i := range v.NumField() {
		f := v.Type().Field(i)
		tag := f.Tag.Get("yaml")
		if tag == "" {
			tag = f.Tag.Get("json")
		}
		name, _, _ := strings.Cut(tag, ",")
		switch {
		case f.Anonymous:
			all = append(all, fieldsOf(v.Field(i))...)
		case name != "" && name != "-":
			all = append(all, field{name, v.Field(i)})
		}
	}
	return all
}

// entries fills a map from names to values.
func (t *tree) entries(n ast.Node, v reflect.Value, path string) {
	pairs, ok := t.pairs(n, path)
	if !ok {
		return
	}
	v.Set(reflect.MakeMapWithSize(v.Type(), len(pairs)))
	for _, p := range pairs {
		at := join(path, key(p))
		name := reflect.ValueOf(key(p)).Convert(v.Type().Key())
		if v.MapIndex(name).IsValid() {
			t.fault(p.Key, at, "", "is given twice")
			continue
		}
		entry := reflect.New(v.Type().Elem()).Elem()
		t.read(p.Value, entry, at)
		v.SetMapIndex(name, entry)
	}
}

// list fills a slice. A single value is a list of one.
func (t *tree) list(n ast.Node, v reflect.Value, path string) {
	nodes := []ast.Node{n}
	if s, ok := n.(*ast.SequenceNode); ok {
		nodes = s.Values
	}
	v.Set(reflect.MakeSlice(v.Type(), len(nodes), len(nodes)))
	for i, of := range nodes {
		t.read(of, v.Index(i), fmt.Sprintf("%s[%d]", path, i))
	}
}

// single fills a text, a number or a truth value.
func (t *tree) single(n ast.Node, v reflect.Value, path string) {
	switch v.Kind() { //nolint:exhaustive // likewise
	case reflect.String:
		if text, ok := t.scalar(n, path, wanted(reflect.String)); ok {
			v.SetString(text)
		}
		return
	case reflect.Bool:
		if b, ok := n.(*ast.BoolNode); ok {
			v.SetBool(b.Value)
			return
		}
	case reflect.Int:
		if i, ok := n.(*ast.IntegerNode); ok {
			if x, ok := whole(i.Value); ok {
				v.SetInt(x)
				return
			}
		}
	case reflect.Float64:
		switch x := n.(type) {
		case *ast.IntegerNode:
			if i, ok := whole(x.Value); ok {
				v.SetFloat(float64(i))
				return
			}
		case *ast.FloatNode:
			v.SetFloat(x.Value)
			return
		}
	}
	t.fault(n, path, value(n), "must be "+wanted(v.Kind()))
}

func whole(v any) (int64, bool) {
	switch x := v.(type) {
	case int64:
		return x, true
	case uint64:
		return int64(x), x <= math.MaxInt64 //nolint:gosec // checked beside it.
	}
	return 0, false
}

// scalar is the text of a value that is neither a list nor a mapping.
func (t *tree) scalar(n ast.Node, path, kind string) (string, bool) {
	switch x := n.(type) {
	case *ast.StringNode:
		return x.Value, true
	case *ast.LiteralNode:
		return x.Value.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return x.GetToken().Value, true
	}
	t.fault(n, path, value(n), "must be "+kind)
	return "", false
}

// value is how a node reads in a fault: its text, or nothing where it is more than one.
func value(n ast.Node) string {
	switch n.(type) {
	case *ast.StringNode, *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return n.GetToken().Value
	}
	return ""
}

// line is the line of the value at a path, or of the nearest one around it; 0: not known.
func (t *tree) line(path string) int {
	for path != "" {
		if line, ok := t.lines[path]; ok {
			return line
		}
		path = path[:max(strings.LastIndexAny(path, ".["), 0)]
	}
	return 0
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}
