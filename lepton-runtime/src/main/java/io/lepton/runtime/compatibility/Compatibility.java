package io.lepton.runtime.compatibility;

import io.lepton.model.ModelSource;
import io.lepton.runtime.onnx.OnnxBackend;
import io.lepton.spi.InferenceBackend;
import java.io.IOException;
import java.util.List;

/**
 * Compares what a model answers in several configurations with what it answers in a reference.
 *
 * <pre>{@code
 * CompatibilityReport report =
 *     Compatibility.defaults()
 *         .withTolerance(Tolerance.defaults().withRelative(1e-3))
 *         .run(
 *             ModelSource.of(Path.of("iris.onnx")),
 *             TestInputs.generated(42).withBatchSizes(1, 64),
 *             Configuration.standard());
 * }</pre>
 *
 * <p>Immutable: every {@code with} method returns a changed copy. Safe for use by many threads.
 */
public final class Compatibility {

  private final InferenceBackend backend;
  private final Configuration reference;
  private final Tolerance tolerance;

  private Compatibility(InferenceBackend backend, Configuration reference, Tolerance tolerance) {
    this.backend = backend;
    this.reference = reference;
    this.tolerance = tolerance;
  }

  /**
   * Checks a model with the default tolerance against the default reference.
   *
   * @param model where the model comes from; read once a configuration and once or twice more
   * @param inputs what it is asked
   * @param configurations what is compared with the reference; {@link Configuration#standard()} are
   *     those of the standard
   * @return what was found; what fails in one configuration is part of it
   * @throws IOException if the model cannot be read
   * @throws io.lepton.MalformedInputException if it is not a well-formed model
   * @throws io.lepton.model.InferenceException if the reference cannot be opened
   */
  public static CompatibilityReport check(
      ModelSource model, TestInputs inputs, List<Configuration> configurations) throws IOException {
    return defaults().run(model, inputs, configurations);
  }

  /**
   * Returns a check with the defaults: ONNX Runtime, {@link Configuration#reference()}, {@link
   * Tolerance#defaults()}.
   *
   * @return the defaults
   */
  public static Compatibility defaults() {
    return new Compatibility(new OnnxBackend(), Configuration.reference(), Tolerance.defaults());
  }

  /**
   * Changes what runs the model.
   *
   * @param other a backend; asked by one thread
   * @return a changed check
   */
  public Compatibility withBackend(InferenceBackend other) {
    return new Compatibility(other, reference, tolerance);
  }

  /**
   * Changes what others are compared with.
   *
   * @param other a configuration
   * @return a changed check
   */
  public Compatibility withReference(Configuration other) {
    return new Compatibility(backend, other, tolerance);
  }

  /**
   * Changes how far numbers may lie apart.
   *
   * @param other a tolerance
   * @return a changed check
   */
  public Compatibility withTolerance(Tolerance other) {
    return new Compatibility(backend, reference, other);
  }

  /**
   * Checks a model. The answers of the reference are held in memory meanwhile; sessions are opened
   * one after the other.
   *
   * @param model where the model comes from; read once a configuration and once or twice more
   * @param inputs what it is asked
   * @param configurations what is compared with the reference
   * @return what was found; what fails in one configuration is part of it
   * @throws IOException if the model cannot be read
   * @throws io.lepton.MalformedInputException if it is not a well-formed model
   * @throws io.lepton.model.InferenceException if the reference cannot be opened
   * @throws io.lepton.model.DeviceUnavailableException if the reference needs a device that cannot
   *     be used
   */
  public CompatibilityReport run(
      ModelSource model, TestInputs inputs, List<Configuration> configurations) throws IOException {
    return new CheckRun(backend, model, tolerance).run(reference, inputs, configurations);
  }
}
