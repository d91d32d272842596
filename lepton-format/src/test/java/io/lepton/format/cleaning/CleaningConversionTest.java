package io.lepton.format.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.Schema;
import io.lepton.format.Conversion;
import io.lepton.format.ConversionReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleaningConversionTest {

  private static final Cleaning CLEANING =
      Cleaning.of(
          CleaningStep.trim("price"),
          CleaningStep.parseNumber("price", Locale.GERMANY).withOnFailure(OnFailure.REJECT),
          CleaningStep.deduplicate("id"),
          CleaningStep.fillMissing("age", Fill.median()));

  @TempDir private Path folder;

  private Path file(String name) {
    return folder.resolve(name);
  }

  private Conversion conversion(String csv) throws IOException {
    Files.writeString(file("in.csv"), csv);
    return Conversion.from(file("in.csv"))
        .withSchema(
            Schema.of(
                Field.required("id", ColumnType.INT64),
                Field.of("price", ColumnType.TEXT),
                Field.of("age", ColumnType.INT64)))
        .rejects(file("rejects.csv"))
        .to(file("out.ndjson"));
  }

  @Test
  void run_withCleaning_writesWhatIsCleanAndCountsTheRest() throws IOException {
    List<CleaningReport> reports = new ArrayList<>();
    ConversionReport report =
        conversion("id,price,age\n1,\" 1.000,5\",30\n2,x,40\n1,\"2,5\",50\nx,3,60\n3,4,\n")
            .cleaning(CLEANING, reports::add)
            .run();
    assertThat(file("out.ndjson"))
        .hasContent(
            "{\"id\":1,\"price\":1000.5,\"age\":30}\n{\"id\":3,\"price\":4.0,\"age\":30}\n");
    assertThat(Files.readAllLines(file("rejects.csv")))
        .containsExactly(
            "row,column,code,reason",
            "2,price,LEP-DATA-001,\"needs a number, fp64\"",
            "4,id,LEP-DATA-001,needs int64");
    assertThat(report.rowsRead()).isEqualTo(5);
    assertThat(report.rowsWritten()).isEqualTo(2);
    assertThat(report.rowsRejected()).isEqualTo(2);
    assertThat(reports).hasSize(1);
    assertThat(reports.get(0).rowsRead()).isEqualTo(4);
    assertThat(reports.get(0).rowsKept()).isEqualTo(2);
  }

  @Test
  void run_withoutRejects_stopsAtTheFirstBadValue() throws IOException {
    Files.writeString(file("in.csv"), "price\nx\n");
    Cleaning cleaning =
        Cleaning.of(CleaningStep.parseNumber("price", Locale.ROOT).withOnFailure(OnFailure.REJECT));
    assertThatExceptionOfType(LeptonException.class)
        .isThrownBy(
            () -> Conversion.from(file("in.csv")).cleaning(cleaning).to(file("out.ndjson")).run())
        .withMessage("Row 1, column price: needs a number, fp64")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.WRONG_TYPE));
    assertThat(file("out.ndjson")).doesNotExist();
  }

  @Test
  void run_cancelledInTheReadingBefore_isGivenUp() throws IOException {
    int[] calls = {0};
    Conversion conversion =
        conversion("id,price,age\n1,1,1\n").cleaning(CLEANING).cancelWhen(() -> calls[0]++ == 1);
    assertThatExceptionOfType(CancellationException.class).isThrownBy(conversion::run);
    assertThat(file("out.ndjson")).doesNotExist();
  }
}
