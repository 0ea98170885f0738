package scenarios

import (
	"regexp"
	"sync"
)

// lazyRE is a regular expression of the words of many languages, which is compiled when it is
// first needed: most commands of quietroom need none.
type lazyRE struct{ compiled func() *regexp.Regexp }

func lazily(source func() string) lazyRE {
	return lazyRE{sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(source()) })}
}

// MatchString is that of [regexp.Regexp].
func (re lazyRE) MatchString(s string) bool { return re.compiled().MatchString(s) }
