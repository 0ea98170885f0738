// Package script is a scenario as a person writes it: a YAML file that says, step
// by step, what a patient does on a site.
//
//	name: request-an-appointment
//	start: /book
//	steps:
//	  - click: Request an appointment
//	  - fill: {label: E-mail, value: "{patient.email}"}
//	  - submit
//
// [Read] reads such a file strictly: whatever is wrong is an error with file, line
// and column and the word that was probably meant. [Marshal] writes one that Read
// reads back. [Schema] is for editors. It opens no browser: package scenarios walks
// what stands here.
//
// To add a verb, add its constant and one line to the table in verbs.go: reader,
// writer and schema follow from it (then go generate), and package scenarios must
// say how it is walked. To give a verb another argument, add a field to [Step] and
// a line to the table in args.go.
package script

//go:generate go run ./gen
