package io.lepton.runtime.scoring;

import io.lepton.data.DataSource;
import io.lepton.data.DataTarget;
import io.lepton.data.Field;
import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.data.RecordWriter;
import io.lepton.data.Rejection;
import io.lepton.data.RejectionHandler;
import io.lepton.data.Schema;
import io.lepton.format.RejectionLog;
import io.lepton.model.InferenceSession;
import io.lepton.runtime.binding.BindingPlan;
import io.lepton.spi.ReadRequest;
import io.lepton.spi.RecordFormat;
import io.lepton.spi.WriteRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One run of a {@link Scoring}. */
final class ScoringRun {

  private final Scoring setup;
  private final InferenceSession session;
  private final DataSource source;
  private final RecordFormat sourceFormat;
  private final DataTarget target;
  private final RecordFormat targetFormat;

  private long rowsScored;
  private long bytesRead;
  private List<String> bindings = List.of();
  private @Nullable RecordWriter writer;

  ScoringRun(Scoring setup) {
    this.setup = setup;
    this.session = setup.session;
    this.source = given(setup.source, "a source: call read");
    this.sourceFormat = given(setup.sourceFormat, "a source: call read");
    this.target = given(setup.target, "a target: call write");
    this.targetFormat = given(setup.targetFormat, "a target: call write");
  }

  private static <T> T given(@Nullable T part, String what) {
    if (part == null) {
      throw new IllegalStateException("Scoring needs " + what);
    }
    return part;
  }

  ScoringReport run() throws IOException {
    long start = System.nanoTime();
    try (DataTarget output = target;
        RejectionLog log = new RejectionLog(Optional.ofNullable(setup.rejects))) {
      CountedRows rejections = new CountedRows(log, setup.cancelled);
      BindingPlan plan = plan();
      try (RecordReader reader = reader(plan, rejections)) {
        score(plan, reader, rejections);
      }
      // The scores come last: where they are, the list of what they leave out is there too.
      log.commit();
      output.commit();
      return report(log, rejections.rows, Duration.ofNanos(System.nanoTime() - start));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (IOException e) {
      // An interrupted thread sees its file closed under it.
      if (Thread.currentThread().isInterrupted()) {
        throw cancelled(e);
      }
      throw e;
    }
  }

  private static CancellationException cancelled(Exception cause) {
    CancellationException cancelled = new CancellationException("The scoring run was interrupted");
    cancelled.initCause(cause);
    return cancelled;
  }

  private BindingPlan plan() throws IOException {
    Schema data = sourceFormat.infer(ReadRequest.of(source).withLimits(setup.limits));
    return BindingPlan.of(session.metadata(), data, setup.features, setup.kept);
  }

  private RecordReader reader(BindingPlan plan, RejectionHandler rejections) throws IOException {
    return sourceFormat.reader(
        ReadRequest.of(source)
            .withSchema(plan.readSchema())
            .withRejections(rejections)
            .withLimits(setup.limits));
  }

  private void score(BindingPlan plan, RecordReader reader, CountedRows rejections)
      throws IOException {
    int capacity = Math.min(setup.batchSize, plan.maxBatchSize());
    List<Slot> slots = new ArrayList<>();
    try {
      // One slot for each stage at work and one between each two of them.
      for (int i = 0; i < 2 * setup.threads - 1; i++) {
        slots.add(new Slot(session, plan, capacity, rejections));
      }
      bindings = slots.get(0).describe();
      Pipeline pipeline = new Pipeline(slots, setup.threads, setup.cancelled);
      pipeline.run(slot -> read(reader, slot, rejections), Slot::infer, this::write);
      finish(reader, plan);
    } finally {
      slots.forEach(Slot::close);
    }
  }

  /** Reads until there is a batch with a row that the model can take. */
  private boolean read(RecordReader reader, Slot slot, CountedRows rejections) throws IOException {
    while (reader.read(slot.batch)) {
      if (slot.bind() > 0) {
        slot.bytesRead = reader.bytesRead();
        slot.rowsRejected = rejections.rows;
        return true;
      }
    }
    return false;
  }

  private void write(Slot slot) throws IOException {
    RecordBatch scores = slot.scores();
    writerFor(scores.schema()).write(scores);
    rowsScored += scores.rowCount();
    setup.progress.accept(
        new ScoringProgress(
            rowsScored + slot.rowsRejected,
            rowsScored,
            slot.rowsRejected,
            slot.bytesRead,
            source.sizeBytes()));
  }

  private RecordWriter writerFor(Schema schema) throws IOException {
    if (writer == null) {
      writer = targetFormat.writer(WriteRequest.of(target, schema));
    }
    return writer;
  }

  private void finish(RecordReader reader, BindingPlan plan) throws IOException {
    bytesRead = reader.bytesRead();
    writerFor(schemaOfNothing(plan)).close();
  }

  /** Returns the fields of an output without a row, as the model declares them. */
  private Schema schemaOfNothing(BindingPlan plan) {
    Schema read = plan.readSchema();
    Stream<Field> kept = plan.kept().stream().map(name -> read.field(read.indexOf(name)));
    Stream<Field> outputs = session.metadata().outputs().stream().map(OutputColumns::field);
    return Schema.of(Stream.concat(kept, outputs).toList());
  }

  private ScoringReport report(RejectionLog log, long rowsRejected, Duration elapsed) {
    return new ScoringReport(
        session.metadata().name(),
        rowsScored + rowsRejected,
        rowsScored,
        rowsRejected,
        log.countsByCode(),
        log.first(),
        bytesRead,
        elapsed,
        session.device(),
        bindings);
  }

  /** Counts the records behind the rejections: one record may have several. */
  private static final class CountedRows implements RejectionHandler {

    private final RejectionHandler log;
    private final BooleanSupplier cancelled;
    private long lastRow;

    /** Written by the reading thread only; others see it through the hand-over of a slot. */
    private long rows;

    CountedRows(RejectionHandler log, BooleanSupplier cancelled) {
      this.log = log;
      this.cancelled = cancelled;
    }

    @Override
    public void reject(Rejection rejection) {
      // A reader may reject without end before it has a row for the next stage.
      Pipeline.checkCancelled(cancelled);
      if (rejection.row() != lastRow) {
        lastRow = rejection.row();
        rows++;
      }
      log.reject(rejection);
    }
  }
}
