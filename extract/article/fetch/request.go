package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/temoto/robotstxt"
)

// fetcher asks servers, one request to a host at a time.
type fetcher struct {
	o      Options
	client *http.Client
	held   *held
	mu     sync.Mutex
	hosts  map[string]*host
}

// host is what is known of a server.
type host struct {
	mu     sync.Mutex
	next   time.Time     // when it may be asked again
	delay  time.Duration // that robots.txt asks for
	robots *robotstxt.Group
	asked  bool
	err    error // of robots.txt
}

// response is an answer, read whole.
type response struct {
	status int
	header http.Header
	body   []byte
	final  string // the address behind redirections
}

func open(o Options) (*fetcher, error) {
	o, err := withDefaults(o)
	if err != nil {
		return nil, err
	}
	h, err := openHeld(o.Dir)
	if err != nil {
		return nil, err
	}
	f := &fetcher{o: o, held: h, hosts: map[string]*host{}}
	// The check is at the socket, where the name is resolved already: a name
	// that resolves to something else the next time gains nothing. A proxy of
	// the environment would connect for us, unchecked, so none is used.
	dialer := &net.Dialer{Timeout: o.Timeout, Control: func(_, address string, _ syscall.RawConn) error {
		a, err := netip.ParseAddrPort(address)
		if err != nil {
			return fmt.Errorf("%w: %s", ErrPrivate, address)
		}
		return o.check(a)
	}}
	f.client = &http.Client{
		Timeout: o.Timeout,
		Transport: &http.Transport{
			DialContext: dialer.DialContext, TLSHandshakeTimeout: o.Timeout, ResponseHeaderTimeout: o.Timeout,
			MaxResponseHeaderBytes: 1 << 16, MaxIdleConnsPerHost: 1, IdleConnTimeout: 30 * time.Second, ForceAttemptHTTP2: true,
		},
		// Each step of a redirection is asked for by us, for it may lead to
		// another host with rules of its own.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	if o.transport != nil {
		f.client.Transport = o.transport
	}
	return f, nil
}

// mostSteps is how many redirections are followed.
const mostSteps = 10

// get is what is at an address, or nil if it is as we hold it.
func (f *fetcher) get(ctx context.Context, address string) (*response, error) {
	cond := f.held.conditions(address)
	for range mostSteps {
		u, err := url.Parse(address)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
			return nil, ErrScheme
		}
		u.User = nil
		if err := f.allowed(ctx, u); err != nil {
			return nil, err
		}
		r, err := f.patiently(ctx, u, cond, f.o.MaxBytes)
		if err != nil {
			return nil, err
		}
		switch {
		case r.status == http.StatusNotModified:
			return nil, nil
		case r.status >= 300 && r.status < 400 && r.header.Get("Location") != "":
			next, err := u.Parse(r.header.Get("Location"))
			if err != nil {
				return nil, fmt.Errorf("redirects to what is no address: %w", err)
			}
			address = next.String()
			continue
		case r.status != http.StatusOK:
			return nil, fmt.Errorf("the server answers %d %s", r.status, http.StatusText(r.status))
		}
		if !article(r.header.Get("Content-Type")) {
			return nil, fmt.Errorf("%w: %s", ErrMedia, r.header.Get("Content-Type"))
		}
		r.final = u.String()
		return r, nil
	}
	return nil, fmt.Errorf("more than %d redirections", mostSteps)
}

// article says whether a media type may be that of an article or a feed.
func article(media string) bool {
	media, _, _ = strings.Cut(strings.ToLower(media), ";")
	media = strings.TrimSpace(media)
	return media == "" || strings.HasPrefix(media, "text/") && media != "text/css" && media != "text/javascript" ||
		strings.Contains(media, "html") || strings.Contains(media, "xml") || strings.HasSuffix(media, "json") || media == "application/pdf"
}

func (r *response) looksLikeFeed() bool {
	head := strings.ToLower(string(r.body[:min(len(r.body), 2048)]))
	return strings.Contains(head, "<rss") || strings.Contains(head, "<feed") || strings.Contains(head, "<rdf:rdf") || strings.Contains(head, "https://jsonfeed.org/version/")
}

func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// longestWait is the longest that a server's Retry-After makes us wait.
const longestWait = 2 * time.Minute

// patiently asks, and asks again after failures that may pass.
func (f *fetcher) patiently(ctx context.Context, u *url.URL, cond http.Header, most int64) (*response, error) {
	wait := f.o.Backoff
	for try := 0; ; try++ {
		if err := f.pause(ctx, u); err != nil {
			return nil, err
		}
		r, err := f.once(ctx, u, cond, most)
		passing := err != nil && !refusal(err) || err == nil && (r.status == http.StatusTooManyRequests || r.status >= 500 && r.status != http.StatusNotImplemented)
		if !passing || try >= f.o.Retries || ctx.Err() != nil {
			return r, err
		}
		d := wait
		if err == nil {
			if s := r.header.Get("Retry-After"); s != "" {
				if n, err := strconv.Atoi(s); err == nil && n >= 0 {
					d = time.Duration(min(n, 1<<20)) * time.Second
				} else if t, err := http.ParseTime(s); err == nil {
					d = time.Until(t)
				}
			}
		}
		if d > longestWait {
			return r, err
		}
		if err := sleep(ctx, d); err != nil {
			return nil, err
		}
		wait *= 2
	}
}

// once asks once, and reads the answer whole.
func (f *fetcher) once(ctx context.Context, u *url.URL, cond http.Header, most int64) (*response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, err
	}
	for k, v := range cond {
		req.Header[k] = v
	}
	req.Header.Set("User-Agent", f.o.Agent)
	req.Header.Set("Accept", "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.5")
	resp, err := f.client.Do(req)
	if err != nil {
		var ue *url.Error
		if errors.As(err, &ue) {
			err = ue.Err // the address is told elsewhere
		}
		return nil, err
	}
	defer resp.Body.Close()
	r := &response{status: resp.StatusCode, header: resp.Header}
	if resp.StatusCode != http.StatusOK {
		_, _ = io.Copy(io.Discard, io.LimitReader(resp.Body, 1<<16))
		return r, nil
	}
	if resp.ContentLength > most {
		return r, fmt.Errorf("%w: %d bytes", ErrSize, resp.ContentLength)
	}
	var b bytes.Buffer
	if _, err := io.Copy(&b, io.LimitReader(resp.Body, most+1)); err != nil {
		return nil, err
	}
	if int64(b.Len()) > most {
		return r, fmt.Errorf("%w: more than %d bytes", ErrSize, most)
	}
	r.body = b.Bytes()
	return r, nil
}
