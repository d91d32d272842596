package io.lepton.runtime.compatibility;

import io.lepton.data.DataSource;
import io.lepton.model.BoundInference.TextCodes;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceSession;
import io.lepton.model.ModelMetadata;
import io.lepton.spi.RecordFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The inputs that a model is tested with: given ones, records of a data set, or generated ones.
 *
 * <p>Immutable and safe for use by many threads.
 *
 * <p><b>What is generated.</b> One test case a batch size, from a seed, so that the same seed gives
 * the same inputs on every machine:
 *
 * <ul>
 *   <li>FP16, BF16, FP32, FP64: normally distributed, mean 0, deviation 1;
 *   <li>whole numbers, signed and unsigned: 0 to 9, because they are often indices and counts;
 *   <li>BOOL: false and true alike;
 *   <li>BYTES: texts of the model's vocabulary where Lepton knows it, one in eight of them unknown
 *       where the model accepts that; otherwise the numerals 0 to 99, which a model that parses
 *       numbers takes as well.
 * </ul>
 *
 * <p>A sequence has two tensors, a map the keys 0, 1 and 2, and what may be absent is there.
 *
 * <p>An open first dimension has the batch size, other open dimensions the size given for their
 * symbol, or 8; dimensions of one symbol have one size. A model that expects other values may
 * refuse such inputs or answer with NaN: give it real ones.
 */
public final class TestInputs {

  private static final long DEFAULT_SIZE = 8;
  private static final List<Integer> DEFAULT_BATCHES = List.of(1, 2, 7);

  private final List<TestCase> given;
  private final Optional<DataInputs> data;
  private final long seed;
  private final List<Integer> batchSizes;
  private final Map<String, Long> sizes;

  private TestInputs(
      List<TestCase> given,
      Optional<DataInputs> data,
      long seed,
      List<Integer> batchSizes,
      Map<String, Long> sizes) {
    this.given = given;
    this.data = data;
    this.seed = seed;
    this.batchSizes = batchSizes;
    this.sizes = sizes;
  }

  /**
   * Returns inputs that the caller has.
   *
   * @param requests the requests, at least one
   * @return the inputs; test cases are called {@code request 1} and so on
   * @throws IllegalArgumentException if there is none
   */
  public static TestInputs of(List<InferenceRequest> requests) {
    List<TestCase> cases = new ArrayList<>();
    for (InferenceRequest request : requests) {
      cases.add(new TestCase("request " + (cases.size() + 1), request));
    }
    return ofCases(cases);
  }

  /**
   * Returns inputs that the caller has and names.
   *
   * @param cases the test cases, at least one
   * @return the inputs
   * @throws IllegalArgumentException if there is none
   */
  public static TestInputs ofCases(List<TestCase> cases) {
    if (cases.isEmpty()) {
      throw new IllegalArgumentException("Needs at least 1 test case, got 0");
    }
    return new TestInputs(List.copyOf(cases), Optional.empty(), 0, DEFAULT_BATCHES, Map.of());
  }

  /**
   * Returns the first 256 records of a data set as one test case, or, for a model that takes one
   * row at a time, the first 16 as one each. Columns feed inputs as {@link
   * io.lepton.runtime.binding.BindingPlan} says.
   *
   * @param source where the records are; opened once to infer their types and once to read
   * @param format how they are written down
   * @param features the columns of a matrix input in order, or none
   * @return the inputs
   */
  public static TestInputs ofData(DataSource source, RecordFormat format, List<String> features) {
    DataInputs inputs = new DataInputs(source, format, List.copyOf(features));
    return new TestInputs(List.of(), Optional.of(inputs), 0, DEFAULT_BATCHES, Map.of());
  }

  /**
   * Returns inputs that are generated from what the model says of itself, in batches of 1, 2 and 7
   * rows: seven is no multiple of what a processor computes at once.
   *
   * @param seed where the random numbers begin
   * @return the inputs
   */
  public static TestInputs generated(long seed) {
    return new TestInputs(List.of(), Optional.empty(), seed, DEFAULT_BATCHES, Map.of());
  }

  /**
   * Changes the batch sizes of generated inputs.
   *
   * @param rows one test case each, 0 or more rows
   * @return changed inputs
   * @throws IllegalArgumentException if there is none, or one is negative
   */
  public TestInputs withBatchSizes(int... rows) {
    List<Integer> sizesOfBatches = new ArrayList<>();
    for (int each : rows) {
      if (each < 0) {
        throw new IllegalArgumentException("A batch needs 0 or more rows, got " + each);
      }
      sizesOfBatches.add(each);
    }
    if (sizesOfBatches.isEmpty()) {
      throw new IllegalArgumentException("Needs at least 1 batch size, got 0");
    }
    return new TestInputs(given, data, seed, List.copyOf(sizesOfBatches), sizes);
  }

  /**
   * Sets the size of the open dimensions with a symbol, of generated inputs.
   *
   * @param symbol the model's name of the dimension, such as {@code sequence}
   * @param size 0 or more
   * @return changed inputs
   * @throws IllegalArgumentException if the size is negative
   */
  public TestInputs withDimension(String symbol, long size) {
    if (size < 0) {
      throw new IllegalArgumentException(
          "Dimension %s needs a size of 0 or more, got %d".formatted(symbol, size));
    }
    Map<String, Long> changed = new LinkedHashMap<>(sizes);
    changed.put(symbol, size);
    return new TestInputs(given, data, seed, batchSizes, Collections.unmodifiableMap(changed));
  }

  /** Says whether the inputs are made from the model's signature. */
  boolean isGenerated() {
    return given.isEmpty() && data.isEmpty();
  }

  /**
   * Makes the test cases; generated ones are the same each time.
   *
   * @param session the model; with rewriting it knows its vocabulary, without it does not
   * @return the test cases
   * @throws IOException if a data set cannot be read
   * @throws io.lepton.model.BindingException if its columns do not fit the model
   */
  public List<TestCase> cases(InferenceSession session) throws IOException {
    if (data.isPresent()) {
      return data.get().cases(session);
    }
    return given.isEmpty() ? generate(session) : given;
  }

  private List<TestCase> generate(InferenceSession session) {
    ModelMetadata model = session.metadata();
    Map<String, TextCodes> texts = KnownTexts.of(session);
    RandomGenerator random = new SplittableRandom(seed);
    boolean isBatched = InputGenerator.isBatched(model);
    List<TestCase> cases = new ArrayList<>();
    for (int rows : isBatched ? batchSizes : batchSizes.subList(0, 1)) {
      InputGenerator generator = new InputGenerator(random, rows, DEFAULT_SIZE, sizes, texts);
      String name = isBatched ? "batch " + rows : "fixed shapes";
      cases.add(new TestCase(name, generator.request(model)));
    }
    return cases;
  }
}
