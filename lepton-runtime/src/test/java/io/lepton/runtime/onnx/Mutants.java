package io.lepton.runtime.onnx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** The broken models, each by its number. A number means the same in every JVM. */
final class Mutants {

  private static final int SMALL_BYTES = 100_000;

  private final List<Path> names = new ArrayList<>();
  private final List<byte[]> models = new ArrayList<>();
  private final List<Integer> draw = new ArrayList<>();

  Mutants(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(file -> file.getFileName().toString().equals("model.onnx"))
          .sorted()
          .forEach(this::add);
    }
  }

  private void add(Path file) {
    try {
      byte[] model = Files.readAllBytes(file);
      int weight = isSlow(file, model) ? 1 : 400;
      for (int i = 0; i < weight; i++) {
        draw.add(models.size());
      }
      names.add(file);
      models.add(model);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // Some make their weights when they are opened: they take as long as hundreds of the others.
  private static boolean isSlow(Path file, byte[] model) {
    return model.length >= SMALL_BYTES || file.toString().contains("light-");
  }

  /**
   * One broken model.
   *
   * @param origin the file it was made from
   * @param log what was done to it
   * @param bytes the model
   */
  record Mutant(Path origin, String log, byte[] bytes) {}

  Mutant mutant(long seed) {
    int index = draw.get(new Random(~seed * 0x9E3779B97F4A7C15L).nextInt(draw.size()));
    ModelMutator mutator = new ModelMutator(seed);
    byte[] bytes = mutator.mutate(models.get(index));
    return new Mutant(names.get(index), mutator.log(), bytes);
  }
}
