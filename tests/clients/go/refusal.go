package main

import (
	"fmt"
	"slices"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// refusal is what a service answers instead of a result.
type refusal struct {
	code    codes.Code
	domain  string
	first   string
	reasons []string
}

// refusalIn reads the typed details of an error. It fails when there was no error.
func refusalIn(err error) (refusal, error) {
	if err == nil {
		return refusal{}, fmt.Errorf("the call was not refused")
	}
	answer := status.Convert(err)
	found := refusal{code: answer.Code()}
	for _, detail := range answer.Details() {
		switch detail := detail.(type) {
		case *errdetails.ErrorInfo:
			found.domain, found.first = detail.GetDomain(), detail.GetReason()
		case *errdetails.PreconditionFailure:
			for _, violation := range detail.GetViolations() {
				found.reasons = append(found.reasons, violation.GetType())
			}
		}
	}
	return found, nil
}

// expect fails unless the refusal has this code and this reason, in the domain of Day 1.
func (found refusal) expect(code codes.Code, reason string) error {
	named := found.first == reason || slices.Contains(found.reasons, reason)
	if found.code != code || found.domain != "day1.example" || !named {
		return fmt.Errorf("expected %s with %s of day1.example, found %+v", code, reason, found)
	}
	return nil
}
