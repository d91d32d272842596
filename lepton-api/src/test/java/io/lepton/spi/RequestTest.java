package io.lepton.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.data.ColumnType;
import io.lepton.data.DataSource;
import io.lepton.data.DataTarget;
import io.lepton.data.Field;
import io.lepton.data.ReadLimits;
import io.lepton.data.RejectionHandler;
import io.lepton.data.Schema;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class RequestTest {

  private static final Schema SCHEMA = Schema.of(Field.of("a", ColumnType.TEXT));

  @Test
  void of_aSource_asksForEverythingAndStopsAtTheFirstBadRecord() {
    DataSource source = DataSource.of("memory", new byte[0]);
    ReadRequest request = ReadRequest.of(source);
    assertThat(request.source()).isSameAs(source);
    assertThat(request.schema()).isEmpty();
    assertThat(request.rejections()).isSameAs(RejectionHandler.FAIL);
    assertThat(request.limits()).isEqualTo(ReadLimits.defaults());
  }

  @Test
  void with_changesOnePartAndKeepsTheOthers() {
    RejectionHandler silent = rejection -> {};
    ReadLimits limits = ReadLimits.defaults().withMaxColumns(3);
    ReadRequest request =
        ReadRequest.of(DataSource.of("memory", new byte[0]))
            .withSchema(SCHEMA)
            .withRejections(silent)
            .withLimits(limits);
    assertThat(request.schema()).contains(SCHEMA);
    assertThat(request.rejections()).isSameAs(silent);
    assertThat(request.limits()).isEqualTo(limits);
  }

  @Test
  void of_aTarget_keepsBothParts() {
    DataTarget target = DataTarget.ofStream("out", OutputStream.nullOutputStream());
    WriteRequest request = WriteRequest.of(target, SCHEMA);
    assertThat(request.target()).isSameAs(target);
    assertThat(request.schema()).isEqualTo(SCHEMA);
  }
}
