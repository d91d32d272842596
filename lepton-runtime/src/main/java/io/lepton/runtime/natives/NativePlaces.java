package io.lepton.runtime.natives;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where native libraries may be kept from one start to the next.
 *
 * <p>Immutable and safe for use by many threads.
 *
 * @param roots the places, the best first; none if nothing is to be kept
 * @param isRequired whether it is an error if none of them will do
 */
public record NativePlaces(List<Path> roots, boolean isRequired) {

  /**
   * Copies the list.
   *
   * @param roots the places, the best first; none if nothing is to be kept
   * @param isRequired whether it is an error if none of them will do
   */
  public NativePlaces {
    roots = List.copyOf(roots);
  }

  /**
   * Returns the places that are usual on this system: the user's cache, then the folder of
   * temporary files. If neither will do, ONNX Runtime unpacks its libraries at every start.
   *
   * @return {@code ~/.cache/lepton/natives} on Linux, {@code ~/Library/Caches/lepton/natives} on
   *     macOS, {@code ~/AppData/Local/lepton/natives} on Windows, then {@code lepton-USER/natives}
   *     among the temporary files
   */
  public static NativePlaces usual() {
    return usual(
        Platform.current(),
        System.getProperty("user.home", ""),
        System.getProperty("java.io.tmpdir", ""),
        System.getProperty("user.name", ""));
  }

  static NativePlaces usual(Platform platform, String home, String temporary, String user) {
    List<Path> roots = new ArrayList<>();
    Path homeFolder = Path.of(home);
    // A user without a home has "?" or one that is not there; that one is found out later.
    if (homeFolder.isAbsolute()) {
      roots.add(homeFolder.resolve(cache(platform)).resolve("lepton").resolve("natives"));
    }
    if (!temporary.isEmpty()) {
      String folder = "lepton-" + fileName(user);
      roots.add(Path.of(temporary).toAbsolutePath().resolve(folder).resolve("natives"));
    }
    return new NativePlaces(roots, false);
  }

  // The user's own variables for this, such as XDG_CACHE_HOME, are environment variables: not read.
  private static String cache(Platform platform) {
    return switch (platform.os()) {
      case "osx" -> "Library/Caches";
      case "win" -> "AppData/Local";
      default -> ".cache";
    };
  }

  // A Windows user's name may hold a domain before a backslash, and anything may be in a container.
  private static String fileName(String user) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < user.length(); i++) {
      char c = user.charAt(i);
      name.append(Character.isLetterOrDigit(c) || c == '-' || c == '_' ? c : '_');
    }
    return name.toString();
  }

  /**
   * Keeps the libraries in a place of the caller's; it is an error if that will not do.
   *
   * @param root the folder, made if it is not there
   * @return the place
   */
  public static NativePlaces in(Path root) {
    return new NativePlaces(List.of(root.toAbsolutePath()), true);
  }

  /**
   * Keeps nothing: ONNX Runtime unpacks its libraries at every start.
   *
   * @return no place
   */
  public static NativePlaces none() {
    return new NativePlaces(List.of(), false);
  }
}
