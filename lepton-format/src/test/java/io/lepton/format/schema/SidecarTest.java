package io.lepton.format.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.ErrorCode;
import io.lepton.LeptonIOException;
import io.lepton.MalformedInputException;
import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.Schema;
import io.lepton.format.csv.CsvFormat;
import io.lepton.format.json.NdjsonFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SidecarTest {

  private static final Schema SCHEMA =
      Schema.of(Field.of("b", ColumnType.FP32), Field.of("a", ColumnType.TEXT));

  @TempDir Path folder;
  private Path csv;
  private Path sidecar;

  @BeforeEach
  void files() throws IOException {
    csv = Files.writeString(folder.resolve("a.csv"), "a,b\n1,2\n");
    sidecar = folder.resolve("a.csv.schema.json");
  }

  @Test
  void pathOf_file_liesBesideIt() {
    assertThat(Sidecar.pathOf(csv)).isEqualTo(sidecar);
    assertThat(Sidecar.pathOf(Path.of("a.csv"))).isEqualTo(Path.of("a.csv.schema.json"));
    assertThatThrownBy(() -> Sidecar.pathOf(Path.of("/")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void schemaOf_noSidecar_isEmpty() throws IOException {
    assertThat(Sidecar.schemaOf(csv)).isEmpty();
    assertThat(Sidecar.schemaOf(csv, new CsvFormat())).isEmpty();
  }

  @Test
  void schemaOf_whatWasWritten_isTheSame() throws IOException {
    Sidecar.write(SCHEMA, csv);
    assertThat(sidecar).exists();
    assertThat(Sidecar.schemaOf(csv)).contains(SCHEMA);
    assertThat(Sidecar.schemaOf(csv, new CsvFormat())).contains(SCHEMA);
  }

  @Test
  void schemaOf_brokenSidecar_isAnErrorWithItsName() throws IOException {
    Files.writeString(sidecar, "{}");
    assertUnfit(ErrorCode.MALFORMED_SCHEMA);
  }

  @Test
  void schemaOf_emptySidecar_isAnErrorWithItsName() throws IOException {
    Files.createFile(sidecar);
    assertUnfit(ErrorCode.MALFORMED_SCHEMA);
  }

  @Test
  void schemaOf_columnThatTheFileLacks_isAnErrorWithItsName() throws IOException {
    Sidecar.write(
        Schema.of(
            Field.of("a", ColumnType.TEXT),
            Field.of("b", ColumnType.TEXT),
            Field.required("c", ColumnType.TEXT)),
        csv);
    assertUnfit(ErrorCode.MISSING_COLUMN);
  }

  @Test
  void schemaOf_columnThatTheSidecarLacks_isAnErrorWithItsName() throws IOException {
    Sidecar.write(Schema.of(Field.of("a", ColumnType.TEXT)), csv);
    assertUnfit(ErrorCode.MALFORMED_SCHEMA);
  }

  @Test
  void schemaOf_linkThatLeadsNowhere_isAnError() throws IOException {
    Files.createSymbolicLink(sidecar, folder.resolve("none"));
    assertThatThrownBy(() -> Sidecar.schemaOf(csv)).isInstanceOf(LeptonIOException.class);
  }

  @Test
  void schemaOf_folderInItsPlace_isAnError() throws IOException {
    Files.createDirectory(sidecar);
    assertThatThrownBy(() -> Sidecar.schemaOf(csv)).isInstanceOf(LeptonIOException.class);
  }

  @Test
  void schemaOf_fieldThatIsMissingAtFirst_fits() throws IOException {
    Path ndjson = Files.writeString(folder.resolve("a.ndjson"), "{\"a\":\"x\"}\n");
    Sidecar.write(SCHEMA, ndjson);
    assertThat(Sidecar.schemaOf(ndjson, new NdjsonFormat())).contains(SCHEMA);
  }

  private void assertUnfit(ErrorCode code) {
    assertThatThrownBy(() -> Sidecar.schemaOf(csv, new CsvFormat()))
        .isInstanceOfSatisfying(
            MalformedInputException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(sidecar.toString());
  }
}
