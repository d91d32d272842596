package io.lepton.bench.jmh;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Compares two files of scores: speed counts only where the answers are the same. */
final class ScoreLines {

  private static final double TOLERANCE = 1e-6;

  private ScoreLines() {}

  /**
   * Compares row by row.
   *
   * @param first scores in JSON lines
   * @param second the same from elsewhere
   * @throws IOException if a file cannot be read
   * @throws IllegalStateException if a kept value, a label or a probability differs
   */
  static void requireEqual(Path first, Path second) throws IOException {
    List<JsonNode> ours = read(first);
    List<JsonNode> theirs = read(second);
    if (ours.size() != theirs.size()) {
      throw new IllegalStateException(
          "Needs equal outputs, found %d and %d rows".formatted(ours.size(), theirs.size()));
    }
    for (int i = 0; i < ours.size(); i++) {
      if (!isEqual(ours.get(i), theirs.get(i))) {
        throw new IllegalStateException("Needs equal outputs, row " + (i + 1) + " differs");
      }
    }
  }

  private static List<JsonNode> read(Path file) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    List<JsonNode> rows = new ArrayList<>();
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        rows.add(mapper.readTree(line));
      }
    }
    return rows;
  }

  private static boolean isEqual(JsonNode ours, JsonNode theirs) {
    return ours.get(TelcoFiles.ID).equals(theirs.get(TelcoFiles.ID))
        && ours.get("label").equals(theirs.get("label"))
        && isClose(ours.get("probabilities"), theirs.get("probabilities"));
  }

  private static boolean isClose(JsonNode ours, JsonNode theirs) {
    boolean close = ours.size() == theirs.size();
    for (int i = 0; close && i < ours.size(); i++) {
      close = Math.abs(ours.get(i).asDouble() - theirs.get(i).asDouble()) <= TOLERANCE;
    }
    return close;
  }
}
