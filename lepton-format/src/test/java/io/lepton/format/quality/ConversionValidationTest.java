package io.lepton.format.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.ErrorCode;
import io.lepton.MalformedInputException;
import io.lepton.format.Conversion;
import io.lepton.format.ConversionReport;
import io.lepton.quality.InvalidRulesException;
import io.lepton.quality.Rule;
import io.lepton.quality.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversionValidationTest {

  private static final Rules RULES =
      Rules.of(
          Rule.required("id"),
          Rule.range("age", 0, 130),
          Rule.oneOf("status", "new", "paid").orNull(),
          Rule.minLength("id", 2).warning());

  @TempDir Path folder;
  private Path in;
  private Path out;

  @BeforeEach
  void files() throws IOException {
    in = folder.resolve("in.csv");
    out = folder.resolve("out.csv");
    Files.writeString(in, "id,age,status\na,1,new\nbb,131,old\n,5,new\ndd,,old\n");
  }

  @Test
  void run_withRules_outputAndRejectsAndReport() throws IOException {
    Path rejects = folder.resolve("rejects.csv");
    ConversionReport report = Conversion.from(in).validating(RULES).to(out).rejects(rejects).run();
    assertThat(out).hasContent("id,age,status\r\na,1,new\r\ndd,,\r\n");
    assertThat(rejects)
        .content()
        .contains("2,age,LEP-QUALITY-001,needs at least 0 and at most 130")
        .contains("3,id,LEP-DATA-003,needs a value");
    assertThat(report.rowsRead()).isEqualTo(4);
    assertThat(report.rowsWritten()).isEqualTo(2);
    assertThat(report.rejectionsByCode())
        .isEqualTo(Map.of(ErrorCode.RULE_RANGE, 1L, ErrorCode.MISSING_VALUE, 1L));
    assertThat(report.validation().rows()).isEqualTo(4);
    assertThat(report.validation().valid()).isEqualTo(1);
    assertThat(report.validation().nulled()).isEqualTo(1);
    assertThat(report)
        .asString()
        .contains("4 rows read, 2 written, 2 rejected")
        .contains("length(id), warning: 1 of 3 violated, first in row 1")
        .contains("enumeration(status), error: 2 of 4 violated, first in row 2, 4");
  }

  @Test
  void run_withRulesAndNoRejects_stopsAndLeavesNothing() {
    Conversion conversion = Conversion.from(in).validating(RULES).to(out);
    assertThatThrownBy(conversion::run)
        .isInstanceOf(MalformedInputException.class)
        .hasMessage("Row 2, column age: needs at least 0 and at most 130");
    assertThat(out).doesNotExist();
  }

  @Test
  void run_wrongRules_refusedBeforeTheFirstRow() {
    Conversion conversion = Conversion.from(in).validating(Rules.of(Rule.required("no"))).to(out);
    assertThatThrownBy(conversion::run).isInstanceOf(InvalidRulesException.class);
    assertThat(folder).isDirectoryNotContaining("glob:**out*");
  }

  @Test
  void run_noRules_reportOfNone() throws IOException {
    ConversionReport report = Conversion.from(in).to(out).run();
    assertThat(report.validation().rules()).isEmpty();
    assertThat(report.validation().isValid()).isTrue();
  }
}
