package when

import "strconv"

// digits reads a whole token of at most four digits.
func digits(w string) (int, bool) {
	if w == "" || len(w) > 4 {
		return 0, false
	}
	for _, c := range []byte(w) {
		if c < '0' || c > '9' {
			return 0, false
		}
	}
	n, err := strconv.Atoi(w)
	return n, err == nil
}

// endAt is the token after i that follows the byte at, or 0 if that is within a token.
func (s *scan) endAt(i, at int) int {
	for ; i < s.last && s.doc.Tokens[i].End <= at; i++ {
		if s.doc.Tokens[i].End == at {
			return i + 1
		}
	}
	return 0
}

// iso finds 2026-02-17, however it is cut into tokens, with or without a time of day.
func (s *scan) iso(i int) bool {
	start := s.doc.Tokens[i].Start
	if len(s.doc.Text)-start < 10 {
		return false
	}
	w := s.doc.Text[start : start+10]
	for k, c := range []byte(w) {
		if dash := k == 4 || k == 7; dash != (c == '-') || !dash && (c < '0' || c > '9') {
			return false
		}
	}
	end := s.endAt(i, start+10)
	if end == 0 {
		if t := s.doc.Tokens[i]; t.Start+10 >= t.End || s.doc.Text[start+10] != 'T' {
			return false
		}
		end = i + 1
	}
	y, _ := strconv.Atoi(w[:4])
	m, _ := strconv.Atoi(w[5:7])
	d, _ := strconv.Atoi(w[8:])
	return s.add(expression{first: i, last: end, date: date{y, m, d}, silent: m == 0 || d == 0})
}

// slashes finds 17/2/2026. Only a number over 12 tells which is the day.
func (s *scan) slashes(i int) bool {
	start := s.doc.Tokens[i].Start
	rest := s.doc.Text[start:min(len(s.doc.Text), start+10)]
	var n [3]int
	var at, k int
	for k = 0; k < 3; k++ {
		from := at
		for at < len(rest) && rest[at] >= '0' && rest[at] <= '9' {
			at++
		}
		if at == from || at-from > 4 || k < 2 && (at-from > 2 || at >= len(rest) || rest[at] != '/') {
			return false
		}
		n[k], _ = strconv.Atoi(rest[from:at])
		if k < 2 {
			at++
		} else if at-from == 3 || at-from == 1 {
			return false
		}
	}
	end := s.endAt(i, start+at)
	if end == 0 {
		return false
	}
	x := expression{first: i, last: end, date: date{n[2], n[1], n[0]}}
	switch {
	case n[1] > 12 && n[0] <= 12:
		x.date = date{n[2], n[0], n[1]}
	case n[0] <= 12 || n[2] < 100: // either way round, or of some century
		x.silent = true
	}
	return s.add(x)
}
