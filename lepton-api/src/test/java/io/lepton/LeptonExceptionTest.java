package io.lepton;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.model.BindingException;
import io.lepton.model.Device;
import io.lepton.model.DeviceReport;
import io.lepton.model.DeviceUnavailableException;
import io.lepton.model.InferenceException;
import io.lepton.model.InvalidRequestException;
import io.lepton.model.SessionClosedException;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LeptonExceptionTest {

  private final IOException cause = new IOException("disk");

  static Stream<Exception> everyException() {
    DeviceReport report = new DeviceReport(Device.CPU, "CPU: no NVIDIA driver found", List.of());
    return Stream.of(
        new LeptonException(ErrorCode.INTERNAL, "m"),
        new LeptonIOException(ErrorCode.OUTPUT_FAILED, "m", new IOException("disk")),
        new MalformedInputException(ErrorCode.NUL_BYTE, "m"),
        new LimitExceededException(ErrorCode.LIMIT_EXCEEDED, "m", new IOException("disk")),
        new InferenceException(ErrorCode.INFERENCE_FAILED, "m", null),
        new BindingException(List.of("m")),
        new InvalidRequestException(List.of("m")),
        new SessionClosedException("churn"),
        new DeviceUnavailableException(report));
  }

  @ParameterizedTest
  @MethodSource("everyException")
  void everyException_isCoded(Exception exception) {
    assertThat(exception).isInstanceOf(Coded.class);
    assertThat(((Coded) exception).code()).isNotNull();
    assertThat(exception.getMessage()).isNotEmpty();
  }

  @Test
  void toString_ofACodedException_namesTheCode() {
    assertThat(new MalformedInputException(ErrorCode.NUL_BYTE, "A NUL in row 7"))
        .hasToString("io.lepton.MalformedInputException: LEP-FORMAT-004: A NUL in row 7");
    assertThat(new LeptonIOException(ErrorCode.OUTPUT_FAILED, "Cannot write a", cause))
        .hasToString("io.lepton.LeptonIOException: LEP-IO-004: Cannot write a")
        .hasCause(cause);
  }

  @Test
  void mismatches_ofARequest_areAllInTheMessage() {
    var exception = new InvalidRequestException(List.of("input a is missing", "b is unknown"));
    assertThat(exception).hasMessage("input a is missing; b is unknown");
    assertThat(exception.mismatches()).containsExactly("input a is missing", "b is unknown");
    assertThat(exception.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void mismatches_ofABinding_areAllInTheMessage() {
    var exception = new BindingException(List.of("no column a", "no column b"));
    assertThat(exception).hasMessage("no column a; no column b");
    assertThat(exception.mismatches()).hasSize(2);
    assertThat(exception.code()).isEqualTo(ErrorCode.UNBOUND_MODEL);
  }

  @Test
  void report_ofAnUnavailableDevice_isKept() {
    var check = new DeviceReport.Check("NVIDIA driver", false, "not found");
    var report = new DeviceReport(Device.CPU, "CPU: no NVIDIA driver found", List.of(check));
    var exception = new DeviceUnavailableException(report);
    assertThat(exception).hasMessage("CPU: no NVIDIA driver found");
    assertThat(exception.report().checks()).containsExactly(check);
    assertThat(report).hasToString("CPU: no NVIDIA driver found");
  }
}
