package io.lepton.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lepton.ErrorCode;
import io.lepton.LeptonIOException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FileSourceTest {

  @TempDir Path folder;

  private static ErrorCode codeOf(ThrowingCallable call) {
    return catchThrowableOfType(LeptonIOException.class, call).code();
  }

  @Test
  void open_aFile_givesItsBytesEachTime() throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), "a,b\n1,2\n");
    DataSource source = DataSource.of(file);
    assertThat(source.name()).isEqualTo(file.toString());
    assertThat(source.sizeBytes()).isEqualTo(8);
    for (int i = 0; i < 3; i++) {
      try (InputStream in = source.open()) {
        assertThat(in.read()).isEqualTo('a');
        assertThat(in.readAllBytes()).isEqualTo(",b\n1,2\n".getBytes(UTF_8));
        assertThat(in.read()).isEqualTo(-1);
      }
    }
  }

  @Test
  void open_aMissingFile_isInputNotFound() {
    Path file = folder.resolve("absent.csv");
    assertThatExceptionOfType(LeptonIOException.class)
        .isThrownBy(() -> DataSource.of(file).open())
        .withMessage("There is no file " + file)
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_NOT_FOUND));
    assertThat(DataSource.of(file).sizeBytes()).isEqualTo(-1);
  }

  @Test
  void open_aDirectory_isRefusedAsOne() {
    assertThat(codeOf(() -> DataSource.of(folder).open())).isEqualTo(ErrorCode.IS_A_DIRECTORY);
    assertThat(DataSource.of(folder).sizeBytes()).isEqualTo(-1);
  }

  @Test
  void open_belowAFile_isInputFailed() throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), "a");
    assertThat(codeOf(() -> DataSource.of(file.resolve("b.csv")).open()))
        .isIn(ErrorCode.INPUT_FAILED, ErrorCode.INPUT_NOT_FOUND);
  }

  @Test
  void open_withoutPermission_isInputFailedWithTheReason() throws IOException {
    Path file = Files.writeString(folder.resolve("secret.csv"), "a");
    assumeTrue(file.toFile().setReadable(false) && !Files.isReadable(file), "root reads anything");
    assertThatExceptionOfType(LeptonIOException.class)
        .isThrownBy(() -> DataSource.of(file).open())
        .withMessage("Cannot read " + file + ": permission denied")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_FAILED));
  }

  @Test
  void read_aFileThatShrinks_isInputChanged() throws IOException {
    Path file = Files.write(folder.resolve("a.csv"), new byte[100_000]);
    try (InputStream in = DataSource.of(file).open()) {
      assertThat(in.readNBytes(1_000)).hasSize(1_000);
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(2_000);
      }
      assertThatExceptionOfType(LeptonIOException.class)
          .isThrownBy(in::readAllBytes)
          .withMessage(
              file + " became shorter while it was read: 100000 bytes when opened, now 2000")
          .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_CHANGED));
    }
  }

  @Test
  void read_aFileThatGrows_isFine() throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), "a\n");
    try (InputStream in = DataSource.of(file).open()) {
      Files.writeString(file, "b\n", StandardOpenOption.APPEND);
      assertThat(in.readAllBytes()).isEqualTo("a\nb\n".getBytes(UTF_8));
    }
  }

  @Test
  void read_afterClose_isInputFailed() throws IOException {
    InputStream in = DataSource.of(Files.writeString(folder.resolve("a.csv"), "a")).open();
    in.close();
    assertThat(codeOf(in::read)).isEqualTo(ErrorCode.INPUT_FAILED);
  }

  @Test
  void read_anEmptyFile_endsAtOnce() throws IOException {
    Path file = Files.createFile(folder.resolve("empty.csv"));
    try (InputStream in = DataSource.of(file).open()) {
      assertThat(in.read()).isEqualTo(-1);
    }
    assertThat(DataSource.of(file).sizeBytes()).isZero();
  }

  // A pipe has neither a size nor a position.
  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void read_aNamedPipe_endsWhenTheWriterCloses() throws Exception {
    Path pipe = folder.resolve("pipe");
    assumeTrue(makePipe(pipe), "no named pipes here");
    Thread writer =
        new Thread(
            () -> {
              try {
                Files.writeString(pipe, "a,b\n", StandardOpenOption.WRITE);
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    writer.start();
    try (InputStream in = DataSource.of(pipe).open()) {
      assertThat(in.readAllBytes()).isEqualTo("a,b\n".getBytes(UTF_8));
    }
    assertThat(DataSource.of(pipe).sizeBytes()).isEqualTo(-1);
    writer.join();
  }

  static boolean makePipe(Path pipe) throws InterruptedException {
    try {
      return new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void open_bytesInMemory_givesThemEachTime() throws IOException {
    DataSource source = DataSource.of("memory", "abc".getBytes(UTF_8));
    assertThat(source.name()).isEqualTo("memory");
    assertThat(source.sizeBytes()).isEqualTo(3);
    assertThat(source.open().readAllBytes()).isEqualTo("abc".getBytes(UTF_8));
    assertThat(source.open().readAllBytes()).isEqualTo("abc".getBytes(UTF_8));
  }
}
