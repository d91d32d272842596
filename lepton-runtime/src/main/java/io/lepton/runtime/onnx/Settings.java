package io.lepton.runtime.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions.ExecutionMode;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import io.lepton.model.Device;
import io.lepton.model.GlobalThreads;
import io.lepton.model.SessionOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The caller's options in the runtime's terms.
 *
 * @param options what the caller asked for
 * @param device what was found usable
 * @param externalDataFolder the model's own folder; nothing for a model from memory
 * @param external the files in it that hold tensors of the model
 * @param optimizedModelFile where the optimised model is saved; nothing for parts of a model
 */
record Settings(
    SessionOptions options,
    Device device,
    @Nullable Path externalDataFolder,
    ExternalFiles external,
    @Nullable Path optimizedModelFile) {

  static Settings of(
      SessionOptions options,
      Device device,
      @Nullable Path externalDataFolder,
      ExternalFiles external) {
    ConfigEntries.check(options);
    Path optimized = options.optimizedModelFile().orElse(null);
    return new Settings(options, device, externalDataFolder, external, optimized);
  }

  boolean isCpu() {
    return device == Device.CPU;
  }

  /** How many threads work on one operator. */
  int intraOpThreads() {
    Optional<GlobalThreads> global = options.globalThreads();
    return global.isPresent() ? global.get().intraOpThreads() : options.intraOpThreads();
  }

  // On other devices, binding an input once would copy it there once.
  boolean isForeign() {
    return isCpu() && options.foreignCalls();
  }

  void apply(OrtSession.SessionOptions target) throws OrtException {
    target.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
    applyThreads(target);
    target.setCPUArenaAllocator(options.arena());
    target.setMemoryPatternOptimization(options.memoryPattern());
    target.setDeterministicCompute(options.deterministicCompute());
    target.setOptimizationLevel(level(options.optimizationLevel()));
    for (Map.Entry<String, String> entry : entries().entrySet()) {
      target.addConfigEntry(entry.getKey(), entry.getValue());
    }
    if (device == Device.CUDA) {
      target.addCUDA();
    }
  }

  private void applyThreads(OrtSession.SessionOptions target) throws OrtException {
    int interOpThreads = options.interOpThreads();
    if (options.globalThreads().isPresent()) {
      interOpThreads = options.globalThreads().get().interOpThreads();
      target.disablePerSessionThreads();
    }
    target.setIntraOpNumThreads(intraOpThreads());
    target.setInterOpNumThreads(interOpThreads);
    target.setExecutionMode(interOpThreads > 1 ? ExecutionMode.PARALLEL : ExecutionMode.SEQUENTIAL);
  }

  private Map<String, String> entries() {
    return ConfigEntries.of(options, Objects.toString(externalDataFolder, ""));
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
    return new Settings(options, other, externalDataFolder, external, optimizedModelFile);
  }

  /** The same for a part of the model: what is to be done once is done for the whole. */
  Settings ofPart() {
    ExternalFiles none = new ExternalFiles(Map.of(), 0);
    return new Settings(options, device, externalDataFolder, none, null);
  }
}
