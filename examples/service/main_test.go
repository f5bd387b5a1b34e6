package main

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
)

func TestMoves(t *testing.T) {
	w := httptest.NewRecorder()
	moves(w, httptest.NewRequest(http.MethodGet, "/moves?cv=0.45", nil))
	require.Equal(t, http.StatusOK, w.Code, w.Body.String())
	pl, err := plan.Read(w.Body)
	require.NoError(t, err)
	require.Equal(t, plan.Optimal, pl.Status)
}

func TestMovesRefusesWhatIsNoNumber(t *testing.T) {
	w := httptest.NewRecorder()
	moves(w, httptest.NewRequest(http.MethodGet, "/moves?cv=many", nil))
	require.Equal(t, http.StatusBadRequest, w.Code)
}
