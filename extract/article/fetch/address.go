package fetch

import (
	"fmt"
	"net/netip"
)

// notPublic are the networks of special use (RFC 6890 and after it) that
// netip's own questions leave out, and those that carry other addresses within.
var notPublic = []string{
	"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
	"::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/32", "2001:db8::/32", "2002::/16", "fec0::/10",
}

// public is an error if an address is not of the public network.
func public(a netip.AddrPort) error {
	ip := a.Addr().WithZone("").Unmap()
	bad := !ip.IsValid() || ip.IsPrivate() || ip.IsLoopback() || ip.IsLinkLocalUnicast() || ip.IsMulticast() || ip.IsUnspecified() || ip.IsInterfaceLocalMulticast()
	for _, s := range notPublic {
		p, err := netip.ParsePrefix(s)
		bad = bad || err != nil || p.Contains(ip)
	}
	if bad {
		return fmt.Errorf("%w: %s", ErrPrivate, ip)
	}
	return nil
}
