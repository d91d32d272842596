package io.lepton.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lepton.MalformedInputException;
import io.lepton.data.ColumnType;
import io.lepton.data.DataTarget;
import io.lepton.data.Field;
import io.lepton.data.Schema;
import io.lepton.format.csv.CsvFormat;
import io.lepton.format.schema.SchemaFile;
import io.lepton.format.schema.Sidecar;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversionSidecarTest {

  private static final Schema SCHEMA =
      Schema.of(
          Field.required("id", ColumnType.TEXT),
          Field.of("price", ColumnType.decimal(10, 2)),
          Field.of("x", ColumnType.FP32));

  @TempDir Path folder;

  private Path in() throws IOException {
    return Files.writeString(folder.resolve("in.csv"), "id,price,x\n007,1.50,0.1\n");
  }

  private Path out() {
    return folder.resolve("out.csv");
  }

  @Test
  void withSidecar_fine_keepsTheTypes() throws IOException {
    Conversion.from(in()).withSchema(SCHEMA).to(out()).withSidecar().run();
    assertThat(Sidecar.schemaOf(out(), new CsvFormat())).contains(SCHEMA);
    assertOnly("in.csv", "out.csv", "out.csv.schema.json");
  }

  @Test
  void run_withoutSidecar_writesNone() throws IOException {
    Conversion.from(in()).to(out()).run();
    assertOnly("in.csv", "out.csv");
  }

  @Test
  void run_staleSidecarIsThere_isReplaced() throws IOException {
    SchemaFile.write(Schema.of(Field.of("old", ColumnType.BOOL)), Sidecar.pathOf(out()));
    Conversion.from(in()).withSchema(SCHEMA).to(out()).run();
    assertThat(Sidecar.schemaOf(out())).contains(SCHEMA);
  }

  @Test
  void withSidecar_badRecord_leavesNeither() throws IOException {
    Files.writeString(in(), "id,price,x\n1,secret,2\n");
    Conversion conversion =
        Conversion.from(folder.resolve("in.csv")).withSchema(SCHEMA).to(out()).withSidecar();
    assertThatThrownBy(conversion::run).isInstanceOf(MalformedInputException.class);
    assertOnly("in.csv");
  }

  @Test
  void withSidecar_outputIsAStream_isRefusedBeforeAnythingIsWritten() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataTarget stream = DataTarget.ofStream("standard output", bytes);
    Conversion conversion = Conversion.from(in()).to(stream, new CsvFormat()).withSidecar();
    assertThatThrownBy(conversion::run).isInstanceOf(IllegalStateException.class);
    assertThat(bytes.size()).isZero();
  }

  @Test
  void withSidecar_outputIsADevice_isRefused() throws IOException {
    Path device = Path.of("/dev/null");
    assumeTrue(Files.exists(device), "There is no /dev/null here");
    Conversion conversion = Conversion.from(in()).to(device, new CsvFormat());
    conversion.run();
    assertThatThrownBy(conversion.withSidecar()::run).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(conversion.verify()::run).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void withSidecar_rejectsInItsPlace_isRefused() throws IOException {
    Conversion conversion =
        Conversion.from(in()).to(out()).rejects(Sidecar.pathOf(out())).withSidecar();
    assertThatThrownBy(conversion::run).isInstanceOf(IllegalStateException.class);
    assertOnly("in.csv");
  }

  private void assertOnly(String... names) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder(names);
    }
  }
}
