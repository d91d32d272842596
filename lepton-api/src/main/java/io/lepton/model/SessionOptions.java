package io.lepton.model;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a model is opened. Immutable: every {@code with} method returns a changed copy.
 *
 * <p>The defaults are made for a library inside an application that has other work to do: callers
 * are the parallelism, idle threads sleep, and results do not depend on the number of cores.
 *
 * <pre>{@code
 * SessionOptions options =
 *     SessionOptions.defaults()
 *         .withIntraOpThreads(4)
 *         .withMemoryBudget(NativeMemoryBudget.ofBytes(1L << 30))
 *         .withLeakDetection(LeakDetection.ALL);
 * }</pre>
 *
 * <p>Options that contradict each other are refused by the method that makes the contradiction.
 *
 * <p>Safe for use by many threads. Two are equal if all their options are.
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

  private static final SessionOptions DEFAULTS = new SessionOptions(new Draft());

  private final Draft options;

  // Whoever calls this must not change the draft any more.
  private SessionOptions(Draft options) {
    this.options = options;
  }

  /** All options with their defaults. It changes only before it becomes a part of an object. */
  private static final class Draft {

    DevicePreference device = DevicePreference.auto();
    int intraOpThreads = 1;
    int interOpThreads = 1;
    boolean spinning;
    @Nullable GlobalThreads globalThreads;
    boolean arena = true;
    boolean memoryPattern = true;
    @Nullable NativeMemoryBudget memoryBudget;
    OptimizationLevel optimizationLevel = OptimizationLevel.ALL;
    @Nullable Path optimizedModelFile;
    boolean deterministicCompute;
    boolean rewriting = true;
    boolean foreignCalls = true;
    boolean sharing = true;
    LeakDetection leakDetection = LeakDetection.SAMPLED;
    Map<String, String> configEntries = Map.of();

    Draft() {}

    Draft(Draft other) {
      device = other.device;
      intraOpThreads = other.intraOpThreads;
      interOpThreads = other.interOpThreads;
      spinning = other.spinning;
      globalThreads = other.globalThreads;
      arena = other.arena;
      memoryPattern = other.memoryPattern;
      memoryBudget = other.memoryBudget;
      optimizationLevel = other.optimizationLevel;
      optimizedModelFile = other.optimizedModelFile;
      deterministicCompute = other.deterministicCompute;
      rewriting = other.rewriting;
      foreignCalls = other.foreignCalls;
      sharing = other.sharing;
      leakDetection = other.leakDetection;
      configEntries = other.configEntries;
    }

    List<@Nullable Object> values() {
      return Arrays.asList(
          device,
          intraOpThreads,
          interOpThreads,
          spinning,
          globalThreads,
          arena,
          memoryPattern,
          memoryBudget,
          optimizationLevel,
          optimizedModelFile,
          deterministicCompute,
          rewriting,
          foreignCalls,
          sharing,
          leakDetection,
          configEntries);
    }

    void check() {
      boolean ownThreads = intraOpThreads > 1 || interOpThreads > 1 || spinning;
      if (globalThreads != null && ownThreads) {
        throw new IllegalArgumentException(
            "A session needs global threads or threads of its own, got both: %s, and of its own %d intra-op, %d inter-op, spinning %s"
                .formatted(globalThreads, intraOpThreads, interOpThreads, spinning));
      }
    }
  }

  private SessionOptions with(Consumer<Draft> change) {
    Draft draft = new Draft(options);
    change.accept(draft);
    draft.check();
    return new SessionOptions(draft);
  }

  static void checkThreads(String kind, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(
          "Needs at least 1 %s thread, got %d".formatted(kind, threads));
    }
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
   * Chooses the device. Any by default: CUDA where all it needs is found, else the CPU.
   *
   * @param preference which device, how strongly
   * @return changed options
   */
  public SessionOptions withDevice(DevicePreference preference) {
    return with(draft -> draft.device = preference);
  }

  /**
   * Lets one call use several threads inside an operator. One by default, which is the calling
   * thread; the session makes the others for itself. ONNX Runtime calls it {@code
   * intra_op_num_threads} and would take one for each core.
   *
   * @param threads at least 1, the calling one included
   * @return changed options
   * @throws IllegalArgumentException if {@code threads} is below 1, or the session is to use {@link
   *     #withGlobalThreads global threads}
   */
  public SessionOptions withIntraOpThreads(int threads) {
    checkThreads("intra-op", threads);
    return with(draft -> draft.intraOpThreads = threads);
  }

  /**
   * Lets one call run several operators at once. One by default: operators then run one after
   * another, which ONNX Runtime calls {@code ORT_SEQUENTIAL}. More is {@code ORT_PARALLEL} with so
   * many {@code inter_op_num_threads}: good for graphs with wide branches of heavy operators, and
   * slower for all others, as every operator becomes a task for a pool. The runtime then does
   * without {@linkplain #withMemoryPattern memory patterns}.
   *
   * @param threads at least 1
   * @return changed options
   * @throws IllegalArgumentException if {@code threads} is below 1, or the session is to use {@link
   *     #withGlobalThreads global threads}
   */
  public SessionOptions withInterOpThreads(int threads) {
    checkThreads("inter-op", threads);
    return with(draft -> draft.interOpThreads = threads);
  }

  /**
   * Lets idle threads of the session burn processor time, for a few milliseconds after each call,
   * to start a little sooner on the next. Off by default, on in ONNX Runtime, which calls it {@code
   * session.intra_op.allow_spinning} and {@code session.inter_op.allow_spinning}. On a machine of
   * two cores with other work to do, two threads that spin took twice the processor time for each
   * call of SqueezeNet, and up to ten times for a small network called every 5 ms; the 99th
   * percentile of the small network, called without a pause, was 8 ms instead of 0.16 ms. It does
   * nothing for a session of one intra-op and one inter-op thread, which has no other threads.
   *
   * @param on whether they spin
   * @return changed options
   * @throws IllegalArgumentException if the session is to use {@link #withGlobalThreads global
   *     threads}, which have a switch of their own
   */
  public SessionOptions withSpinning(boolean on) {
    return with(draft -> draft.spinning = on);
  }

  /**
   * Lets the session use pools of threads that it shares with others. None by default. The pools
   * are made with the first session of the process, so all sessions that use them need to name the
   * same, and the first session has to be one of them; one that cannot have what it asks for is
   * refused with an {@link IllegalStateException} when it is opened. ONNX Runtime calls it {@code
   * DisablePerSessionThreads}.
   *
   * @param threads the pools
   * @return changed options
   * @throws IllegalArgumentException if the session is to have threads of its own, too
   */
  public SessionOptions withGlobalThreads(GlobalThreads threads) {
    return with(draft -> draft.globalThreads = threads);
  }

  /**
   * Lets the runtime keep memory for values between operators in an arena of the session. On by
   * default, as in ONNX Runtime, which calls it {@code EnableCpuMemArena}: allocating anew for each
   * operator of each call costs more, and most models need the same in every call. Off, memory goes
   * back after each call: for a model that is rarely asked, or whose inputs are now and then very
   * large, since an arena stays at its highest mark.
   *
   * @param on whether there is an arena
   * @return changed options
   */
  public SessionOptions withArena(boolean on) {
    return with(draft -> draft.arena = on);
  }

  /**
   * Lets the runtime remember, for each combination of input shapes, where in one block each value
   * goes. On by default, as in ONNX Runtime, which calls it {@code EnableMemPattern}. Off for
   * inputs of ever new shapes: the runtime forgets none of them.
   *
   * @param on whether patterns are kept
   * @return changed options
   */
  public SessionOptions withMemoryPattern(boolean on) {
    return with(draft -> draft.memoryPattern = on);
  }

  /**
   * Sets a limit for the native memory of this session and all others with the same budget. None by
   * default. What is beyond it fails with {@link io.lepton.ErrorCode#MEMORY_BUDGET} before it is
   * allocated; {@link NativeMemoryBudget} says what is counted and what cannot be.
   *
   * @param budget the budget
   * @return changed options
   */
  public SessionOptions withMemoryBudget(NativeMemoryBudget budget) {
    return with(draft -> draft.memoryBudget = budget);
  }

  /**
   * Chooses how far the graph is optimised. {@link OptimizationLevel#ALL} by default, as in ONNX
   * Runtime, which calls it {@code graph_optimization_level}: it costs some time once and nothing
   * later.
   *
   * @param level the level
   * @return changed options
   */
  public SessionOptions withOptimizationLevel(OptimizationLevel level) {
    return with(draft -> draft.optimizationLevel = level);
  }

  /**
   * Saves the model as the runtime has optimised it, rewritten by Lepton unless that is off. Not by
   * default. The file is written beside its place under another name and moved when it is whole; an
   * older one is replaced. With {@link OptimizationLevel#ALL} it fits this kind of processor only.
   * Such a session shares nothing with others. ONNX Runtime calls it {@code
   * optimized_model_filepath}.
   *
   * @param file where to, in a folder that is there
   * @return changed options
   */
  public SessionOptions withOptimizedModelFile(Path file) {
    return with(draft -> draft.optimizedModelFile = file);
  }

  /**
   * Lets the runtime use only kernels that give the same result every time, where it has the
   * choice. Off by default, as in ONNX Runtime, which calls it {@code SetDeterministicCompute}: on
   * a CPU with one intra-op thread results are the same every time anyway.
   *
   * @param on whether results have to be the same every time
   * @return changed options
   */
  public SessionOptions withDeterministicCompute(boolean on) {
    return with(draft -> draft.deterministicCompute = on);
  }

  /**
   * Switches Lepton's own changes of the graph on or off. With them, text that only feeds encoders
   * of a fixed vocabulary travels as integer codes, tree ensembles at the end of a model may be
   * evaluated by Lepton, and results are equal; without them the model reaches the runtime as it
   * lies in the file. On by default.
   *
   * @param on whether the graph may be rewritten when it is opened
   * @return changed options
   */
  public SessionOptions withRewriting(boolean on) {
    return with(draft -> draft.rewriting = on);
  }

  /**
   * Lets calls go through {@code java.lang.foreign}, or keeps them on JNI. Results are equal; bound
   * calls are faster and allocate nothing.
   *
   * <p>On by default and used on JDK 22 and later where the JVM was started with {@code
   * --enable-native-access} for Lepton's module or has enabled it otherwise, never where the JVM
   * would warn. {@link DeviceReport#checks} says what was found.
   *
   * @param on whether {@code java.lang.foreign} may be used where the JVM allows it
   * @return changed options
   */
  public SessionOptions withForeignCalls(boolean on) {
    return with(draft -> draft.foreignCalls = on);
  }

  /**
   * Lets sessions on equal content with equal options share what is native. On by default: the
   * model is loaded once and its weights are in memory once, however many parts of an application
   * open it. Each session is still closed by itself, waits for its own calls only, and counts its
   * own calls; the last to be closed frees the model. Content is equal if the bytes are, those of
   * more than 1 MiB by their SHA-256, and external files have the same path, size and time of
   * change.
   *
   * <p>Options that take no part in this are the switch itself, which has to be on, and {@link
   * #withLeakDetection}. A session that {@linkplain #withOptimizedModelFile saves its model} shares
   * nothing.
   *
   * @param on whether the session may share
   * @return changed options
   */
  public SessionOptions withSharing(boolean on) {
    return with(draft -> draft.sharing = on);
  }

  /**
   * Chooses what is done about sessions and bindings that nobody closed. {@link
   * LeakDetection#SAMPLED} by default: it costs well below a microsecond for each binding, and
   * nothing for each call.
   *
   * @param level how thoroughly
   * @return changed options
   */
  public SessionOptions withLeakDetection(LeakDetection level) {
    return with(draft -> draft.leakDetection = level);
  }

  /**
   * Adds an entry for the runtime itself, such as {@code session.set_denormal_as_zero}. ONNX
   * Runtime calls it {@code AddSessionConfigEntry} and lists the keys in {@code
   * onnxruntime_session_options_config_keys.h}. An entry that contradicts an option with a name of
   * its own, such as {@link #withSpinning}, is refused with an {@link IllegalArgumentException}
   * when the model is opened.
   *
   * @param key the runtime's name for it, not empty
   * @param value its value
   * @return changed options
   * @throws IllegalArgumentException if the key is empty
   */
  public SessionOptions withConfigEntry(String key, String value) {
    if (key.isBlank()) {
      throw new IllegalArgumentException("A config entry needs a key, got none");
    }
    Map<String, String> entries = new LinkedHashMap<>(options.configEntries);
    entries.put(key, value);
    return with(draft -> draft.configEntries = Map.copyOf(entries));
  }

  /**
   * Returns the wanted device.
   *
   * @return the preference
   */
  public DevicePreference device() {
    return options.device;
  }

  /**
   * Returns how many threads one call may use.
   *
   * @return at least 1
   */
  public int intraOpThreads() {
    return options.intraOpThreads;
  }

  /**
   * Returns how many operators of one call may run at once.
   *
   * @return at least 1
   */
  public int interOpThreads() {
    return options.interOpThreads;
  }

  /**
   * Says whether idle threads of the session spin.
   *
   * @return false by default
   */
  public boolean spinning() {
    return options.spinning;
  }

  /**
   * Returns the pools that the session shares with others.
   *
   * @return the pools, or empty if it has threads of its own
   */
  public Optional<GlobalThreads> globalThreads() {
    return Optional.ofNullable(options.globalThreads);
  }

  /**
   * Says whether memory between operators is kept in an arena.
   *
   * @return true by default
   */
  public boolean arena() {
    return options.arena;
  }

  /**
   * Says whether the runtime remembers where values go in memory.
   *
   * @return true by default
   */
  public boolean memoryPattern() {
    return options.memoryPattern;
  }

  /**
   * Returns the limit for native memory.
   *
   * @return the budget, or empty if there is none
   */
  public Optional<NativeMemoryBudget> memoryBudget() {
    return Optional.ofNullable(options.memoryBudget);
  }

  /**
   * Returns how far the graph is optimised.
   *
   * @return the level
   */
  public OptimizationLevel optimizationLevel() {
    return options.optimizationLevel;
  }

  /**
   * Returns where the optimised model is saved.
   *
   * @return the file, or empty if it is not
   */
  public Optional<Path> optimizedModelFile() {
    return Optional.ofNullable(options.optimizedModelFile);
  }

  /**
   * Says whether results have to be the same every time.
   *
   * @return false by default
   */
  public boolean deterministicCompute() {
    return options.deterministicCompute;
  }

  /**
   * Says whether Lepton may rewrite the graph.
   *
   * @return true by default
   */
  public boolean rewriting() {
    return options.rewriting;
  }

  /**
   * Says whether the session may share what is native with others.
   *
   * @return true by default
   */
  public boolean sharing() {
    return options.sharing;
  }

  /**
   * Returns what is done about sessions and bindings that nobody closed.
   *
   * @return the level
   */
  public LeakDetection leakDetection() {
    return options.leakDetection;
  }

  /**
   * Says whether calls may go through {@code java.lang.foreign}.
   *
   * @return true by default
   */
  public boolean foreignCalls() {
    return options.foreignCalls;
  }

  /**
   * Returns the entries for the runtime itself.
   *
   * @return the entries, unmodifiable
   */
  public Map<String, String> configEntries() {
    return options.configEntries;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SessionOptions same && options.values().equals(same.options.values());
  }

  @Override
  public int hashCode() {
    return options.values().hashCode();
  }
}
