package io.lepton;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorCodeTest {

  @ParameterizedTest
  @EnumSource
  void id_ofEveryCode_isWellFormed(ErrorCode code) {
    assertThat(code.id()).matches("LEP-[A-Z]+-\\d{3}");
  }

  @Test
  void id_ofAllCodes_areDistinct() {
    assertThat(ErrorCode.values()).extracting(ErrorCode::id).doesNotHaveDuplicates();
  }

  // A published identifier never changes its meaning: these are in people's scripts.
  @Test
  void id_ofPublishedCodes_staysWhatItWas() {
    assertThat(ErrorCode.INPUT_NOT_FOUND.id()).isEqualTo("LEP-IO-001");
    assertThat(ErrorCode.RAGGED_RECORD.id()).isEqualTo("LEP-FORMAT-003");
    assertThat(ErrorCode.WRONG_TYPE.id()).isEqualTo("LEP-DATA-001");
    assertThat(ErrorCode.LIMIT_EXCEEDED.id()).isEqualTo("LEP-LIMIT-001");
    assertThat(ErrorCode.NOT_ONNX.id()).isEqualTo("LEP-MODEL-001");
    assertThat(ErrorCode.UNKNOWN_CATEGORY.id()).isEqualTo("LEP-BIND-002");
  }
}
