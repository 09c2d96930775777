package export

import "unicode"

// helvetica is the advance of each character from space to tilde in
// thousandths of the font size: the metrics of Helvetica, which Arial and
// Liberation Sans share.
var helvetica = [95]float64{
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, // space to /
	556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, // 0 to ?
	1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, // @ to O
	667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, // P to _
	333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, // ` to o
	556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, // p to ~
}

// textWidth is about how wide s is when set in Helvetica of that size. What is
// not ASCII is taken to be as wide as its script mostly is.
func textWidth(s string, size float64) float64 {
	sum := 0.0
	for _, r := range s {
		switch {
		case ' ' <= r && r <= '~':
			sum += helvetica[r-' ']
		case joins(r):
		case wide(r):
			sum += 1000
		case unicode.IsUpper(r):
			sum += 722
		default:
			sum += 600
		}
	}
	return float64(sum * size / 1000)
}

// blockSize is the width and height of lines set in that size.
func blockSize(lines []string, size float64) (w, h float64) {
	for _, s := range lines {
		w = max(w, textWidth(s, size))
	}
	return w, float64(float64(len(lines)) * lineHeight(size))
}

func lineHeight(size float64) float64 { return float64(size * 1.2) }
