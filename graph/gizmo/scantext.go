package gizmo

import "strings"

// quoted reads a string.
func (s *scanner) quoted(quote byte) error {
	start := s.at
	for s.at++; s.at < len(s.text); s.at++ {
		switch s.text[s.at] {
		case '\\':
			if s.at++; strings.HasPrefix(s.text[s.at:], "\r\n") {
				s.at++
			}
		case '\n', '\r':
			return s.fail(Syntax, start, "the string does not end on its line")
		case quote:
			s.at++
			s.regex, s.word = divides, ""
			s.top().weight += s.at - start
			return nil
		}
	}
	return s.fail(Syntax, start, "the string does not end")
}

// template reads the text of a template up to its end or the next ${.
func (s *scanner) template(start int) error {
	for ; s.at < len(s.text); s.at++ {
		switch s.text[s.at] {
		case '\\':
			s.at++
		case '`':
			s.at++
			s.regex, s.word = divides, ""
			return nil
		case '$':
			if strings.HasPrefix(s.text[s.at:], "${") {
				s.at += 2
				return s.push(bracket{c: '{', start: start, text: true})
			}
		}
	}
	return s.fail(Syntax, start, "the template does not end")
}

// expression reads a regular expression.
func (s *scanner) expression() error {
	start, class := s.at, false
	for s.at++; s.at < len(s.text); s.at++ {
		switch s.text[s.at] {
		case '\\':
			s.at++
		case '\n', '\r':
			return s.fail(Syntax, start, "the regular expression does not end on its line")
		case '[':
			class = true
		case ']':
			class = false
		case '/':
			if !class {
				s.at++
				for s.at < len(s.text) && wordByte(s.text[s.at]) {
					s.at++
				}
				s.regex, s.word = divides, ""
				s.top().weight += s.at - start
				return nil
			}
		}
	}
	return s.fail(Syntax, start, "the regular expression does not end")
}
