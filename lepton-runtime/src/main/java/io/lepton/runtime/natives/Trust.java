package io.lepton.runtime.natives;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells files that nobody but this user, and the administrator, can have written from others: code
 * loaded from a place where someone else may write is someone else's code.
 *
 * <p>It looks at owner and permissions, where the system has them; on Windows, where it has not, a
 * user's own folders are trusted as the system sets them up. Another process of the same user is
 * not kept out, it can do all that this one can.
 *
 * <p>Immutable and safe for use by many threads.
 */
final class Trust {

  /**
   * What is looked at.
   *
   * @param sizeBytes how long the file is
   * @param modified when it was written
   * @param isFolder whether it is a folder, and no link to one
   * @param isFile whether it is an ordinary file, and no link to one
   * @param isPrivate whether nobody else can have written it
   */
  record Facts(
      long sizeBytes, FileTime modified, boolean isFolder, boolean isFile, boolean isPrivate) {}

  private static final String UNIX = "unix";
  private static final String ATTRIBUTES =
      "unix:size,lastModifiedTime,isDirectory,isRegularFile,mode,uid";
  private static final String PLAIN_ATTRIBUTES = "size,lastModifiedTime,isDirectory,isRegularFile";

  private static final int ADMINISTRATOR = 0;
  private static final int WRITABLE_BY_OTHERS = 0022;
  private static final int ENTERED_BY_OTHERS = 0011;
  private static final int STICKY = 01000;

  private final boolean isUnix =
      FileSystems.getDefault().supportedFileAttributeViews().contains(UNIX);
  private final int user;

  /**
   * Trusts one user.
   *
   * @param user the number of the user
   */
  Trust(int user) {
    this.user = user;
  }

  /** Trusts the user that this process runs as. */
  static Trust ofThisProcess() {
    return new Trust(ownUser());
  }

  // The JDK does not tell, Linux does, and elsewhere a home is its user's.
  private static int ownUser() {
    Integer user = owner(Path.of("/proc/self"));
    if (user == null) {
      user = owner(Path.of(System.getProperty("user.home", "")));
    }
    return user == null ? ADMINISTRATOR : user;
  }

  private static @Nullable Integer owner(Path path) {
    try {
      return (Integer) Files.getAttribute(path, "unix:uid");
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return null;
    }
  }

  /** Looks at a file or folder, and not through a link. */
  Facts facts(Path path) throws IOException {
    Map<String, Object> found =
        Files.readAttributes(
            path, isUnix ? ATTRIBUTES : PLAIN_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    return new Facts(
        get(found, "size", Long.class),
        get(found, "lastModifiedTime", FileTime.class),
        get(found, "isDirectory", Boolean.class),
        get(found, "isRegularFile", Boolean.class),
        !isUnix || isPrivate(found));
  }

  private boolean isPrivate(Map<String, Object> found) {
    return isTrusted(get(found, "uid", Integer.class))
        && (get(found, "mode", Integer.class) & WRITABLE_BY_OTHERS) == 0;
  }

  private static <T> T get(Map<String, Object> found, String name, Class<T> type) {
    Object value = found.get(name);
    if (value == null) {
      throw new IllegalStateException("The system does not tell of a file its " + name);
    }
    return type.cast(value);
  }

  private boolean isTrusted(int owner) {
    return owner == user || owner == ADMINISTRATOR;
  }

  /**
   * Checks that nobody else can put files into a folder, nor another folder in its place.
   *
   * @throws IOException if someone can, or the folder cannot be looked at
   */
  void checkFolder(Path folder) throws IOException {
    Facts facts = facts(folder);
    if (!facts.isFolder() || !facts.isPrivate()) {
      throw new IOException(
          "Needs a folder that only this user can write to, found another: " + folder);
    }
    if (isUnix) {
      checkAbove(folder.toRealPath());
    }
  }

  private void checkAbove(Path folder) throws IOException {
    for (Path above = folder.getParent(); above != null; above = above.getParent()) {
      Map<String, Object> found = Files.readAttributes(above, "unix:mode,uid");
      int mode = get(found, "mode", Integer.class);
      if (!isTrusted(get(found, "uid", Integer.class))
          // In a sticky folder, such as /tmp, what is there can only be moved by its owner.
          || ((mode & WRITABLE_BY_OTHERS) != 0 && (mode & STICKY) == 0)) {
        throw new IOException(
            "Needs a folder below those that only this user can write to, found " + above);
      }
      if ((mode & ENTERED_BY_OTHERS) == 0) {
        // Nobody else comes this far, whatever may be done above.
        return;
      }
    }
  }
}
