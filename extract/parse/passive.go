package parse

// passive makes what stands under a verb with an auxiliary of the passive its
// passive subject: "[she] was asked". The parser chooses the two relations apart.
func (m *mender) passive() {
	for i, rel := range m.rels {
		if rel != "aux:pass" || m.heads[i] < 0 {
			continue
		}
		for k, r := range m.rels {
			if m.heads[k] == m.heads[i] && (r == "nsubj" || r == "csubj") {
				m.rels[k] = r + ":pass"
			}
		}
	}
}
