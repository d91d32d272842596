package io.lepton.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ReadLimitsTest {

  @Test
  void defaults_areThoseOfTheDocumentation() {
    assertThat(ReadLimits.defaults())
        .isEqualTo(new ReadLimits(16 << 20, 16_384, 64, 1L << 40, 200));
  }

  @Test
  void with_changesOnePart() {
    ReadLimits limits = ReadLimits.defaults();
    assertThat(limits.withMaxRecordBytes(5))
        .isEqualTo(new ReadLimits(5, 16_384, 64, 1L << 40, 200));
    assertThat(limits.withMaxColumns(5)).isEqualTo(new ReadLimits(16 << 20, 5, 64, 1L << 40, 200));
    assertThat(limits.withMaxExpandedBytes(5))
        .isEqualTo(new ReadLimits(16 << 20, 16_384, 64, 5, 200));
    assertThat(limits.withMaxExpansionRatio(5))
        .isEqualTo(new ReadLimits(16 << 20, 16_384, 64, 1L << 40, 5));
    assertThat(limits.withMaxDepth(5))
        .isEqualTo(new ReadLimits(16 << 20, 16_384, 5, 1L << 40, 200));
  }

  @Test
  void limits_belowOneOrAboveAGigabyte_areRefused() {
    ReadLimits limits = ReadLimits.defaults();
    assertThatIllegalArgumentException().isThrownBy(() -> limits.withMaxRecordBytes(0));
    assertThatIllegalArgumentException().isThrownBy(() -> limits.withMaxColumns(0));
    assertThatIllegalArgumentException().isThrownBy(() -> limits.withMaxDepth(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> limits.withMaxExpandedBytes(0));
    assertThatIllegalArgumentException().isThrownBy(() -> limits.withMaxExpansionRatio(0));
    assertThatIllegalArgumentException().isThrownBy(() -> limits.withMaxRecordBytes((1 << 30) + 1));
  }
}
