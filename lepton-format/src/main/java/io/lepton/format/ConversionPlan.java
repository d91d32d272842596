package io.lepton.format;

import io.lepton.format.cleaning.CleaningReport;
import io.lepton.spi.ReadRequest;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a conversion is to do.
 *
 * @param intake what happens to the records on the way
 * @param input what to read
 * @param output where the records go
 * @param rejects where records are listed that cannot be used; empty to stop at the first
 * @param batchSize rows in memory at a time
 * @param verified whether the output is read back
 * @param sidecar whether the schema is written beside the output
 * @param progress told after each batch
 * @param cleaned told of the cleaning at the end
 */
record ConversionPlan(
    Intake.Plan intake,
    ReadRequest input,
    Conversion.Output output,
    Optional<Path> rejects,
    int batchSize,
    boolean verified,
    boolean sidecar,
    Consumer<ConversionProgress> progress,
    Consumer<CleaningReport> cleaned) {}
