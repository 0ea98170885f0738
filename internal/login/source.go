package login

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/quietroom/quietroom/internal/yamlfile"
)

// The environment variables that hold the test account when nobody names others.
const (
	UserVariable     = "QUIETROOM_LOGIN_USER"
	PasswordVariable = "QUIETROOM_LOGIN_PASSWORD"
)

// FromEnv reads a test account from environment variables; "" for a name is the
// usual one.
func FromEnv(lookup func(string) string, userVar, passwordVar, host string) (Account, error) {
	if userVar == "" {
		userVar = UserVariable
	}
	if passwordVar == "" {
		passwordVar = PasswordVariable
	}
	a := Account{User: lookup(userVar), Password: lookup(passwordVar), Host: host}
	for _, v := range [][2]string{{userVar, a.User}, {passwordVar, a.Password}} {
		if v[1] == "" {
			return Account{}, fmt.Errorf("the environment variable %s, which holds the test account, is not set: export it in the shell, or name a file that only you can read with login.file", v[0])
		}
	}
	return a, a.Check()
}

// FromFile reads a test account from a YAML file with the keys user and password,
// which nobody but its owner may be able to read.
func FromFile(name, host string) (Account, error) {
	file, err := os.Open(name)
	if err != nil {
		return Account{}, err
	}
	defer file.Close()
	info, err := file.Stat()
	switch {
	case err != nil:
		return Account{}, err
	case !info.Mode().IsRegular():
		return Account{}, fmt.Errorf("%s, which should hold the test account, is no file", name)
	case !private(info):
		return Account{}, fmt.Errorf("%s holds a password and others can read it (mode %04o): chmod 600 %s", name, info.Mode().Perm(), name)
	}
	const most = 16 << 10
	data, err := io.ReadAll(io.LimitReader(file, most+1))
	if err != nil {
		return Account{}, err
	}
	if len(data) > most {
		return Account{}, fmt.Errorf("%s is too long for a test account; want the two keys user and password", name)
	}
	var content struct {
		User     string `yaml:"user"`
		Password string `yaml:"password"`
	}
	// What the reader says of a bad line could quote it.
	if yamlfile.Read(name, data, &content) != nil || content.User == "" || content.Password == "" {
		return Account{}, fmt.Errorf("%s: %w", name, errors.New("want a YAML file with the two keys user and password, each with a text in quotes"))
	}
	a := Account{User: content.User, Password: content.Password, Host: host}
	return a, a.Check()
}
