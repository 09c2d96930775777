package export

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"parley/graph"
)

// Mermaid writes g as a Mermaid flowchart: the nodes and lines of the picture
// that [SVG] draws, the same words on them, planned lines dotted and refused
// ones in their colour with a cross. Mermaid lays it out itself.
func Mermaid(ctx context.Context, w io.Writer, g *graph.Subgraph, o Options) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	p := newPicture(g, o.Edges)
	out := bufio.NewWriterSize(w, 64<<10)
	fmt.Fprintf(out, "---\ntitle: %s\n---\nflowchart LR\n", jsonText(p.title)) // JSON is YAML
	for _, n := range p.notes {
		fmt.Fprintf(out, "%%%% %s\n", clean(n))
	}
	for i, f := range p.figures {
		open, shut := mermaidShape(f.look.shape)
		fmt.Fprintf(out, "  n%d%s%s%s\n", i, open, mermaidText(f.caption), shut)
		fmt.Fprintf(out, "  style n%d fill:%s,stroke:%s,color:%s%s\n", i, f.look.fill, f.look.line, ink, mermaidDashes(f.stroke))
	}
	for i, l := range p.lines {
		arrow := "---"
		if l.directed {
			arrow = "-->"
		}
		if len(l.label) > 0 {
			arrow += "|" + mermaidText(l.label) + "|"
		}
		fmt.Fprintf(out, "  n%d %s n%d\n", l.from, arrow, l.to)
		fmt.Fprintf(out, "  linkStyle %d stroke:%s,stroke-width:%spx%s\n", i, l.stroke.color, num(l.stroke.widened(l.width)), mermaidDashes(l.stroke))
	}
	return out.Flush()
}

func mermaidDashes(s stroke) string {
	if s.dashes == "" {
		return ""
	}
	return ",stroke-dasharray:" + s.dashes
}

func mermaidShape(shape string) (open, shut string) {
	switch shape {
	case "ellipse", "oval":
		return "([", "])"
	case "hexagon":
		return "{{", "}}"
	}
	return "[", "]"
}

// mermaidText is lines of words as a quoted text. Whatever Mermaid, or the
// HTML that it makes of it, could take for more than a letter is spelt by number.
func mermaidText(lines []string) string {
	var b strings.Builder
	b.WriteByte('"')
	for i, line := range lines {
		if i > 0 {
			b.WriteString("<br/>")
		}
		for _, r := range clean(line) {
			if r < utf8.RuneSelf && strings.ContainsRune("\"#&<>`;\\*_{}[]()|%~:$@/", r) {
				fmt.Fprintf(&b, "#%d;", r)
				continue
			}
			b.WriteRune(r)
		}
	}
	if b.Len() == 1 {
		b.WriteByte(' ')
	}
	b.WriteByte('"')
	return b.String()
}
