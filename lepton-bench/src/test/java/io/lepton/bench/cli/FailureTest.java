package io.lepton.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.LeptonIOException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTest {

  static Stream<Arguments> throwables() {
    return Stream.of(
        Arguments.of(new LeptonException(ErrorCode.EMPTY_INPUT, "m"), ErrorCode.EMPTY_INPUT, 1),
        Arguments.of(
            new LeptonIOException(ErrorCode.OUTPUT_FAILED, "m", null), ErrorCode.OUTPUT_FAILED, 1),
        Arguments.of(
            new LeptonException(ErrorCode.UNKNOWN_FORMAT, "m"), ErrorCode.UNKNOWN_FORMAT, 2),
        Arguments.of(new NoSuchFileException("f"), ErrorCode.INPUT_NOT_FOUND, 1),
        Arguments.of(new FileNotFoundException("f"), ErrorCode.INPUT_FAILED, 1),
        Arguments.of(new AccessDeniedException("f"), ErrorCode.INPUT_FAILED, 1),
        Arguments.of(new FileSystemException("f"), ErrorCode.INPUT_FAILED, 1),
        Arguments.of(new IOException("pipe"), ErrorCode.INPUT_FAILED, 1),
        Arguments.of(
            new UncheckedIOException(new NoSuchFileException("f")), ErrorCode.INPUT_NOT_FOUND, 1),
        Arguments.of(new CancellationException(), ErrorCode.CANCELLED, 130),
        Arguments.of(new OutOfMemoryError(), ErrorCode.LIMIT_EXCEEDED, 1),
        Arguments.of(new StackOverflowError(), ErrorCode.INTERNAL, 1),
        Arguments.of(new NullPointerException(), ErrorCode.INTERNAL, 1),
        Arguments.of(new UnsatisfiedLinkError("x"), ErrorCode.INTERNAL, 1));
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void of_throwable_hasCodeAndStatus(Throwable thrown, ErrorCode code, int status) {
    Failure failure = Failure.of(thrown);
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.exitStatus()).isEqualTo(status);
    assertThat(failure.toString()).startsWith("lepton: " + code.id() + ": ").doesNotContain("null");
  }

  @Test
  void of_unforeseenException_keepsItsMessageBack() {
    NumberFormatException thrown = new NumberFormatException("For input string: \"top secret\"");
    assertThat(Failure.of(thrown).message())
        .contains("NumberFormatException")
        .doesNotContain("secret");
  }

  @Test
  void of_messageWithControlCharacters_isOneCleanLine() {
    LeptonException thrown =
        new LeptonException(ErrorCode.EMPTY_INPUT, "first\r\nsecond\u001b[31m third\u2028fourth\n");
    assertThat(Failure.of(thrown).message()).isEqualTo("first second [31m third fourth");
  }
}
