package io.lepton.bench.jmh;

import io.lepton.format.Conversion;
import io.lepton.model.InferenceSession;
import io.lepton.model.Models;
import io.lepton.runtime.scoring.Scoring;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.List;

/**
 * Scores or converts one file and prints how much of the heap was alive at most. Runs in a JVM of
 * its own.
 *
 * <p>What a collector has not yet collected says nothing about what a program needs. So the probe
 * collects again and again while the work is in full swing, and looks what is left.
 */
public final class MemoryProbe {

  private static final int BATCHES_BETWEEN = 8;

  private final List<MemoryPoolMXBean> pools =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
          .toList();
  private int batches;
  private long peakBytes;

  private MemoryProbe() {}

  /**
   * Scores a file, or converts it.
   *
   * @param args the model, the customers, where the scores go; or the input and the output
   * @throws IOException if a file fails
   */
  public static void main(String[] args) throws IOException {
    MemoryProbe probe = new MemoryProbe();
    long rows = args.length == 2 ? probe.convert(args) : probe.score(args);
    System.out.println(rows + " " + probe.peakBytes);
  }

  private long score(String[] args) throws IOException {
    try (InferenceSession session = Models.open(Path.of(args[0]))) {
      return Scoring.of(session)
          .read(Path.of(args[1]))
          .keep(TelcoFiles.ID)
          .write(Path.of(args[2]))
          .progress(progress -> look())
          .run()
          .rowsScored();
    }
  }

  private long convert(String[] args) throws IOException {
    return Conversion.from(Path.of(args[0]))
        .to(Path.of(args[1]))
        .progress(progress -> look())
        .run()
        .rowsWritten();
  }

  private void look() {
    if (batches++ % BATCHES_BETWEEN == 0) {
      ManagementFactory.getMemoryMXBean().gc();
      peakBytes = Math.max(peakBytes, aliveBytes());
    }
  }

  // As of the end of the collection: other threads have gone on allocating since.
  private long aliveBytes() {
    return pools.stream().mapToLong(pool -> pool.getCollectionUsage().getUsed()).sum();
  }
}
