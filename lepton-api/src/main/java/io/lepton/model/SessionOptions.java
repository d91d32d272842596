package io.lepton.model;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a model is opened. Immutable: every {@code with} method returns a changed copy.
 *
 * <p>Safe for use by many threads.
 */
public final class SessionOptions {

  /** How far the runtime may change the graph before it runs. */
  public enum OptimizationLevel {
    /** Not at all. */
    NONE,
    /** Only changes that keep the meaning of every node. */
    BASIC,
    /** Also fused nodes. */
    EXTENDED,
    /** Also other memory layouts: the fastest. */
    ALL
  }

  private static final SessionOptions DEFAULTS =
      new SessionOptions(DevicePreference.auto(), 1, OptimizationLevel.ALL, true, Map.of());

  private final DevicePreference device;
  private final int intraOpThreads;
  private final OptimizationLevel optimizationLevel;
  private final boolean rewriting;
  private final Map<String, String> configEntries;

  private SessionOptions(
      DevicePreference device,
      int intraOpThreads,
      OptimizationLevel optimizationLevel,
      boolean rewriting,
      Map<String, String> configEntries) {
    this.device = device;
    this.intraOpThreads = intraOpThreads;
    this.optimizationLevel = optimizationLevel;
    this.rewriting = rewriting;
    this.configEntries = configEntries;
  }

  /**
   * Returns the defaults: any device, one intra-op thread, all optimisations, rewriting on.
   *
   * <p>One thread, because in an application the callers are the parallelism, a runtime that takes
   * all cores starves them, and results then do not depend on the number of cores.
   *
   * @return the defaults
   */
  public static SessionOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Chooses the device.
   *
   * @param preference which device, how strongly
   * @return changed options
   */
  public SessionOptions withDevice(DevicePreference preference) {
    return new SessionOptions(
        preference, intraOpThreads, optimizationLevel, rewriting, configEntries);
  }

  /**
   * Lets one call use several threads inside an operator.
   *
   * @param threads at least 1
   * @return changed options
   * @throws IllegalArgumentException if {@code threads} is below 1
   */
  public SessionOptions withIntraOpThreads(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("Needs at least 1 intra-op thread, got " + threads);
    }
    return new SessionOptions(device, threads, optimizationLevel, rewriting, configEntries);
  }

  /**
   * Chooses how far the graph is optimised.
   *
   * @param level the level
   * @return changed options
   */
  public SessionOptions withOptimizationLevel(OptimizationLevel level) {
    return new SessionOptions(device, intraOpThreads, level, rewriting, configEntries);
  }

  /**
   * Switches Lepton's own changes of the graph on or off. With them, text that only feeds encoders
   * of a fixed vocabulary travels as integer codes, tree ensembles at the end of a model may be
   * evaluated by Lepton, and results are equal; without them the model reaches the runtime as it
   * lies in the file.
   *
   * @param on whether the graph may be rewritten when it is opened
   * @return changed options
   */
  public SessionOptions withRewriting(boolean on) {
    return new SessionOptions(device, intraOpThreads, optimizationLevel, on, configEntries);
  }

  /**
   * Adds an entry for the runtime itself, such as {@code session.intra_op.allow_spinning}.
   *
   * @param key the runtime's name for it
   * @param value its value
   * @return changed options
   */
  public SessionOptions withConfigEntry(String key, String value) {
    Map<String, String> entries = new LinkedHashMap<>(configEntries);
    entries.put(key, value);
    return new SessionOptions(
        device, intraOpThreads, optimizationLevel, rewriting, Map.copyOf(entries));
  }

  /**
   * Returns the wanted device.
   *
   * @return the preference
   */
  public DevicePreference device() {
    return device;
  }

  /**
   * Returns how many threads one call may use.
   *
   * @return at least 1
   */
  public int intraOpThreads() {
    return intraOpThreads;
  }

  /**
   * Returns how far the graph is optimised.
   *
   * @return the level
   */
  public OptimizationLevel optimizationLevel() {
    return optimizationLevel;
  }

  /**
   * Says whether Lepton may rewrite the graph.
   *
   * @return true by default
   */
  public boolean rewriting() {
    return rewriting;
  }

  /**
   * Returns the entries for the runtime itself.
   *
   * @return the entries, unmodifiable
   */
  public Map<String, String> configEntries() {
    return configEntries;
  }
}
