package io.lepton.format.diff;

import io.lepton.data.DataSource;
import io.lepton.data.Schema;
import io.lepton.spi.ReadRequest;
import io.lepton.spi.RecordFormat;
import java.io.IOException;

/**
 * One of the two data sets.
 *
 * @param source where it is
 * @param format its format
 */
record Side(DataSource source, RecordFormat format) {

  String name() {
    return source.name();
  }

  Schema infer(DiffOptions options) throws IOException {
    return format.infer(ReadRequest.of(source).withLimits(options.limits()));
  }
}
