package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/eduparity/eduparity/alloc"
)

// man is the hidden command that writes the manual pages, for packagers and for make man.
func (p *program) man() *cobra.Command {
	return &cobra.Command{
		Use: "man FOLDER", Hidden: true, Short: "write the manual pages",
		Args: oneArg("the folder to write to"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := os.MkdirAll(args[0], 0o755); err != nil {
				return badData(err)
			}
			root := cmd.Root()
			pages := []*cobra.Command{root}
			for _, c := range root.Commands() {
				if !c.Hidden && c.Name() != "help" {
					pages = append(pages, c)
				}
			}
			for _, c := range pages {
				name := filepath.Join(args[0], manName(c)+".1")
				if err := writeFile(name, func(w io.Writer) error { return manPage(w, c) }); err != nil {
					return failed(err)
				}
			}
			return nil
		},
	}
}

// manName is the name of a command's page: eduparity, eduparity-plan.
func manName(c *cobra.Command) string { return strings.ReplaceAll(c.CommandPath(), " ", "-") }

// manPage writes the manual page of a command, in the macros of man(7).
func manPage(w io.Writer, c *cobra.Command) error {
	var b strings.Builder
	fmt.Fprintf(&b, ".TH %s 1 \"\" \"eduparity %s\" \"User Commands\"\n", quoted(strings.ToUpper(manName(c))), alloc.Version)
	fmt.Fprintf(&b, ".SH NAME\n%s \\- %s\n", roff(manName(c)), roff(c.Short))
	use := c.UseLine()
	if !c.Runnable() {
		use = c.Root().Name() + " help " + c.Name()
	}
	fmt.Fprintf(&b, ".SH SYNOPSIS\n.B %s\n", roff(use))
	b.WriteString(".SH DESCRIPTION\n")
	paragraphs(&b, c.Long)
	options(&b, "OPTIONS", c.NonInheritedFlags())
	if c.Example != "" {
		b.WriteString(".SH EXAMPLES\n.nf\n" + roff(unindented(c.Example)) + "\n.fi\n")
	}
	var also []string
	if c.HasParent() {
		also = append(also, manName(c.Root()))
	}
	for _, sub := range c.Root().Commands() {
		if !sub.Hidden && sub != c && sub.Name() != "help" {
			also = append(also, manName(sub))
		}
	}
	for i, name := range also {
		also[i] = ".BR " + roff(name) + " (1)"
	}
	b.WriteString(".SH SEE ALSO\n" + strings.Join(also, ",\n") + "\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// paragraphs writes a text: what is indented stays as it is, other lines flow.
func paragraphs(b *strings.Builder, text string) {
	for i, part := range strings.Split(text, "\n\n") {
		if i > 0 {
			b.WriteString(".PP\n")
		}
		if strings.HasPrefix(part, "  ") || strings.Contains(part, "\n  ") {
			b.WriteString(".nf\n" + roff(part) + "\n.fi\n")
			continue
		}
		b.WriteString(roff(part) + "\n")
	}
}

// options writes the flags of a command.
func options(b *strings.Builder, head string, flags *pflag.FlagSet) {
	if !flags.HasAvailableFlags() {
		return
	}
	b.WriteString(".SH " + head + "\n")
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		value, usage := pflag.UnquoteUsage(f)
		name := "--" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", " + name
		}
		fmt.Fprintf(b, ".TP\n\\fB%s\\fR", roff(name))
		if value != "" {
			fmt.Fprintf(b, " \\fI%s\\fR", roff(value))
		}
		b.WriteString("\n" + roff(strings.ReplaceAll(usage, "\n", " ")))
		if d := f.DefValue; d != "" && d != "false" && d != "[]" && d != "0" {
			b.WriteString(roff(" (default " + d + ")"))
		}
		b.WriteByte('\n')
	})
}

// unindented takes the indent of examples away.
func unindented(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimPrefix(line, "  ")
	}
	return strings.Join(lines, "\n")
}

// roffEscapes keep what means something to roff from doing so, and hyphens from becoming dashes.
var roffEscapes = strings.NewReplacer(`\`, `\e`, "-", `\-`)

// roff is a text for roff: no line of it is taken for a request.
func roff(text string) string {
	lines := strings.Split(roffEscapes.Replace(text), "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
			lines[i] = `\&` + line
		}
	}
	return strings.Join(lines, "\n")
}

// quoted is an argument of a request.
func quoted(text string) string { return `"` + roff(strings.ReplaceAll(text, `"`, "")) + `"` }
