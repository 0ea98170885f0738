package report

import "io"

func writeText(w io.Writer, in Input, o Options) error { return nil }
func writeHTML(w io.Writer, in Input, o Options) error { return nil }
