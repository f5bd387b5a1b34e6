package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"
)

// heedsInterrupts marks commands that end an interrupted run with what they have; an interrupt ends the
// others at once.
const heedsInterrupts = "interrupts"

// heeding are the annotations of a command that heeds interrupts.
func heeding() map[string]string { return map[string]string{heedsInterrupts: "heeded"} }

// settleInterrupts lets interrupts end a command at once, unless it heeds them: then an interrupt is
// answered when it comes.
func (p *program) settleInterrupts(cmd *cobra.Command, _ []string) error {
	if cmd.Annotations[heedsInterrupts] != "" {
		p.done = context.AfterFunc(cmd.Context(), func() {
			say(p.stderr, "interrupted: ending with what there is so far; interrupt again to end at once")
		})
		return nil
	}
	if cmd.Context().Err() != nil {
		return &exit{exitInterrupted, errors.New("interrupted")}
	}
	p.unheeded()
	cmd.SetContext(context.WithoutCancel(cmd.Context())) // to stop listening ends the context, too
	return nil
}
