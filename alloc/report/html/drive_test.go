package html_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/model/standard"
)

const shownCards = `[...document.querySelectorAll("li.card")].filter(c => !c.hidden).length`

// A reader opens a plan, changes the language, looks for a school, clicks on a chart and on the map,
// orders a table, and closes what was opened, once with the mouse and once with the keyboard.
func TestReaderAtWork(t *testing.T) {
	c := demo(t)
	withPieces(c)
	pl := passing(t, c)
	b := open(t)
	b.show(pageOf(t, pl, c, report.English), 1200, 900)

	require.Equal(t, "Demo County: plan for 2024", ask[string](b, `document.title`))
	b.click(`button.language[data-lang="zh-CN"]`)
	require.Equal(t, "Demo County：2024年规划", ask[string](b, `document.title`))
	require.Equal(t, "zh-CN", ask[string](b, `document.documentElement.lang`))
	require.Equal(t, "各校任务清单", ask[string](b, `document.querySelector("#do h2").innerText.trim()`))
	b.click(`button.language[data-lang="en"]`)
	require.Equal(t, "What to do, school by school", ask[string](b, `document.querySelector("#do h2").innerText.trim()`))

	schools := ask[int](b, shownCards)
	require.Greater(t, schools, 50)
	b.do(chromedp.SendKeys(`#find`, "east lake", chromedp.ByQuery))
	require.Equal(t, 2, ask[int](b, shownCards))
	require.Equal(t, "2 of 55 schools", ask[string](b, `document.getElementById("found").textContent`))
	b.click(`#school-P04 button.pick`)
	require.Contains(t, ask[string](b, `document.getElementById("chosen").innerText`), "East Lake Primary School")
	require.True(t, ask[bool](b, `document.querySelector('.map .school[data-school="P04"]').classList.contains("lit")`))
	b.do(chromedp.KeyEvent(kb.Escape))
	require.True(t, ask[bool](b, `document.getElementById("chosen").hidden`))
	require.Equal(t, "P04", ask[string](b, `document.activeElement.dataset.school`), "the focus goes back to where it was")

	b.enter("#find", "")
	require.Equal(t, schools, ask[int](b, shownCards))
	b.enter("#order", "id")
	require.Equal(t, "J01", ask[string](b, `document.querySelector("li.card").dataset.school`))

	mark := `.panel:not([hidden]) .mark[data-school]`
	id := ask[string](b, `document.querySelector("`+mark+`").dataset.school`)
	b.click(mark)
	require.Equal(t, id, ask[string](b, `document.querySelector("#chosen .id").textContent`))
	b.click(`#chosen .close`)

	b.click(`.map .school[data-school="J13"] .at-after`)
	require.Equal(t, "J13", ask[string](b, `document.querySelector("#chosen .id").textContent`))
	b.click(`button[data-zoom="2"]`)
	b.click(`button[data-zoom="2"]`)
	require.Equal(t, "0.25", ask[string](b, `document.getElementById("county-map").style.getPropertyValue("--small")`))
	b.click(`button[data-zoom="0"]`)
	require.Equal(t, "1", ask[string](b, `document.getElementById("county-map").style.getPropertyValue("--small")`))
	b.click(`#chosen .close`)
	b.click(`input[name=when][value=before]`)
	require.Equal(t, "before", ask[string](b, `document.getElementById("county-map").dataset.when`))
	require.Equal(t, "none", ask[string](b, `getComputedStyle(document.querySelector(".map .at-after")).display`))
	b.click(`input[name=when][value=after]`)
	b.click(`#layer-moves`)
	require.Equal(t, "none", ask[string](b, `document.getElementById("moves").getAttribute("display")`))

	b.click(`#cost table.sortable thead th:last-child button`)
	costs := ask[[]float64](b, `[...document.querySelectorAll("#cost table.sortable tbody td:last-child")].map(c => Number(c.dataset.sort))`)
	require.NotEmpty(t, costs)
	for i := 1; i < len(costs); i++ {
		require.GreaterOrEqual(t, costs[i-1], costs[i])
	}
	b.enter("#indicator", "i-junior-L5")
	require.Equal(t, "i-junior-L5", ask[string](b, `document.querySelector(".panel:not([hidden])").id`))
	b.quiet()
}

// With the keyboard alone: the first stop leads past the head of the page, and every school can be opened.
func TestKeyboard(t *testing.T) {
	c := demo(t)
	b := open(t)
	b.show(pageOf(t, passing(t, c), c, report.English), 1200, 900)
	b.do(chromedp.KeyEvent(kb.Tab))
	require.Equal(t, "skip", ask[string](b, `document.activeElement.className`))
	b.do(chromedp.KeyEvent(kb.Enter))
	require.Equal(t, "verdict", ask[string](b, `document.activeElement.id`))
	for range 200 {
		b.do(chromedp.KeyEvent(kb.Tab))
		if ask[bool](b, `document.activeElement.matches("button.pick")`) {
			break
		}
	}
	id := ask[string](b, `document.activeElement.dataset.school || ""`)
	require.NotEmpty(t, id, "no school was reached by the tabulator")
	b.do(chromedp.KeyEvent(kb.Enter))
	require.Equal(t, id, ask[string](b, `document.querySelector("#chosen .id").textContent`))
	b.quiet()
}

// In a narrow window nothing but what scrolls by itself is wider than the window.
func TestNarrow(t *testing.T) {
	c := demo(t)
	b := open(t)
	for name, p := range map[string]string{
		"plan": pageOf(t, passing(t, c), c, report.Chinese), "assessment": assessed(t, c, standard.QualityBalance2017(), report.English),
		"impossible": pageOf(t, impossible(t, c), c, report.English),
		"frontier":   frontPage(t, front(), c, report.English), "comparison": comparedPage(t, compared(), c, report.English),
	} {
		b.show(p, 320, 640)
		require.LessOrEqual(t, ask[int](b, `document.documentElement.scrollWidth`), 320, name)
		b.quiet()
	}
}

// On paper: A4, without what only works on a screen.
func TestPrint(t *testing.T) {
	c := demo(t)
	b := open(t)
	b.show(pageOf(t, passing(t, c), c, report.English), 1200, 900)
	var pdf []byte
	b.do(chromedp.ActionFunc(func(ctx context.Context) error {
		var err error
		pdf, _, err = page.PrintToPDF().WithPreferCSSPageSize(true).WithPrintBackground(true).Do(ctx)
		return err
	}))
	require.Contains(t, string(pdf[:8]), "%PDF-")
	require.Regexp(t, `/MediaBox\s*\[0 0 59[45][.0-9]* 84[12][.0-9]*\]`, string(pdf))
	if *pictures != "" {
		require.NoError(t, os.WriteFile(filepath.Join(*pictures, "plan.pdf"), pdf, 0o600))
	}
	b.quiet()
}
