package io.lepton.format.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lepton.data.DataSource;
import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.format.csv.CsvFormat;
import io.lepton.spi.ReadRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProfilingReaderTest {

  private static final byte[] CSV = "a,b\n1,x\n2,\n3,y\n".getBytes(StandardCharsets.UTF_8);

  private static RecordReader reader() throws IOException {
    return new CsvFormat().reader(ReadRequest.of(DataSource.of("memory", CSV)));
  }

  @Test
  void read_everything_passesOnAndProfiles() throws IOException {
    int rows = 0;
    Profile profile;
    try (ProfilingReader profiling = new ProfilingReader(reader(), ProfileOptions.defaults())) {
      RecordBatch batch = RecordBatch.allocate(profiling.schema(), 2);
      while (profiling.read(batch)) {
        rows += batch.rowCount();
      }
      assertThat(profiling.bytesRead()).isEqualTo(CSV.length);
      profile = profiling.profile();
    }
    assertThat(rows).isEqualTo(3);
    assertThat(profile.rows()).isEqualTo(3);
    assertThat(profile.column("b").missing()).isEqualTo(1);
  }

  @Test
  void profile_ofAReader_isThatOfItsBatches() throws IOException {
    try (RecordReader reader = reader()) {
      Profile profile = Profiler.profile(reader, ProfileOptions.defaults());
      assertThat(profile.column("a").numbers().orElseThrow().mean()).isEqualTo(2);
    }
  }

  @Test
  void profile_telcoCustomers_isKnown() throws IOException {
    Path file =
        Path.of(
            System.getProperty("lepton.shared", "../../shared"), "data/telco-customer-churn.csv");
    if (Boolean.getBoolean("lepton.required")) {
      assertThat(Files.exists(file)).as("%s is required", file).isTrue();
    }
    assumeTrue(Files.exists(file), () -> file + " is not there");
    try (RecordReader reader = new CsvFormat().reader(ReadRequest.of(DataSource.of(file)))) {
      Profile profile = Profiler.profile(reader, ProfileOptions.defaults());
      assertThat(profile.rows()).isEqualTo(7043);
      assertThat(profile.column("TotalCharges").missing()).isEqualTo(11);
      assertThat(profile.column("tenure").range().quantile(0.5)).contains(29L);
      assertThat(profile.column("Contract").top().get(0))
          .isEqualTo(new TopValue("Month-to-month", 3875, 0));
      assertThat(profile.column("customerID").top()).isEmpty();
    }
  }
}
