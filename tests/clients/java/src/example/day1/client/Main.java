package example.day1.client;

import java.nio.file.Path;

/**
 * Calls Day 1 with the code that buf.gen.java.yaml generates.
 *
 * <p>{@code walk} takes one idea from a draft to an approval; {@code read FOLDER} prints messages, also those of a
 * later version of the contract.
 */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 1 && arguments[0].equals("walk")) {
      Walk.walk();
    } else if (arguments.length == 2 && arguments[0].equals("read")) {
      Read.read(Path.of(arguments[1]));
    } else {
      throw new IllegalArgumentException("usage: Main walk | Main read FOLDER");
    }
  }
}
