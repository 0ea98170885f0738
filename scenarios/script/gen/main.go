// Command gen writes scenario.schema.json from the tables of package script. It
// runs in that package's folder; see go:generate there.
package main

import (
	"log"
	"os"

	"github.com/quietroom/quietroom/scenarios/script"
)

func main() {
	data, err := script.MakeSchema()
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile("scenario.schema.json", data, 0o644); err != nil {
		log.Fatal(err)
	}
}
