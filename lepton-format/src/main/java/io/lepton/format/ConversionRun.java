package io.lepton.format;

import io.lepton.data.DataTarget;
import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.data.RecordWriter;
import io.lepton.data.Schema;
import io.lepton.format.canonical.DatasetDigest;
import io.lepton.format.schema.Sidecar;
import io.lepton.spi.ReadRequest;
import io.lepton.spi.WriteRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One run of a conversion. */
final class ConversionRun {

  private final ConversionPlan plan;
  private final @Nullable Path file;

  ConversionRun(ConversionPlan plan) {
    this.plan = plan;
    this.file = plan.output().file();
  }

  ConversionReport run() throws IOException {
    long started = System.nanoTime();
    requireDistinct();
    DataTarget target = plan.output().target().get();
    try {
      requireKept(target);
      return run(target, started);
    } catch (UncheckedIOException e) {
      // The log of rejections is called from inside the reader, which lets nothing else pass.
      throw e.getCause();
    } finally {
      if (file != null) {
        target.close();
      }
    }
  }

  private ConversionReport run(DataTarget target, long started) throws IOException {
    try (RejectionLog log = new RejectionLog(plan.rejects().map(DataTarget::of));
        Intake intake = plan.intake().open(request(log))) {
      Totals totals = new Totals(log, intake, plan.input().source().sizeBytes(), started);
      Optional<Verification> verification = verification(intake.schema());
      WriteRequest output = WriteRequest.of(target, intake.schema());
      try (RecordWriter writer = plan.output().format().writer(output)) {
        convert(intake.reader(), writer, totals, verification);
      }
      Optional<DatasetDigest> digest = check(verification, target);
      // First the list of what the output lacks, so that there is never an output without it.
      log.commit();
      writeSidecar(target, intake.schema());
      target.commit();
      intake.cleaning().ifPresent(plan.cleaned());
      return totals.report(digest);
    }
  }

  private ReadRequest request(RejectionLog log) {
    return plan.input()
        .withRejections(
            rejection -> {
              // A reader may reject without end before it has a row to write.
              plan.intake().checkpoint().run();
              log.reject(rejection);
            });
  }

  private void requireDistinct() {
    if (file == null || plan.rejects().isEmpty()) {
      return;
    }
    Path rejects = plan.rejects().get();
    if (rejects.equals(file) || rejects.equals(Sidecar.pathOf(file))) {
      throw new IllegalStateException("The output and the list of rejects need different files");
    }
  }

  // Before the first byte is written: what went to a stream or a device cannot be taken back.
  private void requireKept(DataTarget target) {
    if (plan.verified() && target.written().isEmpty()) {
      throw new IllegalStateException(
          "Verifying needs an output that can be read again, such as a file; %s cannot be"
              .formatted(target.name()));
    }
    if (plan.sidecar() && !mayHaveSidecar(target)) {
      throw new IllegalStateException(
          "A sidecar needs an output that is a file; %s is none".formatted(target.name()));
    }
  }

  private boolean mayHaveSidecar(DataTarget target) {
    return file != null && target.written().isPresent();
  }

  private Optional<Verification> verification(Schema written) {
    return plan.verified()
        ? Optional.of(new Verification(written, plan.intake().checkpoint()))
        : Optional.empty();
  }

  private void convert(
      RecordReader reader, RecordWriter writer, Totals totals, Optional<Verification> verification)
      throws IOException {
    RecordBatch batch = RecordBatch.allocate(reader.schema(), plan.batchSize());
    plan.intake().checkpoint().run();
    while (reader.read(batch)) {
      writer.write(batch);
      verification.ifPresent(checks -> checks.add(batch));
      totals.add(batch.rowCount());
      plan.progress().accept(totals.progress());
      plan.intake().checkpoint().run();
    }
  }

  private Optional<DatasetDigest> check(Optional<Verification> verification, DataTarget target)
      throws IOException {
    if (verification.isEmpty()) {
      return Optional.empty();
    }
    ReadRequest output =
        ReadRequest.of(target.written().orElseThrow()).withLimits(plan.input().limits());
    ReadRequest input = plan.input().withRejections(rejection -> {});
    return Optional.of(
        verification.get().check(output, plan.output().format(), () -> plan.intake().open(input)));
  }

  private void writeSidecar(DataTarget target, Schema written) throws IOException {
    if (file != null
        && mayHaveSidecar(target)
        && (plan.sidecar() || Files.exists(Sidecar.pathOf(file)))) {
      Sidecar.write(written, file);
    }
  }
}
