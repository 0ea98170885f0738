package browser

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	_ "modernc.org/sqlite" // Chrome keeps the user's certificate authorities in an SQLite file
)

// writeTrust gives the profile the user's certificate authorities. Chrome on
// Linux keeps them in the profile's ServerCertificate database; its layout was
// read from a profile of Chromium 156 and is version-bound, so a Chrome that
// does not accept it fails with a certificate error, never silently.
func writeTrust(profile string, c *Config) (err error) {
	certs, err := c.Access.Certificates()
	if err != nil || len(certs) == 0 {
		return err
	}
	ctx := context.Background() // a file of a few rows
	db, err := sql.Open("sqlite", filepath.Join(profile, "ServerCertificate"))
	if err != nil {
		return fmt.Errorf("opening Chrome's certificate database: %w", err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	statements := []string{
		`CREATE TABLE meta(key LONGVARCHAR NOT NULL UNIQUE PRIMARY KEY, value LONGVARCHAR)`,
		`CREATE TABLE certificates(sha256hash_hex TEXT PRIMARY KEY,der_cert BLOB NOT NULL,trust_settings BLOB NOT NULL)`,
		`INSERT INTO meta VALUES('mmap_status','-1'),('version','1'),('last_compatible_version','1')`,
	}
	for _, s := range statements {
		if _, err := db.ExecContext(ctx, s); err != nil {
			return fmt.Errorf("writing Chrome's certificate database: %w", err)
		}
	}
	// CertificateMetadata{trust: CertificateTrust{trust_type: TRUSTED}} as protobuf.
	trusted := []byte{0x0a, 0x02, 0x08, 0x03}
	for _, cert := range certs {
		sum := sha256.Sum256(cert.Raw)
		if _, err := db.ExecContext(ctx, `INSERT OR IGNORE INTO certificates VALUES(?,?,?)`, hex.EncodeToString(sum[:]), cert.Raw, trusted); err != nil {
			return fmt.Errorf("writing Chrome's certificate database: %w", err)
		}
	}
	return nil
}

// trustFlags are the start flags that go with the certificates: a server's own
// certificate in the file is no authority, so its key is accepted as such.
func trustFlags(c *Config) ([]string, error) {
	var f []string
	if c.Access.Insecure {
		f = append(f, "--ignore-certificate-errors")
	}
	certs, err := c.Access.Certificates()
	if err != nil {
		return nil, err
	}
	keys := make([]string, 0, len(certs))
	for _, cert := range certs {
		sum := sha256.Sum256(cert.RawSubjectPublicKeyInfo)
		keys = append(keys, base64.StdEncoding.EncodeToString(sum[:]))
	}
	if len(keys) > 0 {
		f = append(f, "--ignore-certificate-errors-spki-list="+strings.Join(keys, ","))
	}
	return f, nil
}
