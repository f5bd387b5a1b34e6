package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/eduparity/eduparity/model/modelio"
	"github.com/eduparity/eduparity/model/standard"
)

// standardCommand is the command that writes a standard, as a file to start an own one from.
func (p *program) standardCommand() *cobra.Command {
	var file string
	var inputs bool
	cmd := &cobra.Command{
		Use:   "standard [NAME[,NAME...]]",
		Short: "write a standard as YAML, to start an own one from; without a name: list them",
		Long: `Writes a built-in standard, or the one that several make together, as YAML that --standard reads. With
--inputs it lists instead, as CSV, what an office supplies for its rules beside the stocks of the
indicators: answers of guarantees.csv and survey.csv, columns and tables.`,
		Example: `  eduparity standard
  eduparity standard quality-balance-2017 -o own.yaml
  eduparity standard quality-balance-2017 --inputs -o inputs.csv`,
		Args: cobra.MaximumNArgs(1), ValidArgsFunction: oneOf(standard.Names),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				if inputs || file != "" {
					return usage("standard: name the standard that --inputs and -o are about: %s", strings.Join(standard.Names(), ", "))
				}
				for _, name := range standard.Names() {
					if _, err := fmt.Fprintln(p.stdout, name); err != nil {
						return failed(err)
					}
				}
				return nil
			}
			if err := checkFile(file); err != nil {
				return err
			}
			s, err := stacked(strings.Split(args[0], ","))
			if err != nil {
				return err
			}
			o := output{file: file}
			return failed(o.write(p.stdout, func(w io.Writer) error {
				if inputs {
					return writeInputs(w, s)
				}
				return modelio.WriteStandard(w, s)
			}))
		},
	}
	cmd.Flags().BoolVar(&inputs, "inputs", false, "list what an office supplies, as CSV")
	cmd.Flags().StringVarP(&file, "output", "o", "", "write to `FILE`")
	return cmd
}

// writeInputs lists what an office supplies for the rules of a standard.
func writeInputs(w io.Writer, s *standard.Standard) error {
	rows := [][]string{{"table", "id", "name", "name_zh", "unit", "by_stage", "rules"}}
	for _, in := range s.Inputs() {
		rows = append(rows, []string{in.Table, in.ID, in.Name, in.NameZH, in.Unit, strconv.FormatBool(in.Stages), strings.Join(in.Rules, ";")})
	}
	return csv.NewWriter(w).WriteAll(rows)
}
