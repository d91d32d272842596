package io.lepton.runtime.natives;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Which parts of the file system code may be loaded from, as far as Linux says so. A container is
 * often given folders that are mounted {@code noexec}; a library loaded from there fails when it is
 * too late: the binding tries once a process.
 *
 * <p>Immutable and safe for use by many threads.
 */
final class Mounts {

  private static final Path OF_THIS_PROCESS = Path.of("/proc/self/mountinfo");

  // proc_pid_mountinfo(5): mount id, parent, device, root, mount point, options, ...
  private static final int MOUNT_POINT = 4;
  private static final int OPTIONS = 5;

  private final List<String> lines;

  /**
   * Reads a table.
   *
   * @param lines the lines of {@code /proc/self/mountinfo}
   */
  Mounts(List<String> lines) {
    this.lines = List.copyOf(lines);
  }

  /** Returns the mounts of this process; none where the system does not tell. */
  static Mounts ofThisProcess() {
    try {
      return new Mounts(Files.readAllLines(OF_THIS_PROCESS, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return new Mounts(List.of());
    }
  }

  /** Says whether code in a folder may be loaded. */
  boolean isExecutable(Path folder) throws IOException {
    if (lines.isEmpty()) {
      return true;
    }
    String path = folder.toRealPath().toString();
    String options = "";
    int longest = -1;
    for (String line : lines) {
      String mounted = field(line, MOUNT_POINT);
      // The last of several at one place hides those before it.
      if (mounted.length() >= longest && isBelow(path, mounted)) {
        longest = mounted.length();
        options = field(line, OPTIONS);
      }
    }
    return !isListed("noexec", options);
  }

  private static boolean isBelow(String path, String mounted) {
    return mounted.equals("/")
        || (path.startsWith(mounted)
            && (path.length() == mounted.length() || path.charAt(mounted.length()) == '/'));
  }

  private static boolean isListed(String option, String options) {
    return ("," + options + ",").contains("," + option + ",");
  }

  private static String field(String line, int index) {
    int start = 0;
    for (int i = 0; i < index; i++) {
      start = line.indexOf(' ', start) + 1;
    }
    int end = line.indexOf(' ', start);
    String field = end < 0 ? "" : line.substring(start, end);
    return field.indexOf('\\') < 0 ? field : unescaped(field);
  }

  // Blanks and the like are written as a backslash and three octal digits.
  private static String unescaped(String field) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < field.length(); i++) {
      if (field.charAt(i) == '\\' && i + 3 < field.length()) {
        text.append((char) Integer.parseInt(field.substring(i + 1, i + 4), 8));
        i += 3;
      } else {
        text.append(field.charAt(i));
      }
    }
    return text.toString();
  }
}
