package neural

// cut says how many of a sentence's next tokens to read at once. Where all of
// them, with total pieces, have more than limit, it is as many as make parts of
// about equal length, but up to a mark of punctuation near there if there is
// one, since little hangs together across it. pieces holds each token's, which
// are at most limit. The cost is that of the part.
//
// Near is from half of that length to half as much again; a full stop, a colon
// or the like goes before a comma or a dash, and then the nearest is taken, the
// first of two.
func cut(forms []string, pieces []int, total, limit int) int {
	if total <= limit {
		return len(forms)
	}
	parts := (total + limit - 1) / limit
	aim := (total + parts - 1) / parts
	plain, mark, strength, distance := 1, 0, 0, 0
	for i, sum := 0, 0; i < len(forms); i++ {
		sum += pieces[i]
		if sum > limit || 2*sum > 3*aim && i > 0 {
			break
		}
		if sum <= aim {
			plain = i + 1
		}
		if 2*sum < aim {
			continue
		}
		far := max(sum-aim, aim-sum)
		if s := strengthOf(forms[i]); s > strength || s > 0 && s == strength && far < distance {
			mark, strength, distance = i+1, s, far
		}
	}
	if mark > 0 {
		return mark
	}
	return plain
}

// strengthOf tells how sharply a token divides a sentence.
func strengthOf(form string) int {
	switch form {
	case ".", ";", ":", "!", "?", "…", "...":
		return 2
	case ",", "–", "—", "--", "-", ")", "”", "''", `"`, "•", "|", "/":
		return 1
	}
	return 0
}
