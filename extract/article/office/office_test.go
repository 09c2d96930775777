package office

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"
)

func pack(t testing.TB, files ...string) *zip.Reader {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		f, err := w.Create(files[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(files[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	return z
}

const (
	docx = `<w:document xmlns:w="w"><w:body><w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Cable 12</w:t></w:r></w:p><w:p><w:r><w:t xml:space="preserve">The envoys </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del><w:r><w:t>met</w:t><w:br/><w:t>in Oslo.</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Cell.</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:pPr><w:pStyle w:val="Caption"/></w:pPr><w:r><w:t>Figure 1</w:t></w:r></w:p></w:body></w:document>`
	core = `<c xmlns:dc="d" xmlns:dcterms="t"><dc:title>Other</dc:title><dc:creator>Anna Novak</dc:creator><dcterms:created>2014-03-05T10:00:00Z</dcterms:created></c>`
	odt  = `<o:document-content xmlns:o="o" xmlns:text="t"><o:body><o:text><text:h text:style-name="Heading_1">Cable 12</text:h><text:p>The envoys <text:span>met</text:span><text:s/>in<text:line-break/>Oslo.<text:note><text:p>A note.</text:p></text:note></text:p><text:p/></o:text></o:body></o:document-content>`
)

func TestRead(t *testing.T) {
	z := pack(t, "[Content_Types].xml", "", "word/document.xml", docx, "docProps/core.xml", core)
	d, err := Read(z, Kind(z), 1<<20)
	if err != nil || d.Title != "Cable 12" || d.Author != "Anna Novak" || d.Published != "2014-03-05" || d.Text != "The envoys met\nin Oslo.\n\nCell." || len(d.Captions) != 1 {
		t.Errorf("%+v %v", d, err)
	}
	z = pack(t, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml", odt, "meta.xml", `<m xmlns:meta="m"><meta:creation-date>2014-03-05T10:00:00</meta:creation-date></m>`)
	d, err = Read(z, Kind(z), 1<<20)
	if err != nil || d.Title != "Cable 12" || d.Published != "2014-03-05" || d.Text != "The envoys met in\nOslo." {
		t.Errorf("%+v %v", d, err)
	}
	if k := Kind(pack(t, "a.txt", "x")); k != "" {
		t.Error(k)
	}
}

func TestHostile(t *testing.T) {
	for name, xml := range map[string]string{
		"bomb": strings.Repeat("<w:p/>", 1<<20), "deep": strings.Repeat("<w:p>", 100_000), "cut": docx[:len(docx)/2],
		"entities": `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><w:p><w:t>&b;</w:t></w:p>`,
	} {
		z := pack(t, "word/document.xml", xml)
		d, err := Read(z, DOCX, 1<<20)
		if err == nil && len(d.Text) > 1000 {
			t.Errorf("%s: %d bytes", name, len(d.Text))
		}
		if (name == "bomb" || name == "deep" || name == "cut") && err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func FuzzWalk(f *testing.F) {
	f.Add(docx, true)
	f.Add(odt, false)
	f.Fuzz(func(t *testing.T, s string, isDocx bool) {
		w := walker{kind: ODT}
		if isDocx {
			w.kind = DOCX
		}
		_ = w.walk(s)
		w.flush()
	})
}
