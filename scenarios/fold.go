package scenarios

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// alike lists letters that are written with and without marks: the first of each stands
// for the others. The tones of Vietnamese, the letters æ and ø and the short й stay.
const alike = "aáàâäãåăą cçćč dď eéèêëęě gğ iíìîïı lł nñńň oóòôöõő rř sśšşș tťțţ uúùûüűů yý zźżž " +
	"αά εέ ηή ιίϊΐ οό σς υύϋΰ ωώ её اأإآٱ يىی هة كک"

var accents = func() *strings.Replacer {
	pairs := []string{"ß", "ss", "œ", "oe", "ـ", ""}
	for set := range strings.FieldsSeq(alike) {
		letters := []rune(set)
		for _, r := range letters[1:] {
			pairs = append(pairs, string(r), string(letters[0]))
		}
	}
	return strings.NewReplacer(pairs...)
}()

// fold brings a text to the form in which phrases are compared: lower case, no
// accents, words (also those of camelCase, under_scores and before digits)
// separated by one space.
func fold(s string) string { return accents.Replace(unfolded(s)) }

// unfolded is what fold makes of a text before it takes the accents away.
func unfolded(s string) string {
	var b strings.Builder
	var last rune
	for _, r := range norm.NFC.String(s) { // "é" may come as two characters
		switch {
		case unicode.Is(unicode.Mn, r):
			continue // a mark that no letter has taken in: vowels of Arabic
		case unicode.IsLetter(r):
			if unicode.IsUpper(r) && unicode.IsLower(last) || unicode.IsDigit(last) {
				b.WriteByte(' ')
			}
			b.WriteRune(unicode.ToLower(r))
		case unicode.IsDigit(r):
			if unicode.IsLetter(last) {
				b.WriteByte(' ')
			}
			b.WriteRune(r)
		case r == '#' || r == '+':
			b.WriteByte(' ')
			b.WriteRune(r)
			b.WriteByte(' ')
		default:
			b.WriteByte(' ')
		}
		last = r
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// packed reports whether a letter belongs to a script that sets words without spaces, or
// sets them at will: Chinese, Japanese, Korean. There a word is found wherever it stands.
func packed(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

func isPacked(s string) bool { return strings.ContainsFunc(s, packed) }

// pack takes the spaces out of a folded text.
func pack(s string) string { return strings.ReplaceAll(s, " ", "") }
