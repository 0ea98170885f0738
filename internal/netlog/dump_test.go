package netlog

import (
	"crypto/sha256"
	"fmt"
	"os"
	"testing"
)

func TestDump(t *testing.T) {
	f, err := os.Open(os.Getenv("NLLOG"))
	if err != nil {
		t.Skip()
	}
	s, err := Read(f, Limits{}, func(r Record) {
		switch r := r.(type) {
		case *Request:
			fmt.Printf("REQ %s %s %d %x sent=%v partial=%v err=%s hop=%d ann=%s id=%d h=%d top=%s\n", r.Method, r.URL, r.BodySize, sha256.Sum256(r.Body), r.Sent, r.Partial, r.Err, r.Hop, r.Annotation.Name, r.ID, len(r.Headers), r.TopSite)
		case *Frame:
			fmt.Printf("WS %s op=%d len=%d %x\n", r.URL, r.Opcode, r.Size, sha256.Sum256(r.Payload))
		case *Datagram:
			fmt.Printf("UDP %s %.20x\n", r.Address, r.Payload)
		case *Stray:
			fmt.Printf("STRAY %s %d %.40q\n", r.Address, r.Size, r.Payload)
		default:
			fmt.Printf("%T %+v\n", r, r)
		}
	})
	fmt.Printf("%+v %v\n", s, err)
}
