package vendors

import (
	_ "embed"
	"strings"
	"sync"
)

// entityTable is who owns which domain by third-party-web (MIT, see
// entities.LICENSE): name, owner, category and domains in tab-separated lines.
//
//go:generate go run ./gen
//go:embed entities.tsv
var entityTable string

// entity is a third party that has no entry of its own in the register.
type entity struct{ name, owner, purpose string }

// categories turns third-party-web's words into purposes. Its utility, content and
// other say too little, and stay Unknown.
var categories = map[string]string{
	"ad": "ad_pixel", "analytics": "analytics", "cdn": "cdn", "consent-provider": "consent_manager", "customer-success": "chat",
	"hosting": "site_host", "marketing": "crm_marketing", "social": "social_widget", "tag-manager": "tag_manager", "video": "video",
}

// entities by domain; read when a host is first met that the register does not know.
var entities = sync.OnceValue(func() map[string]entity {
	out := map[string]entity{}
	for line := range strings.Lines(entityTable) {
		cols := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(cols) != 4 {
			continue
		}
		purpose, ok := categories[cols[2]]
		if !ok {
			purpose = Unknown
		}
		for _, d := range strings.Fields(cols[3]) {
			out[d] = entity{cols[0], cols[1], purpose}
		}
	}
	return out
})

// entityOf gives the entity of the longest domain that host, in its canonical form, is or lies below.
func entityOf(host string) (entity, bool) {
	for h := host; h != ""; {
		if e, ok := entities()[h]; ok {
			return e, true
		}
		_, h, _ = strings.Cut(h, ".")
	}
	return entity{}, false
}
