package judge

import (
	"slices"
	"strings"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/vendors"
)

// agreement stands beside a value that a service got to do its work.
const agreement = "to do its work it may have it only under an agreement, and none is recorded here"

// why says in one sentence, for a reader who is no technician, what was observed.
func (j *Judge) why(f *finding) string {
	return j.observed(f) + j.choice(f) + f.despite() + j.behind(f) + f.named()
}

// named says whose word it is who the recipient is, where it is not quietroom's.
func (f *finding) named() string {
	if f.Recipient.NamedBy == "" {
		return ""
	}
	return " Who " + f.Recipient.Host + " is, a list that was given to the audit says: " + f.Recipient.NamedBy + "."
}

// behind says how a recipient was known that another's host name hides.
func (j *Judge) behind(f *finding) string {
	r := f.Recipient
	host := r.Host
	if vendors.SameSite(r.Host, f.Page) {
		host += ", the practice's own by name"
	}
	switch r.Behind {
	case audit.CloakAlias:
		return " The host is " + host + ": by its DNS alias (" + r.Via + ") it is " + r.Vendor + "'s."
	case audit.CloakShape:
		s := " The host is " + host + "; what was sent has the shape of " + r.Vendor + "'s own messages (" + r.Via + ")"
		if j.cfg.Vendors.SelfHosted(r.VendorID, r.Via) {
			return s + ". An installation of it by the practice itself would look the same."
		}
		return s + ", so a relay to it is likely."
	}
	return ""
}

// observed is the sentence without who hides behind what.
func (j *Judge) observed(f *finding) string {
	who, page := recipient(f.Recipient), "the "+j.cfg.Taxonomy.Label(f.Context)
	if f.Class == audit.ClassE {
		return who + " was contacted from " + page + ": " + f.policy.Because + "."
	}
	if f.policy.ID != "" {
		return f.ownSentence()
	}
	sent := " " + f.went() + " " + who + " from " + page + when(f) + f.as()
	switch f.Class {
	case audit.ClassC:
		s := subject(f, page) + ", with an identifier that links a visitor over time," + sent + "."
		if !j.cfg.Taxonomy.Authenticated(f.Context) {
			s += " " + audit.Ruling
		}
		return s
	case audit.ClassD:
		return subject(f, page) + sent + "."
	}
	what := "The patient's " + f.Kind.Info().Label
	switch f.Rule {
	case canary:
	case account:
		what = "The test account's " + f.Kind.Info().Label
	default:
		what = "What looks like a person's " + f.Kind.Info().Label + " (not a value of the synthetic patient)"
	}
	if d := Disguise(f.Chain); d != "" {
		what += ", " + d + ","
	}
	if roleOf(f.Recipient.Purpose) == carer {
		return what + sent + "; " + f.recorded() + "."
	}
	return what + sent + "."
}

// canary is the rule of findings that rest on a value of the synthetic patient.
const canary = "canary"

// went puts the verb: what was held was never sent.
func (f *finding) went() string {
	if f.held == f.Count {
		return "was about to be sent to"
	}
	return "went to"
}

func when(f *finding) string {
	switch {
	case f.held == f.Count:
		return " when the audit held the request"
	case f.AfterSubmit:
		return " after a form was submitted"
	}
	return ""
}

// as says what the recipient itself takes the value for.
func (f *finding) as() string {
	if f.Meaning == "" || f.Class != audit.ClassA && f.Class != audit.ClassB {
		return ""
	}
	return " as “" + f.Meaning + "”"
}

// subject says what of the page is in the message.
func subject(f *finding, page string) string {
	switch {
	case strings.HasPrefix(f.Rule, "term."):
		return "A word that names a condition or its care"
	case f.Rule == "context.title":
		return "The title of " + page
	}
	return "The address of " + page
}

// recipient names a vendor and what it is: "Meta Pixel (an advertising service)".
func recipient(r audit.Recipient) string {
	name := r.Vendor
	if name == "" {
		name = r.Host
	}
	words, ok := vendors.Purposes[r.Purpose]
	if !ok {
		words = vendors.Purposes[vendors.Unknown]
	}
	return name + " (" + words + ")"
}

// disguises say what a codec does to a value, and how detection put one together.
var disguises = map[string]string{
	"sha1": "hashed with SHA-1", "sha224": "hashed with SHA-224", "sha256": "hashed with SHA-256",
	"sha384": "hashed with SHA-384", "sha512": "hashed with SHA-512", "sha512-256": "hashed with SHA-512/256", "md4": "hashed with MD4", "md5": "hashed with MD5",
	"sha3-224": "hashed with SHA3-224", "sha3-256": "hashed with SHA3-256", "sha3-384": "hashed with SHA3-384", "sha3-512": "hashed with SHA3-512",
	"keccak256": "hashed with Keccak-256", "ripemd160": "hashed with RIPEMD-160",
	"blake2b-256": "hashed with BLAKE2b-256", "blake2b-512": "hashed with BLAKE2b-512", "blake2s-256": "hashed with BLAKE2s-256",
	"murmur3-32": "hashed with MurmurHash3", "murmur3-128": "hashed with MurmurHash3", "xxh64": "hashed with xxHash", "fnv1a-32": "hashed with FNV-1a", "fnv1a-64": "hashed with FNV-1a",
	"crc32": "as its CRC-32", "adler32": "as its Adler-32", "djb2": "hashed with djb2", "string-hash": "hashed as JavaScript programs do",
	"base64": "written in base64", "base64url": "written in base64url", "base32": "written in base32", "base32hex": "written in base32hex", "crockford": "written in Crockford's base32",
	"base58": "written in base58", "hex": "written in hex", "data-url": "inside a data address", "quoted-printable": "written in quoted-printable",
	"utf-16le": "written in UTF-16", "utf-16be": "written in UTF-16",
	"percent": "percent-encoded", "escape": "escaped", "html": "written as HTML entities", "jwt": "inside a token",
	"gzip": "compressed with gzip", "zlib": "compressed with zlib", "deflate": "compressed with deflate", "snappy": "compressed with Snappy",
	"brotli": "compressed with Brotli", "zstd": "compressed with Zstandard",
	"lzstring-uri": "compressed with lz-string", "lzstring-base64": "compressed with lz-string", "lzstring-utf16": "compressed with lz-string", "lzstring-bytes": "compressed with lz-string",
	"xor": "masked by a short key", "rot13": "with its letters exchanged", "rot47": "with its characters exchanged", "custom-map": "with its characters exchanged", "reversed": "written backwards",
	"split": "put together from several parts", "prefix": "put together from what was typed, key by key",
}

func disguised(by string) string {
	base, salt, _ := strings.Cut(by, "+")
	words, ok := disguises[base]
	switch {
	case !ok:
		return "disguised by " + by
	case salt != "":
		return words + " and a fixed salt"
	}
	return words
}

// Disguise tells in words how a value was hidden, the innermost step first:
// "hashed with SHA-256, then written in base64". It is "" for one that was plain.
func Disguise(chain []string) string {
	var steps []string
	for _, c := range slices.Backward(chain) {
		words := disguised(c)
		if c != "percent" && !slices.Contains(steps, words) { // how the web writes addresses is no disguise
			steps = append(steps, words)
		}
	}
	return strings.Join(steps, ", then ")
}

// remedy says what to change, the vendor's own switch included.
func (j *Judge) remedy(f *finding) string {
	name := f.Recipient.Vendor
	if name == "" {
		name = f.Recipient.Host
	}
	var out string
	switch {
	case f.policy.ID != "":
		out = f.policy.Remedy
	case f.Class == audit.ClassC || f.Class == audit.ClassD:
		out = "Keep " + name + " off this page, or stop it from sending the page's address and title."
		if strings.HasPrefix(f.Place, "header.referer") {
			out = "Send a Referrer-Policy of strict-origin-when-cross-origin or stricter, or keep " + name + " off this page."
		}
	case f.Rule == account:
		out = "Keep " + name + " off the log-in page and every page behind it: who has the password or the session has the account."
	case roleOf(f.Recipient.Purpose) == carer:
		out = "Record the agreement with " + name + ", or use a service that has one; let no other third party load beside its form."
	case f.Recipient.VendorID == "" && name == f.Recipient.Domain:
		out = "Find out who runs " + f.Recipient.Domain + " and what for; take it off this page unless an agreement covers what it gets."
	default:
		out = "Keep " + name + " off every page where a patient types or chooses something."
	}
	if v, ok := j.cfg.Vendors.ByID(f.Recipient.VendorID); ok && v.Setting.Text != "" {
		out += " In its settings: " + v.Setting.Text + "."
	}
	return out
}
