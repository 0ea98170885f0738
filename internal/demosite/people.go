package demosite

import (
	"net/http"
	"strings"
	"time"
)

// What the practice's pages are filled with. Every person is invented.

type clinician struct {
	Slug, Name, Credentials, Role, Tint string
	Focus                               []string
	Bio                                 []string
}

var clinicians = []clinician{
	{"maren-holloway", "Maren Holloway", "PhD", "Clinical psychologist, founder", "#2f7f86",
		[]string{"Anxiety", "OCD", "Life transitions"},
		[]string{"Maren opened Harborlight in 2011 after ten years in hospital-based care. She works with adults who have been managing on their own for a long time and are ready for company.",
			"Her sessions are practical and unhurried. She draws on cognitive behavioral therapy and exposure work, and she will always tell you why she suggests what she suggests."}},
	{"tobias-lindqvist", "Tobias Lindqvist", "LCSW", "Clinical social worker", "#8a6d3b",
		[]string{"Trauma", "EMDR", "Veterans"},
		[]string{"Tobias came to this work by way of community clinics up and down the coast. He is trained in EMDR and sees adults after single events and after long, hard years.",
			"People say that he is easy to sit in silence with. He keeps two evenings a week open for those who work shifts."}},
	{"priya-ramaswamy", "Priya Ramaswamy", "LMFT", "Marriage and family therapist", "#7b5a8c",
		[]string{"Couples", "Families", "Teens"},
		[]string{"Priya sees couples, families and teenagers. She is interested in what happens between people: how a disagreement starts, what each person hears, and where the exits are.",
			"She is a supervisor for new therapists in the county and speaks English, Tamil and Hindi."}},
	{"daniel-okafor", "Daniel Okafor", "PMHNP", "Psychiatric nurse practitioner", "#3f6b4f",
		[]string{"Medication management", "Depression", "Sleep"},
		[]string{"Daniel provides psychiatric evaluations and medication management, usually side by side with one of our therapists.",
			"First visits last ninety minutes. He explains what a medicine does, what it does not do, and how you would stop."}},
}

type topic struct {
	Slug, Name, Lead string
	Signs            []string
	Help             string
}

var topics = []topic{
	{"anxiety-therapy", "Anxiety", "When worry takes up more room than it should, there are well-studied ways to make it smaller.",
		[]string{"A mind that keeps rehearsing what might go wrong", "Tight shoulders, a racing heart, short sleep", "Plans that shrink to avoid what feels unsafe"},
		"We use cognitive behavioral therapy and acceptance-based work. Most people notice a change within eight to twelve sessions."},
	{"depression-counseling", "Depression", "Low mood is not a failure of will. It lifts with the right help, and it rarely has to be waited out.",
		[]string{"Mornings that feel heavier than they used to", "Little interest in what you once liked", "Trouble concentrating, eating or sleeping"},
		"We combine behavioral activation with talking therapy and, where it helps, a conversation with Daniel about medication."},
	{"trauma-and-emdr", "Trauma and EMDR", "What happened is over, and still it arrives. EMDR helps memories to become memories.",
		[]string{"Images or sounds that come back unasked", "Feeling on guard in safe places", "Going around certain streets, dates or conversations"},
		"Tobias is trained in EMDR. We begin with safety and steadiness, and go only as fast as is good for you."},
	{"couples-therapy", "Couples", "A place to hear each other again, whether you are mending, deciding, or beginning.",
		[]string{"The same argument in different clothes", "A distance that neither of you chose", "A decision that keeps being put off"},
		"Priya works with emotionally focused therapy. Sessions last eighty minutes and include both of you."},
	{"ocd-treatment", "OCD", "Exposure and response prevention works, even for thoughts that are hard to say out loud.",
		[]string{"Checking, counting or washing that eats into the day", "Thoughts that horrify you and will not leave", "Asking for reassurance, again"},
		"Maren is trained in exposure and response prevention. You will never be surprised by an exercise."},
	{"teen-counseling", "Teens", "Support for young people from twelve to eighteen, and for the grown-ups who love them.",
		[]string{"School that has become hard to walk into", "Friendships that hurt", "A door that stays closed"},
		"Priya meets with teens on their own and with families together. What is said in the room is private, with clear exceptions that we explain at the start."},
	{"eating-disorders", "Eating disorders", "Recovery is possible at any age, at any size, and after any number of attempts.",
		[]string{"Rules about food that leave little room for life", "Meals followed by guilt", "A mirror that decides how the day goes"},
		"We work with your physician and a dietitian, using enhanced cognitive behavioral therapy."},
	{"grief-support", "Grief", "There is no timetable. There is company.",
		[]string{"Waves that come out of nowhere", "Feeling out of step with everybody else", "Not knowing what to do with their things"},
		"Individual sessions, and a weekly group on Thursday evenings."},
}

type post struct {
	Slug, Title, Date, By string
	Body                  []string
}

var posts = []post{
	{"small-rituals-for-busy-weeks", "Small rituals for busy weeks", "October 6, 2026", "Priya Ramaswamy",
		[]string{"Some weeks have no white space. Ritual is what can fit into the seams: the same cup, the same window, the first two minutes after you park the car.",
			"Choose something small enough to do on your worst day. Put it next to something that happens anyway. Let it be a little bit pleasant.",
			"If you forget, you have not failed. You have found out where the seam was not."}},
	{"your-first-session", "Your first session: what to expect", "September 15, 2026", "Maren Holloway",
		[]string{"You will come in by the blue door on Wharf Street and find tea. Nobody will call your name across a room.",
			"The first fifty minutes are mostly a conversation about what brought you and what you would like to be different. You can ask anything, including whether we are the right people.",
			"At the end we will say what we think, in plain words, and decide together what to do next."}},
	{"living-with-panic-attacks", "Living with panic attacks", "August 21, 2026", "Maren Holloway",
		[]string{"A panic attack is a false alarm with a very loud bell. It peaks within ten minutes, and it cannot hurt you, though it is hard to believe that from the inside.",
			"What keeps it coming back is mostly what we do so that it will not: leaving early, carrying water, sitting near the door.",
			"Treatment is a matter of learning, bit by bit, that the bell can ring and that you can stay."}},
	{"notes-from-the-garden", "Notes from the garden", "July 2, 2026", "Daniel Okafor",
		[]string{"The raised beds behind the office are in their fourth summer. This year there are beans, borage, and one hopeful pumpkin.",
			"Anyone who comes early is welcome to sit there. The bench is dry by ten."}},
}

// gad7 are the items of the GAD-7 (Spitzer et al. 2006; free of charge to use).
var gad7 = []string{
	"Feeling nervous, anxious or on edge",
	"Not being able to stop or control worrying",
	"Worrying too much about different things",
	"Trouble relaxing",
	"Being so restless that it is hard to sit still",
	"Becoming easily annoyed or irritable",
	"Feeling afraid as if something awful might happen",
}

var insurers = []string{"Northeast Community Health Plan", "Granite State Mutual", "Penobscot Valley Benefit Trust", "Paying on my own"}

var states = []string{"Connecticut", "Maine", "Massachusetts", "New Hampshire", "Rhode Island", "Vermont"}

var slots = []string{"8:30 AM", "10:15 AM", "12:00 PM", "2:45 PM", "4:30 PM", "6:15 PM"}

// month is a month of the group calendar, which has no end in either direction.
type month struct {
	Name, Prev, Next string
	Weeks            [][]int
}

func monthOf(s string) month {
	t, err := time.Parse("2006-01", s)
	if err != nil {
		t = time.Date(2026, time.December, 1, 0, 0, 0, 0, time.UTC)
	}
	m := month{Name: t.Format("January 2006"), Prev: t.AddDate(0, -1, 0).Format("2006-01"), Next: t.AddDate(0, 1, 0).Format("2006-01")}
	week := make([]int, int(t.Weekday()))
	for d := 1; d <= t.AddDate(0, 1, -1).Day(); d++ {
		if week = append(week, d); len(week) == 7 {
			m.Weeks, week = append(m.Weeks, week), nil
		}
	}
	if len(week) > 0 {
		m.Weeks = append(m.Weeks, week)
	}
	return m
}

// find fills in what the request's address asks for.
func (v *view) find(r *http.Request, s *Site) {
	slug := v.page.Path[strings.LastIndexByte(v.page.Path, '/')+1:]
	for _, c := range clinicians {
		if c.Slug == slug {
			v.Clinician = c
		}
	}
	for _, t := range topics {
		if t.Slug == slug {
			v.Topic = t
		}
	}
	for _, p := range posts {
		if p.Slug == slug {
			v.Post = p
		}
	}
	q := r.URL.Query()
	v.Month = monthOf(q.Get("month"))
	if v.Query = q.Get("q"); v.Query != "" {
		for _, p := range s.Pages() {
			if p.FoundBy != "submit" && strings.Contains(strings.ToLower(p.Title), strings.ToLower(v.Query)) {
				v.Hits = append(v.Hits, p)
			}
		}
	}
	for i, p := range s.pages {
		if (s.o.Pages > 0 || s.o.Banner != "") && p.Path == v.page.Path {
			for j := 1; j <= 10 && j < len(s.pages); j++ {
				v.Around = append(v.Around, s.pages[(i+j)%len(s.pages)].Path)
			}
		}
	}
}
