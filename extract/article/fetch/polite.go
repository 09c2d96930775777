package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"time"

	"github.com/temoto/robotstxt"
)

func (f *fetcher) host(name string) *host {
	f.mu.Lock()
	defer f.mu.Unlock()
	h := f.hosts[name]
	if h == nil {
		h = &host{}
		f.hosts[name] = h
	}
	return h
}

// longestPause is the longest pause of a robots.txt that is kept.
const longestPause = 5 * time.Minute

// allowed asks the host's robots.txt, once a run. Where it cannot be had
// because the server fails, nothing is allowed; where there is none, all is.
func (f *fetcher) allowed(ctx context.Context, u *url.URL) error {
	if f.o.NoRobots {
		return nil
	}
	h := f.host(u.Scheme + "://" + u.Host)
	h.mu.Lock()
	defer h.mu.Unlock()
	if !h.asked {
		at := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
		for range 5 {
			r, err := f.patiently(ctx, at, nil, 512<<10)
			if err == nil && r.status >= 300 && r.status < 400 && r.header.Get("Location") != "" {
				next, perr := at.Parse(r.header.Get("Location"))
				if perr == nil && (next.Scheme == "http" || next.Scheme == "https") {
					at = next
					continue
				}
			}
			if ctx.Err() != nil {
				return ctx.Err()
			}
			h.asked = true
			if err != nil && !errors.Is(err, ErrSize) {
				h.err = fmt.Errorf("robots.txt: %w", err)
				break
			}
			if r.status >= 500 {
				h.err = fmt.Errorf("robots.txt: the server answers %d", r.status)
				break
			}
			data, err := robotstxt.FromStatusAndBytes(r.status, r.body)
			if err != nil {
				break // not readable: as if there were none
			}
			h.robots = data.FindGroup(f.o.Agent)
			f.slow(u, h.robots.CrawlDelay)
			break
		}
		h.asked = true
	}
	switch {
	case h.err != nil:
		return h.err
	case h.robots == nil:
		return nil
	case h.robots.CrawlDelay > longestPause:
		return errPauses
	case !h.robots.Test(u.RequestURI()):
		return ErrRobots
	}
	return nil
}

// pause waits until the host may be asked again.
func (f *fetcher) pause(ctx context.Context, u *url.URL) error {
	h := f.host("pause " + u.Host)
	h.mu.Lock()
	defer h.mu.Unlock()
	if err := sleep(ctx, time.Until(h.next)); err != nil {
		return err
	}
	h.next = time.Now().Add(max(f.o.Pause, h.delay))
	return nil
}

// slow makes the pauses between requests to a host longer.
func (f *fetcher) slow(u *url.URL, d time.Duration) {
	h := f.host("pause " + u.Host)
	h.mu.Lock()
	defer h.mu.Unlock()
	h.delay = min(d, longestPause)
	h.next = h.next.Add(max(0, h.delay-f.o.Pause))
}
