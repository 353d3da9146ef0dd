import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { fromBinary, toBinary } from "@bufbuild/protobuf";

import { DoorKind, DoorKindSchema } from "../gen/typescript/day1/checks/v1/checks_pb.js";
import { type Door, type Idea, IdeaSchema, IdeaStateSchema } from "../gen/typescript/day1/ideas/v1/ideas_pb.js";
import {
  type WatchIdeasResponse,
  WatchIdeasResponseSchema,
} from "../gen/typescript/day1/ideas/v1/ideas_service_pb.js";

// Prints what a folder holds: an idea, and an event of a watch. Writes the idea again.
export function read(folder: string): void {
  const idea = fromBinary(IdeaSchema, readFileSync(join(folder, "idea")));
  const event = fromBinary(WatchIdeasResponseSchema, readFileSync(join(folder, "event")));
  const claim = idea.document?.pressRelease?.claim;
  console.log("state", stateOf(idea));
  for (const door of idea.document?.doors ?? []) {
    console.log("door", doorOf(door));
  }
  console.log("baseline", orAbsent(claim?.baseline));
  console.log("target", orAbsent(claim?.target));
  console.log("priority", orAbsent(idea.priority));
  console.log("stats", idea.stats === undefined ? "absent" : "present");
  console.log("event", eventOf(event));
  console.log("resume", event.resumeToken);
  writeFileSync(join(folder, "again"), toBinary(IdeaSchema, idea));
}

// The name of the state, and the number where this version has no name for it.
function stateOf(idea: Idea): string {
  const unspecified = IdeaStateSchema.value[0]?.name;
  return IdeaStateSchema.value[idea.state]?.name ?? `${unspecified} (${idea.state})`;
}

// The kind of a door; an unknown kind counts as one-way.
function doorOf(door: Door): string | undefined {
  const { value } = DoorKindSchema;
  return (value[door.kind] ?? value[DoorKind.ONE_WAY])?.name;
}

// What happened; an arm of a later version is ignored.
function eventOf(answer: WatchIdeasResponse): string {
  return answer.event.case ?? "ignored";
}

function orAbsent(value: number | undefined): string {
  return value === undefined ? "absent" : value.toFixed(1);
}
