/**
 * Runs models: the executor on ONNX Runtime, and what is built on it.
 *
 * <p>Begin with {@link io.lepton.model.Models} to open a model with the executor in {@link
 * io.lepton.runtime.onnx}, with {@link io.lepton.runtime.scoring} to score a whole file, or with
 * {@link io.lepton.runtime.compatibility} to see whether a model answers the same everywhere.
 */
module io.lepton.runtime {
  requires transitive io.lepton.api;
  requires transitive io.lepton.format;
  requires static org.jspecify;
  requires com.microsoft.onnxruntime;
  requires org.slf4j;

  exports io.lepton.runtime.binding;
  exports io.lepton.runtime.compatibility;
  exports io.lepton.runtime.onnx;
  exports io.lepton.runtime.scoring;

  provides io.lepton.spi.InferenceBackend with
      io.lepton.runtime.onnx.OnnxBackend;
}
