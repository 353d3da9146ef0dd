package example.day1.client;

import example.day1.checks.v1.DoorKind;
import example.day1.ideas.v1.Claim;
import example.day1.ideas.v1.Door;
import example.day1.ideas.v1.Idea;
import example.day1.ideas.v1.IdeaState;
import example.day1.ideas.v1.WatchIdeasResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Prints what a folder holds: an idea, and an event of a watch. Writes the idea again. */
final class Read {
  private Read() {}

  static void read(Path folder) throws IOException {
    Idea idea = Idea.parseFrom(Files.readAllBytes(folder.resolve("idea")));
    WatchIdeasResponse event = WatchIdeasResponse.parseFrom(Files.readAllBytes(folder.resolve("event")));
    Claim claim = idea.getDocument().getPressRelease().getClaim();
    say("state", stateOf(idea));
    for (Door door : idea.getDocument().getDoorsList()) {
      say("door", doorOf(door).name());
    }
    say("baseline", claim.hasBaseline() ? decimal(claim.getBaseline()) : "absent");
    say("target", claim.hasTarget() ? decimal(claim.getTarget()) : "absent");
    say("priority", idea.hasPriority() ? decimal(idea.getPriority()) : "absent");
    say("stats", idea.hasStats() ? "present" : "absent");
    say("event", eventOf(event));
    say("resume", event.getResumeToken());
    Files.write(folder.resolve("again"), idea.toByteArray());
  }

  /** The name of the state, and the number where this version has no name for it. */
  private static String stateOf(Idea idea) {
    return idea.getState() == IdeaState.UNRECOGNIZED
        ? IdeaState.IDEA_STATE_UNSPECIFIED + " (" + idea.getStateValue() + ")"
        : idea.getState().name();
  }

  /** The kind of a door; an unknown kind counts as one-way. */
  private static DoorKind doorOf(Door door) {
    return door.getKind() == DoorKind.UNRECOGNIZED ? DoorKind.DOOR_KIND_ONE_WAY : door.getKind();
  }

  /** What happened; an arm of a later version is ignored. */
  private static String eventOf(WatchIdeasResponse answer) {
    return switch (answer.getEventCase()) {
      case CHANGED -> "changed";
      case REMOVED -> "removed";
      case SYNCED -> "synced";
      case EVENT_NOT_SET -> "ignored";
    };
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static void say(String what, String value) {
    System.out.println(what + " " + value);
  }
}
