package io.lepton.runtime.onnx;

import ai.onnxruntime.OrtException;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.format.onnx.OnnxPreflight;
import io.lepton.model.Device;
import io.lepton.model.DeviceReport;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceSession;
import io.lepton.model.ModelSource;
import io.lepton.model.NodePlacement;
import io.lepton.model.SessionOptions;
import io.lepton.runtime.device.CudaHost;
import io.lepton.runtime.device.DeviceChoice;
import io.lepton.runtime.device.SystemCudaHost;
import io.lepton.runtime.foreign.ForeignAccess;
import io.lepton.runtime.guard.Guards;
import io.lepton.runtime.natives.NativeLibrary;
import io.lepton.runtime.natives.NativePlaces;
import io.lepton.runtime.resource.LeakDetector;
import io.lepton.spi.InferenceBackend;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs ONNX models on ONNX Runtime.
 *
 * <pre>{@code
 * InferenceBackend backend = new OnnxBackend();
 * try (InferenceSession model =
 *     backend.open(ModelSource.of(Path.of("iris.onnx")), SessionOptions.defaults())) {
 *   System.out.println(model.device());
 * }
 * }</pre>
 *
 * <p>Safe for use by many threads.
 */
public final class OnnxBackend implements InferenceBackend {

  // Of a class of its own: it is found while the native library loads, and not before.
  private static final class Log {

    private static final Logger LOG = LoggerFactory.getLogger(OnnxBackend.class);
  }

  // Shared by all backends, as the native environment is: Models makes a backend for every call.
  private static final SharedSessions SESSIONS = new SharedSessions(new LeakDetector());

  private static final EarlyEnvironment ENVIRONMENT = new EarlyEnvironment();

  private final CudaHost host;
  private final OnnxPreflight preflight;
  private final NativePlaces places;
  private final SharedSessions sessions;

  /**
   * Makes a backend. Nothing is loaded before the first model is opened.
   *
   * <p>ONNX Runtime's native libraries are unpacked once and kept for the next start: in the user's
   * cache folder ({@code ~/.cache/lepton/natives} on Linux), or else among the temporary files.
   */
  public OnnxBackend() {
    this(new SystemCudaHost());
  }

  OnnxBackend(CudaHost host) {
    this(host, SESSIONS);
  }

  OnnxBackend(CudaHost host, SharedSessions sessions) {
    this(host, OnnxPreflight.defaults(), NativePlaces.usual(), sessions);
  }

  private OnnxBackend(
      CudaHost host, OnnxPreflight preflight, NativePlaces places, SharedSessions sessions) {
    this.host = host;
    this.preflight = preflight;
    this.places = places;
    this.sessions = sessions;
  }

  /**
   * Chooses where the native libraries are kept from one start to the next. The first model that is
   * opened in a process decides; later ones find the libraries loaded.
   *
   * <pre>{@code
   * InferenceBackend backend = new OnnxBackend().withNativeCache(Path.of("/var/cache/churn"));
   * }</pre>
   *
   * @param folder for the libraries alone; it is made for this user only if it is not there.
   *     Opening a model fails with {@link io.lepton.ErrorCode#RUNTIME_UNAVAILABLE} if others may
   *     write to it, code may not be loaded from it ({@code noexec}), or there is no room
   * @return a backend that does so
   */
  public OnnxBackend withNativeCache(Path folder) {
    return new OnnxBackend(host, preflight, NativePlaces.in(folder), sessions);
  }

  /**
   * Keeps no native libraries: ONNX Runtime unpacks them among the temporary files at every start,
   * which takes about 0.1 s and leaves them behind if the process is killed.
   *
   * @return a backend that does so
   */
  public OnnxBackend withoutNativeCache() {
    return new OnnxBackend(host, preflight, NativePlaces.none(), sessions);
  }

  /**
   * Returns a backend that checks models otherwise before native code gets them.
   *
   * @param preflight what is checked, and within which limits
   * @return another backend
   */
  public OnnxBackend withPreflight(OnnxPreflight preflight) {
    return new OnnxBackend(host, preflight, places, sessions);
  }

  @Override
  public String name() {
    return "onnx";
  }

  @Override
  public InferenceSession open(ModelSource source, SessionOptions options) throws IOException {
    NativeLibrary.begin(places);
    Log.LOG.trace("Opening model {}", source.name());
    try {
      return load(source, options);
    } finally {
      NativeLibrary.settle();
      ENVIRONMENT.settle();
    }
  }

  private InferenceSession load(ModelSource source, SessionOptions options) throws IOException {
    ByteBuffer bytes = source.bytes();
    OnnxModel model = preflight.read(bytes).withExternalData(source.externalData());
    Path folder = folder(source);
    check(model, folder);
    ENVIRONMENT.begin(options.globalThreads());
    InferenceSession session = openLowered(source, bytes, model, folder, options);
    Set<String> defaults = ModelDefaults.names(model);
    if (defaults.isEmpty()) {
      return session;
    }
    // Never shared: it is another model than the one in the source.
    SecondOpening.Loader loader = other -> openLowered(source, null, other, folder, options);
    return new DefaultedSession(
        session, defaults, new SecondOpening(source, bytes, defaults, preflight, loader));
  }

  private InferenceSession openLowered(
      ModelSource source,
      @Nullable ByteBuffer content,
      OnnxModel model,
      @Nullable Path folder,
      SessionOptions options)
      throws IOException {
    Lowering lowering = Lowering.of(Guards.guarded(model));
    InferenceSession session = open(source, content, lowering.model(), folder, options);
    return lowering.isNeeded() ? new LoweredSession(session, lowering) : session;
  }

  private InferenceSession open(
      ModelSource source,
      @Nullable ByteBuffer content,
      OnnxModel model,
      @Nullable Path folder,
      SessionOptions options)
      throws IOException {
    ModelPlan plan = options.rewriting() ? ModelPlan.rewrite(model) : ModelPlan.asIs(model);
    // Before anything native: a model that Lepton cannot feed is refused here.
    plan.signature(source.name());
    DeviceReport device = DeviceChoice.choose(options.device(), host);
    if (device.chosen() == Device.CUDA) {
      NativeLibrary.load(places);
      NativeLibrary.provideCuda();
    }
    Settings settings =
        Settings.of(options, device.chosen(), folder, ExternalFiles.of(model, folder));
    Optional<SessionKey> key =
        content == null ? Optional.empty() : SessionKey.of(source, content, settings);
    return sessions.open(
        source.name(),
        key,
        options.leakDetection(),
        new SharedSessions.Loader() {
          @Override
          public OnnxSession make() throws IOException {
            return open(source.name(), plan, settings, device);
          }
        });
  }

  private static @Nullable Path folder(ModelSource source) {
    Optional<Path> file = source.file();
    return file.isEmpty() ? null : file.get().toAbsolutePath().getParent();
  }

  private void check(OnnxModel model, @Nullable Path folder) throws IOException {
    if (folder == null) {
      preflight.check(model);
    } else {
      preflight.check(model, folder);
    }
  }

  private static OnnxSession open(
      String name, ModelPlan plan, Settings settings, DeviceReport device) throws IOException {
    try {
      return load(name, plan, settings, device);
    } catch (OrtException e) {
      if (settings.device() != Device.CPU) {
        DeviceReport fallback = DeviceChoice.withoutCuda(settings.options().device(), device, e);
        return open(name, plan, settings.withDevice(Device.CPU), fallback);
      }
      if (plan.isChanged()) {
        // Either the file's own fault, which the runtime then names, or that of the rewriting.
        Log.LOG.debug(
            "Model {} is loaded as it is, rewritten it was refused: {}", name, e.toString());
        return open(name, ModelPlan.asIs(plan.original()), settings, device);
      }
      throw OrtFailures.ofLoad(name, plan.original(), e);
    }
  }

  private static OnnxSession load(
      String name, ModelPlan plan, Settings settings, DeviceReport device)
      throws IOException, OrtException {
    Signature signature = plan.signature(name);
    NativeModel model = NativeModel.load(name, OnnxSession.direct(plan.model()), settings);
    Optional<TreeStage> trees = TreeStage.open(plan, signature, settings);
    Log.LOG.debug(
        "Opened model {}: {}; text inputs as codes: {}, text outputs as codes: {}, trees compiled: {}",
        name,
        device.reason(),
        plan.inputCodes().codes().size(),
        plan.outputCodes().size(),
        trees.isPresent());
    return new OnnxSession(model, signature, withCalls(device, settings), trees);
  }

  private static DeviceReport withCalls(DeviceReport device, Settings settings) {
    if (!settings.isForeign()) {
      return device;
    }
    List<DeviceReport.Check> checks = new ArrayList<>(device.checks());
    checks.add(
        new DeviceReport.Check(
            "calls through java.lang.foreign",
            ForeignAccess.isAllowed(),
            ForeignAccess.describe()));
    return new DeviceReport(device.chosen(), device.reason(), checks);
  }

  /**
   * Says which execution provider computes which node, by running the model once on zeros and empty
   * texts of the smallest shapes that it declares.
   *
   * @param source where the model comes from; read more than once
   * @param options as for {@link #open}
   * @return the nodes of the optimised graph that ran, in the order of their first run; tree
   *     ensembles that Lepton evaluates in Java are among them
   * @throws IOException if the model cannot be read, or there is no room for temporary files
   * @throws io.lepton.model.InferenceException if the model refuses such inputs: give it others
   */
  public List<NodePlacement> placement(ModelSource source, SessionOptions options)
      throws IOException {
    try (InferenceSession session = open(source, options)) {
      return placement(source, options, session, ProfiledRun.zeros(session.metadata()));
    }
  }

  /**
   * Says which execution provider computes which node, by running the model once.
   *
   * @param source where the model comes from; read more than once
   * @param options as for {@link #open}
   * @param request what to run it on
   * @return the nodes of the optimised graph that ran, in the order of their first run; tree
   *     ensembles that Lepton evaluates in Java are among them
   * @throws IOException if the model cannot be read, or there is no room for temporary files
   * @throws IllegalArgumentException if the request does not suit the model
   * @throws io.lepton.model.InferenceException if the runtime failed
   */
  public List<NodePlacement> placement(
      ModelSource source, SessionOptions options, InferenceRequest request) throws IOException {
    try (InferenceSession session = open(source, options)) {
      return placement(source, options, session, request);
    }
  }

  // An ordinary run first: it checks the request, and has the better words for what fails.
  private List<NodePlacement> placement(
      ModelSource source,
      SessionOptions options,
      InferenceSession session,
      InferenceRequest request)
      throws IOException {
    session.infer(request);
    OnnxModel model = preflight.read(source.bytes()).withExternalData(source.externalData());
    Path folder = folder(source);
    Settings settings =
        Settings.of(options, session.device().chosen(), folder, ExternalFiles.of(model, folder));
    return ProfiledRun.placement(model, settings.ofPart(), source.name(), request);
  }
}
