package io.lepton.runtime.onnx;

import io.lepton.model.SessionOptions;
import java.util.LinkedHashMap;
import java.util.Map;

/** Session config entries, of which some say what an option says as well. Stateless. */
final class ConfigEntries {

  private static final String INTRA_OP_SPINNING = "session.intra_op.allow_spinning";
  private static final String INTER_OP_SPINNING = "session.inter_op.allow_spinning";
  private static final String EXTERNAL_DATA_FOLDER =
      "session.model_external_initializers_file_folder_path";

  private ConfigEntries() {}

  /**
   * Returns all entries for a session.
   *
   * @param externalDataFolder the model's own folder; empty for a model from memory
   * @throws IllegalArgumentException if an entry of the caller's contradicts an option
   */
  static Map<String, String> of(SessionOptions options, String externalDataFolder) {
    Map<String, String> entries = new LinkedHashMap<>(typed(options));
    if (!externalDataFolder.isEmpty()) {
      entries.put(EXTERNAL_DATA_FOLDER, externalDataFolder);
    }
    entries.putAll(options.configEntries());
    return entries;
  }

  // Idle worker threads of ONNX Runtime spin unless told not to, and take a core from the
  // application for the sake of the next call.
  private static Map<String, String> typed(SessionOptions options) {
    String spinning = options.spinning() ? "1" : "0";
    return Map.of(INTRA_OP_SPINNING, spinning, INTER_OP_SPINNING, spinning);
  }

  /** Refuses entries that contradict an option. */
  static void check(SessionOptions options) {
    if (options.configEntries().containsKey(EXTERNAL_DATA_FOLDER)) {
      throw new IllegalArgumentException(
          "Config entry %s is set by Lepton: external data lies beside its model, or is given to the ModelSource"
              .formatted(EXTERNAL_DATA_FOLDER));
    }
    for (Map.Entry<String, String> entry : typed(options).entrySet()) {
      checkEqual(options, entry.getKey(), entry.getValue());
    }
  }

  private static void checkEqual(SessionOptions options, String key, String value) {
    String entry = options.configEntries().getOrDefault(key, value);
    if (!entry.equals(value)) {
      throw new IllegalArgumentException(
          "Config entry %s needs to be %s as the option says, got %s: use withSpinning instead"
              .formatted(key, value, entry));
    }
  }
}
