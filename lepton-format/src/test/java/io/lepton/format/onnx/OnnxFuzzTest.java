package io.lepton.format.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.LeptonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Broken files, made from sound ones with a fixed seed: whatever the bytes, nothing but Lepton's
 * own exceptions comes out, and a file that is read is written again as it was.
 */
@Timeout(30)
class OnnxFuzzTest {

  private static final int CASES = 5_000;
  private static final List<byte[]> CORPUS = corpus();

  private static List<byte[]> corpus() {
    List<byte[]> files = new ArrayList<>();
    files.add(TestModels.everything().toBytes());
    files.add(AllFields.file());
    for (String name : List.of("simple", "simple_string", "multitype")) {
      addShared(files, name);
    }
    return files;
  }

  private static void addShared(List<byte[]> files, String name) {
    Path models = Path.of(System.getProperty("lepton.shared", "../../shared"), "models");
    try {
      files.add(Files.readAllBytes(models.resolve("third-party").resolve(name + "/model.onnx")));
    } catch (IOException e) {
      // The built files alone reach every line; the real ones add variety where they are.
    }
  }

  private static void fuzz(BiFunction<byte[], Random, byte[]> mutation) {
    for (int seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed);
      byte[] file = mutation.apply(CORPUS.get(seed % CORPUS.size()).clone(), random);
      try {
        exercise(file);
      } catch (LeptonException e) {
        assertThat(e.getMessage()).isNotBlank();
      } catch (Throwable e) {
        throw new AssertionError("seed " + seed + ", file " + Arrays.toString(file), e);
      }
    }
  }

  private static void exercise(byte[] file) {
    OnnxModel model = OnnxModel.read(file);
    assertThat(model.toBytes()).isEqualTo(file);
    model.graph().uses("x");
    model.graph().requiredInputs();
    assertThat(model.toString()).isNotEmpty();
    OnnxModel changed = OnnxModel.read(model.withGraph(Rewrite.renamed(model.graph())).toBytes());
    assertThat(changed.graph().allNodes()).hasSameSizeAs(model.graph().allNodes());
    OnnxCheck.check(model);
    Describe.model(model);
  }

  @Test
  void read_flippedBits_throwsNothingElse() {
    fuzz(
        (file, random) -> {
          for (int i = random.nextInt(4); i >= 0; i--) {
            file[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
          }
          return file;
        });
  }

  @Test
  void read_otherBytes_throwsNothingElse() {
    byte[] interesting = {0, 1, 2, 8, 10, 0x12, 0x3a, 0x7f, (byte) 0x80, (byte) 0xff};
    fuzz(
        (file, random) -> {
          for (int i = random.nextInt(6); i >= 0; i--) {
            file[random.nextInt(file.length)] = interesting[random.nextInt(interesting.length)];
          }
          return file;
        });
  }

  @Test
  void read_cutOff_throwsNothingElse() {
    fuzz((file, random) -> Arrays.copyOf(file, random.nextInt(file.length)));
  }

  @Test
  void read_partMissing_throwsNothingElse() {
    fuzz(
        (file, random) -> {
          int from = random.nextInt(file.length);
          int to = Math.min(file.length, from + 1 + random.nextInt(8));
          System.arraycopy(file, to, file, from, file.length - to);
          return Arrays.copyOf(file, file.length - (to - from));
        });
  }

  @Test
  void read_partCopiedElsewhere_throwsNothingElse() {
    fuzz(
        (file, random) -> {
          int length = random.nextInt(file.length / 2);
          int from = random.nextInt(file.length - length);
          int to = random.nextInt(file.length - length);
          System.arraycopy(file, from, file, to, length);
          return file;
        });
  }

  @Test
  void read_randomBytes_throwsNothingElse() {
    fuzz(
        (file, random) -> {
          byte[] bytes = new byte[random.nextInt(200)];
          random.nextBytes(bytes);
          // Half of them begin as a model with a graph, to get further.
          if (bytes.length > 8 && random.nextBoolean()) {
            System.arraycopy(new byte[] {8, 8, 0x3a, (byte) (bytes.length - 4)}, 0, bytes, 0, 4);
          }
          return bytes;
        });
  }
}
