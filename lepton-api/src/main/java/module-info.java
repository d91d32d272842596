/**
 * The contracts of Lepton: data as columns, tensors, models and errors. Needs nothing but the JDK.
 *
 * <p>Begin with {@link io.lepton.model.Models} to open a model, {@link io.lepton.data} for data in
 * columns, and {@link io.lepton.ErrorCode} for what can go wrong.
 */
module io.lepton.api {
  requires static org.jspecify;

  exports io.lepton;
  exports io.lepton.data;
  exports io.lepton.model;
  exports io.lepton.quality;
  exports io.lepton.spi;
  exports io.lepton.tensor;

  uses io.lepton.spi.InferenceBackend;
}
