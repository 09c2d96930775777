package export

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	_ "embed" // the page's style and script
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

//go:embed data/page.css
var pageStyle string

//go:embed data/page.js
var pageScript string

// HTML writes a picture as one page that needs no network: it can be moved,
// enlarged and searched, and a click on a part of it lists the sentences behind
// it. Its security policy allows the page's own style and script, by their
// hashes, and nothing else, so that nothing from a text can run or load.
func HTML(ctx context.Context, w io.Writer, src Source, o Options) error {
	d, err := draw(ctx, src, o)
	if err != nil {
		return err
	}
	var svg bytes.Buffer
	if err := d.writeSVG(&svg); err != nil {
		return err
	}
	// Within the page links would take the reader away from the sentences.
	picture := strings.TrimPrefix(svg.String(), xmlHead)
	data, err := json.Marshal(d.facts()) // < > & and line separators are escaped
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"+
		"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'\">\n"+
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>%s</title>\n<style>%s</style>\n</head>\n<body>\n",
		integrity(pageStyle), integrity(pageScript), escapeXML(d.heading()), pageStyle)
	out.WriteString("<header><input id=\"search\" type=\"search\" placeholder=\"Search\" aria-label=\"Search\"><span id=\"found\"></span>" +
		"<button id=\"in\" title=\"larger\">+</button><button id=\"out\" title=\"smaller\">−</button><button id=\"all\">all</button></header>\n")
	out.WriteString("<main id=\"picture\">")
	out.WriteString(picture)
	out.WriteString("</main>\n<aside id=\"facts\" hidden aria-live=\"polite\"></aside>\n<script type=\"application/json\" id=\"data\">")
	out.Write(data)
	fmt.Fprintf(out, "</script>\n<script>%s</script>\n</body>\n</html>\n", pageScript)
	return out.Flush()
}

func integrity(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}
