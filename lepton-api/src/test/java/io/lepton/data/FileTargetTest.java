package io.lepton.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lepton.ErrorCode;
import io.lepton.LeptonIOException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTargetTest {

  private static final byte[] OLD = "old".getBytes(UTF_8);
  private static final byte[] NEW = "new content".getBytes(UTF_8);

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("scores.csv");
  }

  private List<String> filesThere() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void commit_makesTheContentAppear() throws IOException {
    try (DataTarget target = DataTarget.of(file)) {
      target.open().write(NEW);
      target.commit();
    }
    assertThat(file).hasBinaryContent(NEW);
    assertThat(filesThere()).containsExactly("scores.csv");
  }

  @Test
  void written_beforeCommit_isReadUnderTheNameToCome() throws IOException {
    Files.write(file, OLD);
    try (DataTarget target = DataTarget.of(file)) {
      DataSource written = target.written().orElseThrow();
      target.open().write(NEW);
      for (int time = 0; time < 2; time++) {
        try (InputStream in = written.open()) {
          assertThat(in.readAllBytes()).isEqualTo(NEW);
        }
      }
      assertThat(written.name()).isEqualTo(file.toString());
      assertThat(written.sizeBytes()).isEqualTo(NEW.length);
      assertThat(file).hasBinaryContent(OLD);
      target.commit();
    }
    assertThat(file).hasBinaryContent(NEW);
    assertThat(filesThere()).containsExactly("scores.csv");
  }

  @Test
  void written_readAndNotCommitted_isDeleted() throws IOException {
    try (DataTarget target = DataTarget.of(file)) {
      target.open().write(NEW);
      target.written().orElseThrow().open().close();
    }
    assertThat(filesThere()).isEmpty();
  }

  @Test
  void written_openedBeforeTheTargetOrAfterCommit_isAnError() throws IOException {
    try (DataTarget target = DataTarget.of(file)) {
      DataSource written = target.written().orElseThrow();
      assertThatIllegalStateException().isThrownBy(written::open);
      target.open().write(NEW);
      target.commit();
      assertThatIllegalStateException().isThrownBy(written::open);
    }
  }

  @Test
  void written_deviceOrStream_isGone() throws IOException {
    Path device = Path.of("/dev/null");
    assumeTrue(Files.exists(device), "There is no /dev/null here");
    try (DataTarget target = DataTarget.of(device);
        DataTarget stream = DataTarget.ofStream("memory", new ByteArrayOutputStream())) {
      assertThat(target.written()).isEmpty();
      assertThat(stream.written()).isEmpty();
    }
  }

  @Test
  void write_beforeCommit_leavesTheNameAlone() throws IOException {
    try (DataTarget target = DataTarget.of(file)) {
      target.open().write(NEW);
      assertThat(file).doesNotExist();
    }
    Files.write(file, OLD);
    try (DataTarget target = DataTarget.of(file)) {
      target.open().write(NEW);
      assertThat(file).hasBinaryContent(OLD);
    }
  }

  @Test
  void close_withoutCommit_leavesTheOldFileAndNoOther() throws IOException {
    Files.write(file, OLD);
    try (DataTarget target = DataTarget.of(file)) {
      target.open().write(NEW);
    }
    assertThat(file).hasBinaryContent(OLD);
    assertThat(filesThere()).containsExactly("scores.csv");
  }

  @Test
  void close_again_doesNothing() throws IOException {
    DataTarget target = DataTarget.of(file);
    target.open().write(NEW);
    target.commit();
    target.close();
    target.close();
    assertThat(file).hasBinaryContent(NEW);
  }

  @Test
  void close_ofAnUnopenedTarget_doesNothing() throws IOException {
    DataTarget.of(file).close();
    assertThat(filesThere()).isEmpty();
  }

  @Test
  void calls_outOfOrder_areRefused() throws IOException {
    DataTarget target = DataTarget.of(file);
    assertThatIllegalStateException().isThrownBy(target::commit);
    target.open();
    assertThatIllegalStateException().isThrownBy(target::open);
    target.commit();
    assertThatIllegalStateException().isThrownBy(target::commit);
    target.close();
    assertThatIllegalStateException().isThrownBy(target::open);
    DataTarget abandoned = DataTarget.of(folder.resolve("other.csv"));
    abandoned.open();
    abandoned.close();
    assertThatIllegalStateException().isThrownBy(abandoned::commit);
    assertThat(filesThere()).containsExactly("scores.csv");
  }

  @Test
  void write_afterClose_isOutputFailed() throws IOException {
    DataTarget target = DataTarget.of(file);
    OutputStream out = target.open();
    target.close();
    assertThatExceptionOfType(LeptonIOException.class)
        .isThrownBy(() -> out.write(NEW))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.OUTPUT_FAILED));
  }

  @Test
  void open_whereADirectoryIs_isRefused() throws IOException {
    Files.createDirectory(file);
    assertThatExceptionOfType(LeptonIOException.class)
        .isThrownBy(() -> DataTarget.of(file).open())
        .withMessage("Needs a file to write, found a directory: " + file)
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.IS_A_DIRECTORY));
    assertThat(filesThere()).containsExactly("scores.csv");
  }

  @Test
  void open_inAFolderThatIsNotThere_saysSo() {
    Path nowhere = folder.resolve("absent/scores.csv");
    assertThatExceptionOfType(LeptonIOException.class)
        .isThrownBy(() -> DataTarget.of(nowhere).open())
        .withMessage("Cannot write " + nowhere + ": its folder does not exist")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.OUTPUT_FAILED));
  }

  @Test
  void commit_toTheLongestName_works() throws IOException {
    Path longest = folder.resolve("n".repeat(251) + ".csv");
    try (DataTarget target = DataTarget.of(longest)) {
      target.open().write(NEW);
      target.commit();
    }
    assertThat(longest).hasBinaryContent(NEW);
  }

  @Test
  void commit_overAFile_keepsItsPermissions() throws IOException {
    Files.write(file, OLD);
    assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"), "no permissions here");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    try (DataTarget target = DataTarget.of(file)) {
      target.open().write(NEW);
      target.commit();
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(file).hasBinaryContent(NEW);
  }

  @Test
  void commit_overALink_replacesWhatItLeadsTo() throws IOException {
    Path real = Files.write(Files.createDirectory(folder.resolve("far")).resolve("real.csv"), OLD);
    Path link = Files.createSymbolicLink(file, real);
    Path dangling = folder.resolve("far/new.csv");
    Path other = Files.createSymbolicLink(folder.resolve("other.csv"), Path.of("far/new.csv"));
    for (Path name : List.of(link, other)) {
      try (DataTarget target = DataTarget.of(name)) {
        target.open().write(NEW);
        target.commit();
      }
      assertThat(name).isSymbolicLink();
    }
    assertThat(real).hasBinaryContent(NEW);
    assertThat(dangling).hasBinaryContent(NEW);
  }

  @Test
  void commit_toADevice_leavesTheDevice() throws IOException {
    Path device = Path.of("/dev/null");
    assumeTrue(Files.exists(device), "no /dev/null here");
    try (DataTarget target = DataTarget.of(device)) {
      target.open().write(NEW);
      target.commit();
    }
    assertThat(Files.isRegularFile(device)).isFalse();
    assertThat(Files.exists(device)).isTrue();
  }

  @Test
  void write_toAFullDisk_isOutputFailed() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "no /dev/full here");
    try (DataTarget target = DataTarget.of(full)) {
      OutputStream out = target.open();
      assertThatExceptionOfType(LeptonIOException.class)
          .isThrownBy(() -> out.write(NEW))
          .withMessageStartingWith("Cannot write /dev/full: ")
          .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.OUTPUT_FAILED));
    }
    assertThat(Files.isRegularFile(full)).isFalse();
  }

  @Test
  void stream_ofSomebodyElse_isFlushedAndNotClosed() throws IOException {
    StringBuilder calls = new StringBuilder();
    ByteArrayOutputStream stream =
        new ByteArrayOutputStream() {
          @Override
          public void flush() {
            calls.append("flush ");
          }

          @Override
          public void close() {
            calls.append("close ");
          }
        };
    try (DataTarget target = DataTarget.ofStream("standard output", stream)) {
      OutputStream out = target.open();
      out.write(NEW);
      out.close();
      target.commit();
    }
    assertThat(stream.toByteArray()).isEqualTo(NEW);
    assertThat(calls.toString()).contains("flush").doesNotContain("close");
  }

  @Test
  void stream_thatFails_isOutputFailedWithItsName() throws IOException {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    try (DataTarget target = DataTarget.ofStream("standard output", broken)) {
      assertThatExceptionOfType(LeptonIOException.class)
          .isThrownBy(() -> target.open().write(NEW))
          .withMessage("Cannot write standard output: No space left on device")
          .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.OUTPUT_FAILED));
    }
  }
}
