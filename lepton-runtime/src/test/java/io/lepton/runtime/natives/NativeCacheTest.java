package io.lepton.runtime.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept, what is believed, and what is unpacked again. */
class NativeCacheTest {

  private static final Mounts ANY = new Mounts(List.of());
  private static final int NOBODY = 65534;

  @TempDir Path folder;

  private Path root;
  private Path jar;

  @BeforeEach
  void layOut() throws IOException {
    root = folder.resolve("cache/natives");
    jar = TestJar.write(folder.resolve("onnxruntime.jar"), "1", "onnxruntime", "onnxruntime4j_jni");
  }

  private Path provide(Trust trust, Mounts mounts) throws IOException {
    try (LibraryJar libraries = LibraryJar.open(jar, TestJar.PLATFORM)) {
      return new NativeCache(root, trust, mounts).folder(libraries, TestJar.PLATFORM);
    }
  }

  private Path provide() throws IOException {
    return provide(Trust.ofThisProcess(), ANY);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static void later(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(3600)));
  }

  private static void assumePosix() {
    assumeThat(Path.of("").getFileSystem().supportedFileAttributeViews())
        .as("owners and permissions as files have them on Linux and macOS")
        .contains("unix");
  }

  @Test
  void folder_firstStart_hasEachLibraryAndItsDigest() throws IOException {
    Path found = provide();
    assertThat(names(found))
        .containsExactly(
            "libonnxruntime.so",
            "libonnxruntime.so.sha256",
            "libonnxruntime4j_jni.so",
            "libonnxruntime4j_jni.so.sha256");
    assertThat(found.resolve("libonnxruntime.so")).hasContent("1onnxruntime");
  }

  @Test
  void folder_digest_isInTheFormOfSha256sum() throws IOException {
    assertThat(provide().resolve("libonnxruntime.so.sha256"))
        .content()
        .matches("[0-9a-f]{64}  libonnxruntime\\.so\\n");
  }

  @Test
  void folder_filesAndFolders_areForTheirOwnerOnly() throws IOException {
    assumePosix();
    Path found = provide();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(found)))
        .isEqualTo("rwx------");
    for (String name : names(found)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(found.resolve(name))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void folder_secondStart_writesNothing() throws IOException {
    Path library = provide().resolve("libonnxruntime.so");
    Object first = Files.readAttributes(library, "fileKey,lastModifiedTime");
    provide();
    assertThat(Files.readAttributes(library, "fileKey,lastModifiedTime")).isEqualTo(first);
  }

  @Test
  void folder_anotherVersionOfTheLibraries_isAnother() throws IOException {
    Path first = provide();
    jar = TestJar.write(folder.resolve("next.jar"), "2", "onnxruntime", "onnxruntime4j_jni");
    assertThat(provide()).isNotEqualTo(first).hasParent(root);
  }

  @Test
  void folder_sameLibrariesInAnotherJar_isTheSame() throws IOException {
    Path first = provide();
    jar =
        TestJar.write(folder.resolve("app.jar"), "1", "other", "onnxruntime4j_jni", "onnxruntime");
    assertThat(provide()).isEqualTo(first);
  }

  @Test
  void folder_libraryDeleted_isUnpackedAgain() throws IOException {
    Path library = provide().resolve("libonnxruntime.so");
    Files.delete(library);
    provide();
    assertThat(library).hasContent("1onnxruntime");
  }

  @Test
  void folder_libraryCutOff_isUnpackedAgain() throws IOException {
    Path library = provide().resolve("libonnxruntime.so");
    Files.writeString(library, "1onnx");
    provide();
    assertThat(library).hasContent("1onnxruntime");
  }

  @Test
  void folder_libraryWrittenSinceAndChanged_isUnpackedAgain() throws IOException {
    Path library = provide().resolve("libonnxruntime.so");
    Files.writeString(library, "2onnxruntime");
    later(library);
    provide();
    assertThat(library).hasContent("1onnxruntime");
  }

  @Test
  void folder_libraryWrittenSinceAndTheSame_isSealedAnew() throws IOException {
    Path library = provide().resolve("libonnxruntime.so");
    Files.setLastModifiedTime(library, FileTime.from(Instant.now()));
    Path seal = library.resolveSibling("libonnxruntime.so.sha256");
    Files.setLastModifiedTime(seal, FileTime.from(Instant.EPOCH));
    provide();
    assertThat(Files.getLastModifiedTime(seal)).isGreaterThan(FileTime.from(Instant.EPOCH));
  }

  @Test
  void folder_digestDeleted_isUnpackedAgain() throws IOException {
    Path library = provide().resolve("libonnxruntime.so");
    Files.delete(library.resolveSibling("libonnxruntime.so.sha256"));
    Files.writeString(library, "2onnxruntime");
    provide();
    assertThat(library).hasContent("1onnxruntime");
  }

  @Test
  void folder_linkInPlaceOfALibrary_isReplaced() throws IOException {
    assumePosix();
    Path library = provide().resolve("libonnxruntime.so");
    Path other = Files.writeString(folder.resolve("other.so"), "1onnxruntime");
    Files.delete(library);
    Files.createSymbolicLink(library, other);
    provide();
    assertThat(Files.isSymbolicLink(library)).isFalse();
  }

  @Test
  void folder_libraryThatOthersMayWrite_isReplaced() throws IOException {
    assumePosix();
    Path library = provide().resolve("libonnxruntime.so");
    Files.setPosixFilePermissions(library, PosixFilePermissions.fromString("rw-rw-rw-"));
    provide();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(library)))
        .isEqualTo("rw-------");
  }

  @Test
  void folder_thatOthersMayWriteTo_isRefused() throws IOException {
    assumePosix();
    Path found = provide();
    Files.setPosixFilePermissions(found, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThatThrownBy(this::provide)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("only this user can write to");
  }

  @Test
  void folder_belowOneThatOthersMayWriteTo_isRefused() throws IOException {
    assumePosix();
    provide();
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThatThrownBy(this::provide).hasMessageContaining("found " + root.toRealPath());
  }

  @Test
  void folder_belowASharedOneWithTheStickyBit_isTaken() throws IOException {
    assumePosix();
    Path shared = Files.createDirectory(folder.resolve("shared"));
    Files.setAttribute(shared, "unix:mode", 01777);
    root = shared.resolve("lepton-me");
    assertThat(provide()).exists();
  }

  @Test
  void folder_ofAnotherUser_isRefused() throws IOException {
    assumePosix();
    Path found = provide();
    int owner = (Integer) Files.getAttribute(found, "unix:uid");
    if (owner == 0) {
      // The administrator's files are trusted, so they have to be someone else's.
      Files.setAttribute(found, "unix:uid", NOBODY);
      assertThatThrownBy(this::provide).hasMessageContaining("only this user can write to");
    } else {
      assertThatThrownBy(() -> provide(new Trust(owner + 1), ANY))
          .hasMessageContaining("only this user can write to");
    }
  }

  @Test
  void folder_linkInItsPlace_isRefused() throws IOException {
    assumePosix();
    Path found = provide();
    Path moved = Files.move(found, folder.resolve("moved"));
    Files.createSymbolicLink(found, moved);
    assertThatThrownBy(this::provide).hasMessageContaining("found another: " + found);
  }

  @Test
  void folder_mountedNoexec_isRefused() {
    Mounts mounts =
        new Mounts(
            List.of("1 0 8:1 / / rw - ext4 disk rw", "2 1 0:9 / " + real() + " rw,noexec - x y z"));
    assertThatThrownBy(() -> provide(Trust.ofThisProcess(), mounts))
        .hasMessageContaining("mounted noexec");
  }

  private String real() {
    try {
      return folder.toRealPath().toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void folder_inPlaceOfWhichAFileLies_isRefused() throws IOException {
    Files.writeString(folder.resolve("cache"), "a file");
    assertThatThrownBy(this::provide).isInstanceOf(IOException.class);
  }

  @Test
  void folder_jarThatIsCutOff_leavesNothingBehind() throws IOException {
    try (LibraryJar libraries = LibraryJar.open(jar, TestJar.PLATFORM)) {
      BundledLibrary wrong = new BundledLibrary("libonnxruntime.so", 4, 1);
      Path target = Files.createDirectory(folder.resolve("target"));
      NativeCache cache = new NativeCache(root, Trust.ofThisProcess(), ANY);
      assertThatThrownBy(() -> cache.provide(libraries, wrong, target))
          .hasMessageContaining("Needs 4 bytes with CRC-32 1 of libonnxruntime.so");
      assertThat(target).isEmptyDirectory();
    }
  }

  @Test
  void provide_oneMoreLibrary_laysItBesideTheOthers() throws IOException {
    jar =
        TestJar.write(
            folder.resolve("gpu.jar"),
            "1",
            "onnxruntime",
            "onnxruntime4j_jni",
            "onnxruntime_providers_cuda");
    Path found = provide();
    try (LibraryJar libraries = LibraryJar.open(jar, TestJar.PLATFORM)) {
      BundledLibrary cuda = libraries.library("onnxruntime_providers_cuda");
      new NativeCache(root, Trust.ofThisProcess(), ANY).provide(libraries, cuda, found);
    }
    assertThat(found.resolve("libonnxruntime_providers_cuda.so"))
        .hasContent("1onnxruntime_providers_cuda");
  }
}
