package io.lepton.runtime.device;

import io.lepton.model.NodePlacement;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The profile that ONNX Runtime writes of a run: which node ran on which provider. Stateless.
 *
 * <p>It has one event a line and calls itself JSON, but names of nodes stand in it as they are,
 * with quotes if they have some. So it is searched for the runtime's own words, from where they can
 * only be the runtime's: those around a node's name from both ends, the others behind it.
 */
public final class ProfileFile {

  private static final String NODE = "{\"cat\" : \"Node\"";
  private static final String NAME = "\"name\" :\"";
  private static final String NAME_END = "_kernel_time\",\"args\" : {";
  private static final String OPERATOR = "\"op_name\" : \"";
  private static final String PROVIDER = "\"provider\" : \"";

  private ProfileFile() {}

  /**
   * Reads the nodes that ran.
   *
   * @param file what the runtime wrote
   * @return each node once, in the order of their first run
   * @throws IOException if the file cannot be read
   */
  public static List<NodePlacement> read(Path file) throws IOException {
    Set<NodePlacement> nodes = new LinkedHashSet<>();
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        NodePlacement node = line.startsWith(NODE) ? node(line) : null;
        if (node != null) {
          nodes.add(node);
        }
      }
    }
    return new ArrayList<>(nodes);
  }

  private static @Nullable NodePlacement node(String line) {
    int start = line.indexOf(NAME) + NAME.length();
    int end = line.lastIndexOf(NAME_END);
    if (start < NAME.length() || end < start) {
      // The same node's events before and after its kernel.
      return null;
    }
    String details = line.substring(end);
    return new NodePlacement(
        text(line.substring(start, end)), quoted(details, OPERATOR), quoted(details, PROVIDER));
  }

  private static String quoted(String details, String key) {
    int start = details.indexOf(key);
    int end = details.indexOf('"', start + key.length());
    return start < 0 || end < 0 ? "" : details.substring(start + key.length(), end);
  }

  // A name that is not UTF-8 must not end the reading.
  private static String text(String bytes) {
    return StandardCharsets.UTF_8
        .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
        .toString();
  }
}
