package io.lepton.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.ErrorCode;
import io.lepton.MalformedInputException;
import io.lepton.data.DataTarget;
import io.lepton.data.Rejection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectionLogTest {

  private static final Rejection AGE = new Rejection(7, "age", ErrorCode.WRONG_TYPE, "needs int64");

  @TempDir Path folder;

  @Test
  void reject_noTarget_stopsAndCounts() throws IOException {
    try (RejectionLog log = new RejectionLog(Optional.empty())) {
      assertThatThrownBy(() -> log.reject(AGE)).isInstanceOf(MalformedInputException.class);
      assertThat(log.count()).isEqualTo(1);
      log.commit();
    }
  }

  @Test
  void reject_withTarget_oneLineEach() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (RejectionLog log = new RejectionLog(Optional.of(DataTarget.ofStream("memory", out)))) {
      log.reject(AGE);
      log.reject(new Rejection(8, "", ErrorCode.MALFORMED_JSON, "needs ',' or \"}\""));
      log.reject(new Rejection(9, "a\n,é", ErrorCode.OUT_OF_RANGE, "needs int8"));
      log.commit();
    }
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "row,column,code,reason\r\n"
                + "7,age,LEP-DATA-001,needs int64\r\n"
                + "8,,LEP-FORMAT-008,\"needs ',' or \"\"}\"\"\"\r\n"
                + "9,\"a\n,é\",LEP-DATA-002,needs int8\r\n");
  }

  @Test
  void reject_many_countsAllKeepsTheFirstTen() throws IOException {
    DataTarget target = DataTarget.ofStream("memory", OutputStream.nullOutputStream());
    try (RejectionLog log = new RejectionLog(Optional.of(target))) {
      for (int row = 1; row <= 1_000; row++) {
        ErrorCode code = row % 4 == 0 ? ErrorCode.RAGGED_RECORD : ErrorCode.WRONG_TYPE;
        log.reject(new Rejection(row, "", code, "needs another"));
      }
      assertThat(log.count()).isEqualTo(1_000);
      assertThat(log.countsByCode())
          .isEqualTo(Map.of(ErrorCode.RAGGED_RECORD, 250L, ErrorCode.WRONG_TYPE, 750L));
      assertThat(log.first())
          .extracting(Rejection::row)
          .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    }
  }

  @Test
  void close_notCommitted_leavesTheOldFile() throws IOException {
    Path file = folder.resolve("rejects.csv");
    Files.writeString(file, "old");
    try (RejectionLog log = new RejectionLog(Optional.of(DataTarget.of(file)))) {
      log.reject(AGE);
    }
    assertThat(file).hasContent("old");
    assertThat(folder).isDirectoryContaining("glob:**rejects.csv");
    assertThat(Files.list(folder)).hasSize(1);
  }

  @Test
  void commit_nothingRejected_headerOnly() throws IOException {
    Path file = folder.resolve("rejects.csv");
    Files.writeString(file, "old");
    try (RejectionLog log = new RejectionLog(Optional.of(DataTarget.of(file)))) {
      log.commit();
    }
    assertThat(Files.readString(file)).isEqualTo("row,column,code,reason\r\n");
  }

  @Test
  void reject_targetFails_isAnUncheckedIoException() throws IOException {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("no space");
          }
        };
    RejectionLog log = new RejectionLog(Optional.of(DataTarget.ofStream("full", full)));
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 10_000; i++) {
                log.reject(AGE);
              }
            })
        .isInstanceOf(UncheckedIOException.class);
  }
}
