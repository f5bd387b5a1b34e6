package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
)

// completions are what a shell is offered for a command line, of which the last word is being typed; file
// names are left to the shell, which is told their endings.
func completions(t *testing.T, args ...string) []string {
	t.Helper()
	r := eduparity(t, append([]string{"__complete"}, args...)...)
	require.Equal(t, exitDone, r.code, r.stderr)
	var out []string
	for line := range strings.Lines(r.stdout) {
		word, _, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !strings.HasPrefix(word, ":") {
			out = append(out, word)
		}
	}
	return out
}

func TestCompletions(t *testing.T) {
	county := small().write(t)
	for _, c := range []struct {
		line string
		want []string
	}{
		{"plan|C|--goal|dis", []string{"dispersion"}},
		{"plan|C|--goal|dispersion,pa", []string{"dispersion,pass-cost"}},
		{"plan|C|--goal|moves,mov", nil},
		{"plan|C|--lever|", plan.LeverNames()},
		{"plan|C|--lever|rotation,h", []string{"rotation,hiring"}},
		{"plan|C|--indicators|", []string{"T"}},
		{"plan|C|--cv-limit|", []string{"T="}},
		{"plan|C|--stage|", []string{"primary"}},
		{"plan|nowhere|--stage|", []string{"primary", "junior"}},
		{"plan|C|--standard|title-i-comparability-", []string{"title-i-comparability-spending"}},
		{"plan|C|--route|o", []string{"outer"}},
		{"assess|C|--format|", assessFormats()},
		{"verify|C|x|--format|", []string{"text", "json"}},
		{"assess|C|--lang|", []string{"en", "zh"}},
		{"assess|C|--show|gaps,dr", []string{"gaps,drivers"}},
		{"assess|C|--by|z", []string{"zone"}},
		{"plan|C|--limit|", []string{"yaml", "yml"}},
		{"plan|", []string{"xlsx"}},
		{"verify|C|", []string{"json"}},
		{"verify|C|x|", nil},
		{"plan|C|", nil},
		{"example|d", []string{"demo"}},
		{"standard|basic", []string{"basic-balance-2012"}},
		{"frontier|C|--over|", []string{"budget", "moves"}},
		{"as", []string{"assess"}},
		{"ser", nil},
	} {
		t.Run(c.line, func(t *testing.T) {
			args := strings.Split(c.line, "|")
			for i, a := range args {
				if a == "C" {
					args[i] = county
				}
			}
			require.Equal(t, c.want, completions(t, args...))
		})
	}
}

// Every goal and lever of today is explained in the help and completed, and no other.
func TestListsAreComplete(t *testing.T) {
	names := func(all []described) []string {
		out := make([]string, len(all))
		for i, d := range all {
			out[i] = d.word
		}
		return out
	}
	require.Equal(t, plan.GoalNames(), names(goalList()))
	require.Equal(t, plan.LeverNames(), names(leverList()))
}

// The scripts work in the shells that are there: each is asked to complete a goal.
func TestCompletionInShells(t *testing.T) {
	dir := t.TempDir()
	self, err := filepath.Abs(os.Args[0])
	require.NoError(t, err)
	require.NoError(t, os.Symlink(self, filepath.Join(dir, "eduparity")))
	for _, shell := range []string{"bash", "zsh", "fish"} {
		r := eduparity(t, "completion", shell)
		require.Equal(t, exitDone, r.code, r.stderr)
		require.NoError(t, os.WriteFile(filepath.Join(dir, "complete."+shell), []byte(r.stdout), 0o600))
	}
	for _, c := range []struct{ shell, script, want string }{
		{"bash", `_get_comp_words_by_ref() { # what bash-completion brings
	words=("${COMP_WORDS[@]}") cword=$COMP_CWORD cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}
}
source complete.bash
COMP_WORDS=(eduparity plan demo --goal pas) COMP_CWORD=4 COMP_LINE="eduparity plan demo --goal pas" COMP_POINT=31 COMP_TYPE=9
__start_eduparity
printf '%s\n' "${COMPREPLY[@]}"`, "pass-cost"},
		{"fish", `source complete.fish
complete -C "eduparity plan demo --goal pas"`, "pass-cost\tthe cheapest plan under which every section and every CV passes"},
		{"zsh", `autoload -U compinit && compinit -u -d ./dump
source ./complete.zsh
[[ $_comps[eduparity] = _eduparity ]] || exit 3
compadd() { : }
_describe() { shift 2>/dev/null; for a; do [[ -n ${(P)a} ]] && print -l -- ${(P)a}; done; return 0 }
words=(eduparity plan demo --goal pas) CURRENT=5
_eduparity`, "pass-cost:the cheapest plan under which every section and every CV passes"},
	} {
		t.Run(c.shell, func(t *testing.T) {
			shell, err := exec.LookPath(c.shell)
			if err != nil {
				t.Skipf("%s is not there: completion in it is not tried", c.shell)
			}
			run := exec.Command(shell, "-c", c.script)
			run.Dir = dir
			run.Env = append(os.Environ(), asProgram+"=1", "HOME="+dir, "XDG_CONFIG_HOME="+dir, "XDG_DATA_HOME="+dir, "PATH="+dir+":"+os.Getenv("PATH"))
			out, err := run.CombinedOutput()
			require.NoError(t, err, string(out))
			lines := strings.Split(strings.TrimSpace(string(out)), "\n")
			require.True(t, slices.Contains(lines, c.want), "%q", lines)
		})
	}
}
