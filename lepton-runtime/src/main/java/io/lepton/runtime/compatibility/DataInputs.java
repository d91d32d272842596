package io.lepton.runtime.compatibility;

import io.lepton.data.DataSource;
import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.data.RejectionHandler;
import io.lepton.model.InferenceSession;
import io.lepton.runtime.binding.BatchBinder;
import io.lepton.runtime.binding.BindingPlan;
import io.lepton.spi.ReadRequest;
import io.lepton.spi.RecordFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The first records of a data set, as requests.
 *
 * @param source where the records are
 * @param format how they are written down
 * @param features the columns of a matrix input, or none
 */
record DataInputs(DataSource source, RecordFormat format, List<String> features) {

  private static final int MOST_ROWS = 256;

  /** Where a model takes one row at a time, each row is a test case. */
  private static final int MOST_SINGLE_ROWS = 16;

  List<TestCase> cases(InferenceSession session) throws IOException {
    BindingPlan plan =
        BindingPlan.of(
            session.metadata(), format.infer(ReadRequest.of(source)), features, List.of());
    int capacity = Math.min(MOST_ROWS, plan.maxBatchSize());
    RecordBatch batch = RecordBatch.allocate(plan.readSchema(), capacity);
    List<TestCase> cases = new ArrayList<>();
    try (RecordReader reader = format.reader(ReadRequest.of(source).withSchema(plan.readSchema()));
        BatchBinder binder = new BatchBinder(session, plan, batch, RejectionHandler.FAIL)) {
      while (cases.size() < (capacity == 1 ? MOST_SINGLE_ROWS : 1) && reader.read(batch)) {
        int rows = binder.bind();
        cases.add(new TestCase(name(cases.size(), rows, capacity), binder.request()));
      }
    }
    return cases;
  }

  private static String name(int before, int rows, int capacity) {
    return capacity == 1 ? "row " + (before + 1) : "rows 1 to " + rows;
  }
}
