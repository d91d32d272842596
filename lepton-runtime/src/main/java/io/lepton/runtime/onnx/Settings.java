package io.lepton.runtime.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import io.lepton.model.Device;
import io.lepton.model.SessionOptions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The caller's options in the runtime's terms.
 *
 * @param options what the caller asked for
 * @param device what was found usable
 * @param externalDataFolder the model's own folder; nothing for a model from memory
 */
record Settings(SessionOptions options, Device device, @Nullable Path externalDataFolder) {

  private static final String EXTERNAL_DATA_FOLDER =
      "session.model_external_initializers_file_folder_path";

  // Idle worker threads of ONNX Runtime spin unless told not to, and take a core from the
  // application for the sake of the next call.
  private static final Map<String, String> DEFAULT_ENTRIES =
      Map.of("session.intra_op.allow_spinning", "0", "session.inter_op.allow_spinning", "0");

  boolean isCpu() {
    return device == Device.CPU;
  }

  void apply(OrtSession.SessionOptions target) throws OrtException {
    target.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
    target.setIntraOpNumThreads(options.intraOpThreads());
    target.setInterOpNumThreads(1);
    target.setOptimizationLevel(level(options.optimizationLevel()));
    for (Map.Entry<String, String> entry : entries().entrySet()) {
      target.addConfigEntry(entry.getKey(), entry.getValue());
    }
    if (device == Device.CUDA) {
      target.addCUDA();
    }
  }

  private Map<String, String> entries() {
    Map<String, String> entries = new LinkedHashMap<>(DEFAULT_ENTRIES);
    if (externalDataFolder != null) {
      entries.put(EXTERNAL_DATA_FOLDER, externalDataFolder.toString());
    }
    entries.putAll(options.configEntries());
    return entries;
  }

  private static OptLevel level(SessionOptions.OptimizationLevel level) {
    return switch (level) {
      case NONE -> OptLevel.NO_OPT;
      case BASIC -> OptLevel.BASIC_OPT;
      case EXTENDED -> OptLevel.EXTENDED_OPT;
      case ALL -> OptLevel.ALL_OPT;
    };
  }

  Settings withDevice(Device other) {
    return new Settings(options, other, externalDataFolder);
  }
}
