package io.lepton.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.spi.RecordFormat;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsTest {

  @Test
  void known_always_inOrderOfNames() {
    assertThat(Formats.known())
        .extracting(RecordFormat::name)
        .contains("csv", "ndjson")
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "csv, csv",
    "CSV, csv",
    "ndjson, ndjson",
    "NdJson, ndjson",
    "csv.gz, csv.gz",
    "json, json",
    "zip, zip"
  })
  void byName_known_found(String name, String expected) {
    assertThat(Formats.byName(name).name()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "a.csv, csv",
    "folder.json/a.b.CSV, csv",
    "a.ndjson, ndjson",
    "a.jsonl, ndjson",
    "a.csv.gz, csv.gz",
    "a.JSONL.GZ, ndjson.gz",
    "a.csv.zst, csv.zst",
    "a.csv.zip, csv.zip",
    "a.zip, zip",
    "a.ndjson.json, json",
    ".csv, csv"
  })
  void forPath_knownEnding_found(Path file, String expected) {
    assertThat(Formats.forPath(file).name()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.xls", "csv", "a", "a.", "a.csv.xz", "a.xls.gz", "gz", "/", ""})
  void forPath_unknownEnding_saysWhatIsKnown(Path file) {
    assertThatThrownBy(() -> Formats.forPath(file))
        .isInstanceOfSatisfying(
            LeptonException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_FORMAT))
        .hasMessageContainingAll(".csv", ".ndjson", ".jsonl");
  }

  @Test
  void byName_unknown_saysWhatIsKnown() {
    assertThatThrownBy(() -> Formats.byName("xls"))
        .isInstanceOfSatisfying(
            LeptonException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_FORMAT))
        .hasMessageContainingAll("csv", "ndjson", "xls");
  }
}
