// Package fetch brings pages and the articles of feeds from the network into a
// folder, politely, as files that package article reads. It is the only code of
// parley that uses the network.
//
// A page is kept as a web archive of one record (.warc): with its address, the
// server's headers and the time. What is there already is asked for again only
// if it changed. Addresses of private networks are refused, whatever name or
// redirection leads there.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"sync"
	"time"

	"parley/extract/article/feed"
)

// Options say how. Zero values mean the defaults.
type Options struct {
	Dir       string        // where to
	Agent     string        // what we are called, in requests and robots.txt; default "parley"
	Pause     time.Duration // between requests to one host; default 1 s; robots.txt may ask for more
	Timeout   time.Duration // for one request; default 30 s
	MaxBytes  int64         // most of one page; default 16 MiB
	MaxItems  int           // most articles of one feed; default 100
	Retries   int           // after failures that may pass; default 3, none if below 0
	Backoff   time.Duration // before the first of them, doubled for each; default 1 s
	Jobs      int           // hosts at a time; default 4
	Private   bool          // let loopback and private addresses be
	NoRobots  bool          // do not ask for robots.txt: for hosts of one's own
	Now       func() time.Time
	check     func(netip.AddrPort) error
	transport http.RoundTripper
}

// Outcome is what became of an address.
type Outcome string

// The outcomes.
const (
	Fetched   Outcome = "fetched"
	Unchanged Outcome = "unchanged"
	Refused   Outcome = "refused" // by us or by robots.txt
	Failed    Outcome = "failed"
)

// Result is one address with what became of it.
type Result struct {
	URL     string  `json:"url"`
	Outcome Outcome `json:"result"`
	File    string  `json:"file,omitempty"`
	Err     error   `json:"-"`
	Feed    bool    `json:"feed,omitempty"` // it was a feed, whose articles follow
	Entries int     `json:"entries,omitempty"`
}

// Errors of one address. They are refusals: trying again does not help.
var (
	ErrPrivate = errors.New("leads to a private or loopback address")
	ErrRobots  = errors.New("robots.txt does not allow it")
	ErrScheme  = errors.New("is no http or https address")
	ErrMedia   = errors.New("is no article")
	ErrSize    = errors.New("is larger than allowed")
	errPauses  = errors.New("robots.txt asks for longer pauses than five minutes")
)

func refusal(err error) bool {
	for _, e := range []error{ErrPrivate, ErrRobots, ErrScheme, ErrMedia, ErrSize, errPauses} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}

// Run fetches what is at the addresses, and the articles of those that are
// feeds. report is called for each address, one call at a time. The error is
// of the folder, or of ctx; that of an address is in its result.
func Run(ctx context.Context, addresses []string, o Options, report func(Result)) error {
	f, err := open(o)
	if err != nil {
		return err
	}
	g := &group{f: f, ctx: ctx, report: report, hosts: map[string][]task{}, seen: map[string]bool{}}
	g.cond = sync.NewCond(&g.mu)
	for _, a := range addresses {
		g.add(task{url: a, given: true})
	}
	var wg sync.WaitGroup
	for range f.o.Jobs {
		wg.Go(g.work)
	}
	stop := context.AfterFunc(ctx, func() { g.mu.Lock(); g.cond.Broadcast(); g.mu.Unlock() })
	wg.Wait()
	stop()
	return errors.Join(f.held.save(), ctx.Err())
}

// task is an address to fetch.
type task struct {
	url   string
	given bool // by the user: it may be a feed
}

// group shares tasks among workers so that one host is asked by one at a time.
type group struct {
	f       *fetcher
	ctx     context.Context
	report  func(Result)
	mu      sync.Mutex
	cond    *sync.Cond
	hosts   map[string][]task
	order   []string // hosts that nobody is at, with tasks
	busy    int
	seen    map[string]bool
	reports sync.Mutex
}

func (g *group) add(t task) {
	host := ""
	if u, err := url.Parse(t.url); err == nil {
		u.Fragment = ""
		t.url, host = u.String(), u.Host
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.seen[t.url] {
		return
	}
	g.seen[t.url] = true
	if _, there := g.hosts[host]; !there {
		g.order = append(g.order, host)
	}
	g.hosts[host] = append(g.hosts[host], t)
	g.cond.Signal()
}

// next takes a host's tasks, or says that there are no more.
func (g *group) next() (string, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for {
		if g.ctx.Err() != nil {
			return "", false
		}
		if len(g.order) > 0 {
			h := g.order[0]
			g.order = g.order[1:]
			g.busy++
			return h, true
		}
		if g.busy == 0 {
			g.cond.Broadcast()
			return "", false
		}
		g.cond.Wait()
	}
}

func (g *group) work() {
	for {
		host, ok := g.next()
		if !ok {
			return
		}
		for g.ctx.Err() == nil {
			g.mu.Lock()
			ts := g.hosts[host]
			if len(ts) == 0 {
				delete(g.hosts, host)
				g.mu.Unlock()
				break
			}
			t := ts[0]
			g.hosts[host] = ts[1:]
			g.mu.Unlock()
			g.one(t)
		}
		g.mu.Lock()
		g.busy--
		g.cond.Broadcast()
		g.mu.Unlock()
	}
}

func (g *group) one(t task) {
	p, err := g.f.get(g.ctx, t.url)
	r := Result{URL: t.url}
	switch {
	case err != nil && g.ctx.Err() != nil:
		return
	case err != nil:
		r.Outcome, r.Err = Failed, err
		if refusal(err) {
			r.Outcome = Refused
		}
	case p == nil:
		r.Outcome, r.File = Unchanged, g.f.held.file(t.url)
	default:
		if entries, isFeed := g.feed(t, p); isFeed {
			r.Feed, r.Outcome, r.Entries = true, Fetched, len(entries)
			defer func() {
				for _, e := range entries {
					g.add(task{url: e})
				}
			}()
			break
		}
		r.Outcome = Fetched
		if r.File, err = g.f.keep(t.url, p); err != nil {
			r.Outcome, r.Err = Failed, err
		}
	}
	g.reports.Lock()
	defer g.reports.Unlock()
	g.report(r)
}

// feed is the addresses of the articles of a page that is a feed.
func (g *group) feed(t task, p *response) ([]string, bool) {
	if !t.given || !p.looksLikeFeed() {
		return nil, false
	}
	es, err := feed.Entries(p.body, p.header.Get("Content-Type"))
	if err != nil {
		return nil, false
	}
	base, err := url.Parse(p.final)
	if err != nil {
		return nil, true
	}
	var out []string
	for _, e := range es {
		if u, err := base.Parse(e.URL); err == nil && len(out) < g.f.o.MaxItems {
			out = append(out, u.String())
		}
	}
	return out, true
}

func withDefaults(o Options) (Options, error) {
	if o.Dir == "" {
		return o, errors.New("no folder to write to")
	}
	if o.Agent == "" {
		o.Agent = "parley"
	}
	def := func(d *time.Duration, v time.Duration) {
		if *d == 0 {
			*d = v
		}
	}
	def(&o.Pause, time.Second)
	def(&o.Timeout, 30*time.Second)
	def(&o.Backoff, time.Second)
	if o.MaxBytes == 0 {
		o.MaxBytes = 16 << 20
	}
	if o.MaxItems == 0 {
		o.MaxItems = 100
	}
	if o.Retries == 0 {
		o.Retries = 3
	}
	o.Retries = max(o.Retries, 0)
	if o.Jobs < 1 {
		o.Jobs = 4
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.check == nil {
		o.check = public
		if o.Private {
			o.check = func(netip.AddrPort) error { return nil }
		}
	}
	if o.MaxBytes < 1 {
		return o, fmt.Errorf("a limit of %d bytes", o.MaxBytes)
	}
	return o, nil
}
