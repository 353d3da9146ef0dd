// Command client calls Day 1 with the code that buf.gen.go.yaml generates.
//
//	client walk        takes one idea from a draft to an approval
//	client read FOLDER prints messages, also those of a later version of the contract
package main

import (
	"context"
	"fmt"
	"os"
	"time"
)

const patience = 60 * time.Second

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(arguments []string) error {
	switch {
	case len(arguments) == 1 && arguments[0] == "walk":
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		return walk(ctx)
	case len(arguments) == 2 && arguments[0] == "read":
		return read(arguments[1])
	}
	return fmt.Errorf("usage: client walk | client read FOLDER")
}
