package io.lepton.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lepton.ErrorCode;
import io.lepton.MalformedInputException;
import org.junit.jupiter.api.Test;

class RejectionTest {

  private static final Rejection OF_A_CELL =
      new Rejection(7, "age", ErrorCode.WRONG_TYPE, "needs int64");
  private static final Rejection OF_A_RECORD =
      new Rejection(9, "", ErrorCode.RAGGED_RECORD, "needs 3 fields, has 2");

  @Test
  void toString_saysWhereAndWhy() {
    assertThat(OF_A_CELL).hasToString("row 7, column age: needs int64 (LEP-DATA-001)");
    assertThat(OF_A_RECORD).hasToString("row 9: needs 3 fields, has 2 (LEP-FORMAT-003)");
  }

  @Test
  void fail_stopsAtTheFirstRecordWithItsCode() {
    assertThatExceptionOfType(MalformedInputException.class)
        .isThrownBy(() -> RejectionHandler.FAIL.reject(OF_A_CELL))
        .withMessage("Row 7, column age: needs int64")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.WRONG_TYPE));
    assertThatExceptionOfType(MalformedInputException.class)
        .isThrownBy(() -> RejectionHandler.FAIL.reject(OF_A_RECORD))
        .withMessage("Row 9: needs 3 fields, has 2");
  }
}
