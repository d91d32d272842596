package io.lepton.format.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.ErrorCode;
import io.lepton.LimitExceededException;
import io.lepton.data.DataSource;
import io.lepton.data.ReadLimits;
import io.lepton.format.csv.CsvFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DatasetDiffLimitsTest {

  private static final CsvFormat CSV = new CsvFormat();

  @Test
  void run_moreKeysThanTheIndexMayHold_isRefused() {
    DatasetDiff diff = DatasetDiff.between(numbers(20_000), CSV, numbers(1), CSV).key("id");
    assertThatThrownBy(diff.maxIndexBytes(1 << 20)::run)
        .isInstanceOfSatisfying(
            LimitExceededException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED))
        .hasMessageContainingAll("index of keys", "1,048,576");
  }

  @Test
  void run_moreKeysOnlyInB_countAsWell() {
    DatasetDiff diff = DatasetDiff.between(numbers(1), CSV, numbers(20_000), CSV).key("id");
    assertThatThrownBy(diff.maxIndexBytes(1 << 20)::run).isInstanceOf(LimitExceededException.class);
  }

  @Test
  void run_asManyAsTheIndexMayHold_isFine() throws IOException {
    DatasetDiff diff = DatasetDiff.between(numbers(16_000), CSV, numbers(16_000), CSV).key("id");
    assertThat(diff.maxIndexBytes(1 << 20).run().same()).isEqualTo(16_000);
  }

  @Test
  void run_everyRecordChanged_columnsOfTheFirstOnly() throws IOException {
    StringBuilder a = new StringBuilder("id");
    for (int i = 0; i < 2_000; i++) {
      a.append(",c").append(i);
    }
    a.append('\n');
    String b = a.toString();
    StringBuilder rowsA = new StringBuilder(a);
    StringBuilder rowsB = new StringBuilder(b);
    for (int row = 0; row < 600; row++) {
      rowsA.append(row).append(",1".repeat(2_000)).append('\n');
      rowsB.append(row).append(",2".repeat(2_000)).append('\n');
    }
    DiffReport report =
        DatasetDiff.between(source(rowsA.toString()), CSV, source(rowsB.toString()), CSV)
            .key("id")
            .run();
    assertThat(report.changed()).isEqualTo(600);
    assertThat(report.comparedByColumn()).isBetween(100L, 599L);
    assertThat(report.changedByColumn())
        .hasSize(2_000)
        .containsEntry("c7", report.comparedByColumn());
    assertThat(report.toString()).contains("in the first " + report.comparedByColumn());
  }

  @Test
  void limits_recordThatIsTooLong_isRefused() {
    DataSource big = source("id\n" + "x".repeat(100_000) + "\n");
    assertThatThrownBy(
            DatasetDiff.between(big, CSV, big, CSV)
                    .limits(ReadLimits.defaults().withMaxRecordBytes(1_000))
                ::run)
        .isInstanceOf(LimitExceededException.class);
  }

  private static DataSource source(String text) {
    return DataSource.of("memory", text.getBytes(StandardCharsets.UTF_8));
  }

  /** A column of numbers that is not kept in memory. */
  private static DataSource numbers(int count) {
    return new DataSource() {
      @Override
      public String name() {
        return count + " numbers";
      }

      @Override
      public long sizeBytes() {
        return -1;
      }

      @Override
      public InputStream open() {
        return new InputStream() {
          private int next = -1;
          private byte[] line = "id\n".getBytes(StandardCharsets.US_ASCII);
          private int at;

          @Override
          public int read() {
            if (at == line.length) {
              next++;
              at = 0;
              line = (next + "\n").getBytes(StandardCharsets.US_ASCII);
            }
            return next >= count ? -1 : line[at++];
          }
        };
      }
    };
  }
}
