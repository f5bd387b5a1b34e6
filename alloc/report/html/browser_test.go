package html_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

var pictures = flag.String("pictures", "", "write the pages and pictures of them into this `FOLDER`, to be looked at")

// A browser is a Chromium that shows pages.
type browser struct {
	context.Context
	t        *testing.T
	mu       sync.Mutex
	said     []string // errors and warnings of pages
	requests []string // what pages asked for
}

// browserTime is more than any of these tests needs; it ends one that hangs.
const browserTime = 90 * time.Second

// chromium is the one Chromium of all tests, started when the first asks for it; nil: there is none.
var chromium struct {
	once  sync.Once
	ctx   context.Context
	close func() error
	err   error
}

func TestMain(m *testing.M) {
	code := m.Run()
	if chromium.close != nil {
		if err := chromium.close(); err != nil {
			panic(err)
		}
	}
	os.Exit(code)
}

// start starts Chromium as its makers advise for machines without a screen.
func start() {
	name := ""
	for _, n := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if found, err := exec.LookPath(n); err == nil {
			name = found
			break
		}
	}
	if name == "" {
		return
	}
	dir, err := os.MkdirTemp("", "eduparity-chromium-")
	if err != nil {
		chromium.err = err
		return
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(name), chromedp.UserDataDir(dir),
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-dev-shm-usage", true))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	chromium.ctx, _ = chromedp.NewContext(allocator)
	chromium.err = chromedp.Run(chromium.ctx)
	chromium.close = func() error {
		err := chromedp.Cancel(chromium.ctx) // and wait until it is gone
		stop()
		return errors.Join(err, os.RemoveAll(dir))
	}
}

// open opens a tab, or skips the test where there is no Chromium.
func open(t *testing.T) *browser {
	t.Helper()
	chromium.once.Do(start)
	require.NoError(t, chromium.err)
	if chromium.ctx == nil {
		t.Skip("no Chromium on this machine (apt-get install chromium): the page was not driven in a browser")
	}
	tab, stopTab := chromedp.NewContext(chromium.ctx)
	ctx, stop := context.WithTimeout(tab, browserTime)
	b := &browser{Context: ctx, t: t}
	t.Cleanup(func() {
		stop()
		stopTab()
	})
	chromedp.ListenTarget(ctx, b.hear)
	require.NoError(t, chromedp.Run(ctx, network.Enable(), log.Enable(), runtime.Enable()))
	return b
}

// hear notes what a page says and asks for.
func (b *browser) hear(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *log.EventEntryAdded:
		b.said = append(b.said, string(e.Entry.Level)+": "+e.Entry.Text)
	case *runtime.EventExceptionThrown:
		b.said = append(b.said, e.ExceptionDetails.Error())
	case *runtime.EventConsoleAPICalled:
		b.said = append(b.said, "console")
	case *network.EventRequestWillBeSent:
		b.requests = append(b.requests, e.Request.URL)
	}
}

// show opens a page in a window of so many pixels, from a file as a reader would.
func (b *browser) show(page string, width, height int64) {
	b.t.Helper()
	name := filepath.Join(b.t.TempDir(), "page.html")
	require.NoError(b.t, os.WriteFile(name, []byte(page), 0o600))
	address := (&url.URL{Scheme: "file", Path: filepath.ToSlash(name)}).String()
	b.mu.Lock()
	b.said, b.requests = nil, nil
	b.mu.Unlock()
	b.do(emulation.SetDeviceMetricsOverride(width, height, 1, false), chromedp.Navigate(address))
}

// do carries actions out.
func (b *browser) do(actions ...chromedp.Action) {
	b.t.Helper()
	require.NoError(b.t, chromedp.Run(b.Context, actions...))
}

// ask evaluates an expression in the page.
func ask[T any](b *browser, expression string) T {
	b.t.Helper()
	var answer T
	b.do(chromedp.Evaluate(expression, &answer))
	return answer
}

// click clicks with the mouse on the middle of an element, which may be part of a drawing.
func (b *browser) click(selector string) {
	b.t.Helper()
	at := ask[[2]float64](b, fmt.Sprintf(`(e => { e.scrollIntoView({behavior: "instant", block: "center"}); const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2] })(document.querySelector(%q))`, selector))
	b.do(chromedp.MouseClickXY(at[0], at[1]))
}

// enter gives a field a value, as a reader who types or chooses does.
func (b *browser) enter(selector, value string) {
	b.t.Helper()
	ask[bool](b, fmt.Sprintf(`(e => { e.value = %q; for (const n of ["input", "change"]) e.dispatchEvent(new Event(n, {bubbles: true})); return true })(document.querySelector(%q))`, value, selector))
}

// quiet says that the page neither complained nor asked for anything but itself.
func (b *browser) quiet() {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	require.Empty(b.t, b.said)
	for _, r := range b.requests {
		require.True(b.t, strings.HasPrefix(r, "file://"), r)
	}
	require.Len(b.t, b.requests, 1)
}

// picture writes a picture of an element to the folder asked for, if any.
func (b *browser) picture(name, selector string) {
	b.t.Helper()
	if *pictures == "" {
		return
	}
	var png []byte
	b.do(chromedp.Screenshot(selector, &png, chromedp.ByQuery))
	require.NoError(b.t, os.WriteFile(filepath.Join(*pictures, name+".png"), png, 0o600))
}
