package io.lepton.runtime.natives;

import io.lepton.runtime.natives.Trust.Facts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder in which the native libraries lie unpacked, from one start of the JVM to the next.
 *
 * <p><b>Layout.</b> One folder for each set of libraries, named by what is in it: size and CRC-32
 * of each, which the jar's directory tells without a byte being unpacked. Beside each library lies
 * its SHA-256, in the form of {@code sha256sum}. Another version of ONNX Runtime is another folder;
 * old ones may be deleted at any time that no JVM starts.
 *
 * <p><b>What is checked.</b> At every start: folders and files belong to this user or the
 * administrator, nobody else may write to them or put others in their place, no link stands in for
 * them, each library has the size that the jar says and was not written after its SHA-256 was. That
 * takes microseconds. A library written since, as a restored backup may be, is compared with its
 * SHA-256, byte by byte; one that differs in that or in its size, or has none, is unpacked again.
 * To have a library unpacked anew, delete its SHA-256. Whoever can change files as this user is not
 * kept out: they could as well change the jar.
 *
 * <p>Many processes and threads may use a cache at once: each unpacks under a name of its own and
 * moves the finished file into place, so that a library is there whole or not at all.
 */
final class NativeCache {

  private final Path root;
  private final Trust trust;
  private final Mounts mounts;

  /**
   * Makes a cache; nothing is looked at yet.
   *
   * @param root where the folders of libraries go
   * @param trust whose files are loaded
   * @param mounts which folders code may be loaded from
   */
  NativeCache(Path root, Trust trust, Mounts mounts) {
    this.root = root;
    this.trust = trust;
    this.mounts = mounts;
  }

  /**
   * Returns the folder with the libraries that ONNX Runtime's binding loads first, unpacked now or
   * before.
   *
   * @throws IOException if this place will not do: it is someone else's, code may not be loaded
   *     from it, it cannot be written to, or it is full
   */
  Path folder(LibraryJar jar, Platform platform) throws IOException {
    List<BundledLibrary> libraries = jar.base();
    Path folder = root.resolve(name(platform, libraries));
    if (Files.notExists(folder)) {
      Unpacking.createFolders(folder);
    }
    trust.checkFolder(folder);
    if (!mounts.isExecutable(folder)) {
      throw new IOException(
          "Needs a file system that code may be loaded from, this one is mounted noexec: "
              + folder);
    }
    for (BundledLibrary library : libraries) {
      provide(jar, library, folder);
    }
    return folder;
  }

  private static String name(Platform platform, List<BundledLibrary> libraries) {
    StringBuilder name = new StringBuilder(platform.toString());
    for (BundledLibrary library : libraries) {
      name.append('-').append(library.mark());
    }
    return name.toString();
  }

  /**
   * Sees to it that a library lies in a folder.
   *
   * @throws IOException if it cannot be unpacked
   */
  void provide(LibraryJar jar, BundledLibrary library, Path folder) throws IOException {
    Path file = folder.resolve(library.fileName());
    if (!isIntact(library, file)) {
      Unpacking.unpack(jar, library, file);
    }
  }

  private boolean isIntact(BundledLibrary library, Path file) {
    Path seal = Unpacking.seal(file);
    try {
      Facts found = trust.facts(file);
      Facts sealed = trust.facts(seal);
      return isPrivateFile(found)
          && isPrivateFile(sealed)
          && found.sizeBytes() == library.sizeBytes()
          && (found.modified().compareTo(sealed.modified()) <= 0 || Unpacking.verify(file, seal));
    } catch (IOException e) {
      // Not there, or not to be read: it is unpacked, and that says what is wrong.
      return false;
    }
  }

  private static boolean isPrivateFile(Facts facts) {
    return facts.isFile() && facts.isPrivate();
  }
}
