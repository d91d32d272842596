package io.lepton.runtime.onnx;

import io.lepton.ErrorCode;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.format.onnx.OnnxPreflight;
import io.lepton.model.InferenceException;
import io.lepton.model.InferenceSession;
import io.lepton.model.ModelSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a model from its source once more, and makes sure that it is the same: to keep it in memory
 * for a case as rare as this would cost as much as the model itself.
 *
 * <p>Safe for use by many threads.
 */
final class SecondOpening implements DefaultedSession.Opener {

  /** Loads a model that was read and checked. */
  interface Loader {
    InferenceSession load(OnnxModel model) throws IOException;
  }

  private final ModelSource source;
  private final ModelContent content;
  private final Set<String> names;
  private final OnnxPreflight preflight;
  private final Loader loader;

  /**
   * Remembers what the model was like.
   *
   * @param bytes the model as it was read the first time
   * @param names the inputs that have to be given from now on
   */
  SecondOpening(
      ModelSource source,
      ByteBuffer bytes,
      Set<String> names,
      OnnxPreflight preflight,
      Loader loader) {
    this.source = source;
    this.content = ModelContent.of(bytes, source.externalData());
    this.names = names;
    this.preflight = preflight;
    this.loader = loader;
  }

  @Override
  public DefaultedSession.Open open() {
    try {
      ByteBuffer bytes = source.bytes();
      if (!content.equals(ModelContent.of(bytes, source.externalData()))) {
        throw failed("it changed since it was opened", null);
      }
      OnnxModel model = preflight.read(bytes).withExternalData(source.externalData());
      InferenceSession session = loader.load(ModelDefaults.without(model, names));
      return new DefaultedSession.Open(session, ModelDefaults.values(model, names));
    } catch (IOException e) {
      throw failed("it cannot be read any more", e);
    }
  }

  private InferenceException failed(String why, @Nullable IOException e) {
    return new InferenceException(
        ErrorCode.INFERENCE_FAILED,
        "Model %s needs to be read again, for inputs it has values of its own for, but %s"
            .formatted(source.name(), why),
        e);
  }
}
