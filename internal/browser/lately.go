package browser

// lately is a set of ids that forgets the oldest: a page can make targets and
// sessions without end. It remembers the last maxLately at least, and twice as many
// at most. The zero value is empty.
type lately struct{ young, old map[string]bool }

const maxLately = 4096

func (l *lately) add(id string) {
	if len(l.young) >= maxLately {
		l.old, l.young = l.young, nil
	}
	if l.young == nil {
		l.young = map[string]bool{}
	}
	l.young[id] = true
}

func (l *lately) has(id string) bool { return l.young[id] || l.old[id] }
