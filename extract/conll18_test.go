package extract_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"parley/extract/conllu"
	"parley/extract/lemma"
	"parley/extract/read"
	"parley/extract/text"
)

// TestConll18 reads the gold tokens of the treebanks' held-out parts and has
// udapi's eval.Conll18, the measures of the CoNLL 2018 shared task, score tags,
// trees and lemmas. It runs where the treebanks and udapi are:
//
//	python3 -m venv /tmp/udapi && /tmp/udapi/bin/pip install udapi==0.5.2
//	PARLEY_UDAPY=/tmp/udapi/bin/udapy go test -v -run TestConll18 ./extract
func TestConll18(t *testing.T) {
	udapy := os.Getenv("PARLEY_UDAPY")
	if udapy == "" {
		t.Skip("PARLEY_UDAPY does not name udapi's command")
	}
	for _, c := range []struct {
		name  string
		files []string
		least map[string]float64 // percent
	}{
		{"EWT test", []string{"ewt-test"}, map[string]float64{"UPOS": 96.7, "LAS": 89, "Lemmas": 97}},
		{"GUM news", []string{"gumnews-dev", "gumnews-test"}, map[string]float64{"UPOS": 97.5, "LAS": 87.5, "Lemmas": 98.6}},
	} {
		t.Run(c.name, func(t *testing.T) {
			gold, predicted := filepath.Join(t.TempDir(), "gold.conllu"), filepath.Join(t.TempDir(), "predicted.conllu")
			var g, p bytes.Buffer
			for _, f := range c.files {
				path := filepath.Join("..", "..", "shared", "data", "ud", f+".conllu")
				data, err := os.ReadFile(path)
				if os.IsNotExist(err) {
					t.Skipf("no %s", path)
				} else if err != nil {
					t.Fatal(err)
				}
				g.Write(data)
				p.Write(repredicted(t, data))
			}
			for path, b := range map[string]*bytes.Buffer{gold: &g, predicted: &p} {
				if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			out, err := exec.Command(udapy, "read.Conllu", "files="+gold, "zone=gold",
				"read.Conllu", "files="+predicted, "zone=pred", "ignore_sent_id=1", "eval.Conll18").CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			t.Logf("\n%s", out)
			f1 := map[string]float64{}
			for _, m := range regexp.MustCompile(`(?m)^(\w+)[ |]+([\d.]+)[ |%]+([\d.]+)[ |%]+([\d.]+)`).FindAllSubmatch(out, -1) {
				f1[string(m[1])], _ = strconv.ParseFloat(string(m[4]), 64)
			}
			for measure, least := range c.least {
				if f1[measure] < least {
					t.Errorf("%s F1 %.2f, want at least %.1f", measure, f1[measure], least)
				}
			}
		})
	}
}

// repredicted puts what the stages say into the columns of a gold file and
// leaves tokens, comments and multi-word tokens as they are.
func repredicted(t *testing.T, gold []byte) []byte {
	doc, err := conllu.Read(bytes.NewReader(gold))
	if err != nil {
		t.Fatal(err)
	}
	for _, stage := range []interface {
		Run(ctx context.Context, doc *text.Document) error
	}{read.Stage{}, lemma.Stage{}} {
		if err := stage.Run(t.Context(), doc); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	k, first := 0, 0 // the word to come and the first of its sentence
	in := bufio.NewScanner(bytes.NewReader(gold))
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		cols := strings.Split(in.Text(), "\t")
		if cols[0] == "" {
			first = k
		}
		if _, err := strconv.Atoi(cols[0]); err == nil && len(cols) == 10 {
			w := doc.Tokens[k]
			head := "0"
			if w.Head != text.Root {
				head = strconv.Itoa(w.Head - first + 1)
			}
			cols[2], cols[3], cols[4], cols[6], cols[7] = w.Lemma, w.UPOS, w.XPOS, head, w.Rel
			k++
		}
		fmt.Fprintln(&out, strings.Join(cols, "\t"))
	}
	if k != len(doc.Tokens) {
		t.Fatalf("%d words in the file, %d read", k, len(doc.Tokens))
	}
	return out.Bytes()
}
