package plan

import (
	"strconv"
	"strings"
)

// keyParts is the number of parts of an action's key.
const keyParts = 8

// anyPart stands for any one part in the key of a lock.
const anyPart = "*"

// keyEscapes keeps a key unambiguous where an id holds one of its two special characters.
var keyEscapes = strings.NewReplacer("%", "%25", "/", "%2F", anyPart, "%2A")

// keyUnescapes takes keyEscapes back.
var keyUnescapes = strings.NewReplacer("%25", "%", "%2F", "/", "%2A", anyPart)

// Key names the action by what it does, without quantity or cost: year/lever/kind/from/to/school/stage/of.
// Empty parts stay empty; a slash, an asterisk or a percent sign inside a part is written %2F, %2A, %25.
// Locks and later plans refer to actions by it.
func (a Action) Key() string {
	parts := [keyParts]string{
		strconv.Itoa(a.Year), string(a.Lever), string(a.Kind), a.From, a.To, a.School, a.Stage, a.Of,
	}
	for i := range parts {
		parts[i] = keyEscapes.Replace(parts[i])
	}
	return strings.Join(parts[:], "/")
}

// Matches says whether the lock is about the action with this key: every part is the same, or * in
// the lock.
func (l Lock) Matches(key string) bool {
	for {
		want, wantRest, wantMore := strings.Cut(l.Key, "/")
		got, gotRest, gotMore := strings.Cut(key, "/")
		if want != got && want != anyPart {
			return false
		}
		if wantMore != gotMore {
			return false
		}
		if !wantMore {
			return true
		}
		l.Key, key = wantRest, gotRest
	}
}

// ClosesEntry says whether the lock forbids all moves to some places, wherever they come from and
// whoever moves.
func (l Lock) ClosesEntry() bool {
	parts := strings.Split(l.Key, "/")
	return l.Forbid && len(parts) == keyParts && parts[3] == anyPart && parts[7] == anyPart
}

// LockNames says whether the lock can be about an action of the lever.
func LockNames(l Lock, lever Lever) bool {
	parts := strings.Split(l.Key, "/")
	return len(parts) == keyParts && (parts[1] == anyPart || parts[1] == string(lever))
}

// Escape writes a part of a key, or of the name of a certificate's row, so that it cannot be taken
// for more than one.
func Escape(part string) string { return keyEscapes.Replace(part) }

// Unescape takes [Escape] back.
func Unescape(part string) string { return keyUnescapes.Replace(part) }
