package main

import (
	"fmt"
	"os"
	"path/filepath"

	"google.golang.org/protobuf/proto"

	checksv1 "day1.example/gen/go/day1/checks/v1"
	ideasv1 "day1.example/gen/go/day1/ideas/v1"
)

// read prints what a folder holds: an idea, and an event of a watch. It writes the idea again.
func read(folder string) error {
	idea, event := new(ideasv1.Idea), new(ideasv1.WatchIdeasResponse)
	if err := parse(folder, "idea", idea); err != nil {
		return err
	}
	if err := parse(folder, "event", event); err != nil {
		return err
	}
	fmt.Println("state", stateOf(idea))
	for _, door := range idea.GetDocument().GetDoors() {
		fmt.Println("door", doorOf(door))
	}
	claim := idea.GetDocument().GetPressRelease().GetClaim()
	fmt.Println("baseline", orAbsent(claim.Baseline))
	fmt.Println("target", orAbsent(claim.Target))
	fmt.Println("priority", orAbsent(idea.Priority))
	if idea.GetStats() != nil {
		fmt.Println("stats present")
	} else {
		fmt.Println("stats absent")
	}
	fmt.Println("event", eventOf(event))
	fmt.Println("resume", event.GetResumeToken())
	again, err := proto.Marshal(idea)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "again"), again, 0o600)
}

func parse(folder, file string, message proto.Message) error {
	bytes, err := os.ReadFile(filepath.Join(folder, file))
	if err != nil {
		return err
	}
	return proto.Unmarshal(bytes, message)
}

// stateOf is the name of the state, and the number where this version has no name for it.
func stateOf(idea *ideasv1.Idea) string {
	if _, known := ideasv1.IdeaState_name[int32(idea.GetState())]; !known {
		return fmt.Sprintf("%s (%d)", ideasv1.IdeaState_IDEA_STATE_UNSPECIFIED, idea.GetState())
	}
	return idea.GetState().String()
}

// doorOf is the kind of a door; an unknown kind counts as one-way.
func doorOf(door *ideasv1.Door) checksv1.DoorKind {
	if _, known := checksv1.DoorKind_name[int32(door.GetKind())]; !known {
		return checksv1.DoorKind_DOOR_KIND_ONE_WAY
	}
	return door.GetKind()
}

// eventOf names what happened; an arm of a later version is ignored.
func eventOf(answer *ideasv1.WatchIdeasResponse) string {
	switch answer.GetEvent().(type) {
	case *ideasv1.WatchIdeasResponse_Changed:
		return "changed"
	case *ideasv1.WatchIdeasResponse_Removed:
		return "removed"
	case *ideasv1.WatchIdeasResponse_Synced:
		return "synced"
	}
	return "ignored"
}

func orAbsent[T int32 | float64](value *T) string {
	if value == nil {
		return "absent"
	}
	return fmt.Sprintf("%.1f", float64(*value))
}
