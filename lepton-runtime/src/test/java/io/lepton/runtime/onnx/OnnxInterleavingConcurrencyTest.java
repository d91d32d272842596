package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.model.BoundInference;
import io.lepton.model.Deadline;
import io.lepton.model.DeadlineExceededException;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceResponse;
import io.lepton.model.InferenceSession;
import io.lepton.model.ModelSource;
import io.lepton.model.Models;
import io.lepton.model.OverloadedException;
import io.lepton.model.SessionClosedException;
import io.lepton.model.SessionOptions;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import io.lepton.tensor.TensorSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 64 threads open, ask, bind, cancel, come too late and close, on sessions that they share, in an
 * order that is drawn at random: no crash, nobody waits for ever, and no answer is wrong. Then the
 * same, with the JVM shut down in the middle. 100,000 steps with {@code lepton.soak}, or what the
 * property {@code lepton.interleavings} says; the seed is in the message.
 */
class OnnxInterleavingConcurrencyTest {

  private static final long STEPS =
      Long.getLong("lepton.interleavings", Boolean.getBoolean("lepton.soak") ? 100_000 : 2_000);
  private static final long SEED = Long.getLong("lepton.seed", 4);
  private static final int LIMIT_SECONDS = Boolean.getBoolean("lepton.soak") ? 3600 : 120;

  private static ForkedJvm.Result run(Path folder, String ending)
      throws IOException, InterruptedException {
    String shared = System.getProperty("lepton.shared", "../../shared");
    return ForkedJvm.run(
        folder,
        Load.class,
        LIMIT_SECONDS + 30,
        String.valueOf(STEPS),
        String.valueOf(SEED),
        ending,
        Path.of(shared).toAbsolutePath().toString(),
        String.valueOf(LIMIT_SECONDS));
  }

  @Test
  void everything_inAnyOrder_staysRight(@TempDir Path folder) throws Exception {
    ForkedJvm.Result result = run(folder, "join");
    assertThat(result.exitCode()).as("seed %d: %s", SEED, result.output()).isZero();
    assertThat(result.output()).contains("done").doesNotContain("wrong");
  }

  @Test
  void exit_inTheMiddle_endsAsAskedFor(@TempDir Path folder) throws Exception {
    ForkedJvm.Result result = run(folder, "exit");
    assertThat(result.exitCode()).as("seed %d: %s", SEED, result.output()).isEqualTo(7);
    assertThat(result.output()).doesNotContain("wrong");
  }

  /** A model, requests to it, and what it answers to each. */
  private record Known(
      String name,
      Opening opening,
      List<InferenceRequest> requests,
      List<InferenceResponse> answers) {

    private interface Opening {
      InferenceSession open() throws IOException;
    }

    static Known of(String name, Random random, Opening opening) {
      try (InferenceSession session = opening.open()) {
        List<InferenceRequest> requests = new ArrayList<>();
        List<InferenceResponse> answers = new ArrayList<>();
        for (int rows : new int[] {1, 3, 40}) {
          InferenceRequest request = request(session, rows, random);
          requests.add(request);
          answers.add(session.infer(request));
        }
        return new Known(name, opening, requests, answers);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static InferenceRequest request(InferenceSession session, int rows, Random random) {
      InferenceRequest request = null;
      for (TensorSpec spec : session.metadata().inputs()) {
        long[] sizes = spec.shape().toArray();
        for (int i = 0; i < sizes.length; i++) {
          sizes[i] = sizes[i] == Shape.ANY ? (i == 0 ? rows : 1) : sizes[i];
        }
        Tensor tensor = Tensor.allocate(DataType.FP32, Shape.of(sizes));
        for (int i = 0; i < tensor.size(); i++) {
          tensor.data().putFloat(4 * i, random.nextFloat() * 8);
        }
        request =
            request == null
                ? InferenceRequest.of(spec.name(), tensor)
                : request.and(spec.name(), tensor);
      }
      return request;
    }
  }

  /** The load, in a JVM of its own. */
  static final class Load {

    private static final int THREADS = 64;
    private static final int SLOTS = 12;

    private static final AtomicReferenceArray<Open> SESSIONS = new AtomicReferenceArray<>(SLOTS);
    private static final AtomicLong STEPS_LEFT = new AtomicLong();
    private static final AtomicLong[] OUTCOMES = new AtomicLong[6];
    private static final String[] NAMES = {
      "right answers", "late", "cancelled", "closed", "refused as too many", "opened"
    };
    private static final List<Known> MODELS = new ArrayList<>();
    private static final Thread[] WORKERS = new Thread[THREADS];
    private static volatile boolean isExiting;

    /** A session; model is nothing for the one that counts. */
    private record Open(InferenceSession session, Known model) {}

    private static final Deadline FAR = Deadline.after(Duration.ofDays(1));

    public static void main(String[] args) throws Exception {
      STEPS_LEFT.set(Long.parseLong(args[0]));
      long seed = Long.parseLong(args[1]);
      boolean exits = args[2].equals("exit");
      watchdog(Long.parseLong(args[4]));
      Arrays.setAll(OUTCOMES, i -> new AtomicLong());
      prepare(Path.of(args[3]), new Random(seed));
      CountDownLatch ended = new CountDownLatch(THREADS);
      for (int i = 0; i < THREADS; i++) {
        Random random = new Random(seed * 1000 + i);
        WORKERS[i] = thread(() -> work(random, ended), i % 4 == 0);
      }
      for (Thread worker : WORKERS) {
        worker.start();
      }
      if (exits) {
        while (STEPS_LEFT.get() > 0) {
          Thread.sleep(1);
        }
        isExiting = true;
        System.exit(7);
      }
      ended.await();
      for (int i = 0; i < SLOTS; i++) {
        close(SESSIONS.getAndSet(i, null));
      }
      StringBuilder counts = new StringBuilder("done:");
      for (int i = 0; i < NAMES.length; i++) {
        counts.append(' ').append(OUTCOMES[i].get()).append(' ').append(NAMES[i]).append(',');
      }
      System.out.println(counts);
      System.exit(0);
    }

    // Virtual where there are such threads.
    private static Thread thread(Runnable work, boolean isVirtual) throws Exception {
      if (!isVirtual || Runtime.version().feature() < 21) {
        return new Thread(work);
      }
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      Class<?> type = Class.forName("java.lang.Thread$Builder");
      return (Thread) type.getMethod("unstarted", Runnable.class).invoke(builder, work);
    }

    private static void watchdog(long seconds) {
      Thread dog =
          new Thread(
              () -> {
                sleep(seconds * 1000);
                System.out.println("wrong: nobody gets on");
                Thread.getAllStackTraces()
                    .forEach(
                        (thread, stack) -> System.out.println(thread + Arrays.toString(stack)));
                Runtime.getRuntime().halt(9);
              });
      dog.setDaemon(true);
      dog.start();
    }

    private static void sleep(long millis) {
      try {
        Thread.sleep(millis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private static void prepare(Path shared, Random random) throws IOException {
      MODELS.add(
          Known.of("sum", random, () -> TestModels.open(TestModels.sumAndDifference(), true)));
      MODELS.add(
          Known.of(
              "labels",
              random,
              () -> TestModels.open(TestModels.classifier("no", "yes", "maybe"), true)));
      for (String name : List.of("iris-logistic", "sklearn-random-forest", "mnist-8")) {
        Path file = shared.resolve("models/third-party").resolve(name).resolve("model.onnx");
        if (Files.exists(file)) {
          // Not from the file each time: whoever is interrupted cannot read one.
          ModelSource source = ModelSource.of(name, Files.readAllBytes(file));
          MODELS.add(Known.of(name, random, () -> Models.open(source, SessionOptions.defaults())));
        }
      }
    }

    private static void work(Random random, CountDownLatch ended) {
      while (isExiting || STEPS_LEFT.getAndDecrement() > 0) {
        try {
          step(random);
        } catch (SessionClosedException e) {
          count(3);
          if (isExiting) {
            break;
          }
        } catch (Throwable e) {
          System.out.println("wrong: " + e);
          e.printStackTrace(System.out);
          Runtime.getRuntime().halt(3);
        }
      }
      ended.countDown();
    }

    private static void count(int outcome) {
      OUTCOMES[outcome].incrementAndGet();
    }

    private static void step(Random random) throws IOException {
      int slot = random.nextInt(SLOTS);
      int action = random.nextInt(40);
      if (action < 2) {
        open(slot, random);
      } else if (action == 2) {
        close(SESSIONS.getAndSet(slot, null));
      } else if (action == 3) {
        WORKERS[random.nextInt(THREADS)].interrupt();
      } else {
        Open open = SESSIONS.get(slot);
        if (open == null) {
          open(slot, random);
        } else if (open.model == null) {
          countOn(open.session, random);
        } else {
          ask(open, random);
        }
      }
    }

    private static void open(int slot, Random random) throws IOException {
      int model = random.nextInt(MODELS.size() + 2);
      Open made =
          model < MODELS.size()
              ? new Open(MODELS.get(model).opening.open(), MODELS.get(model))
              : new Open(TestModels.open(Counting.model(), SessionOptions.defaults()), null);
      count(5);
      close(SESSIONS.getAndSet(slot, made));
    }

    private static void close(Open open) {
      if (open != null) {
        open.session.close();
      }
    }

    /** Far, soon, or over. */
    private static Deadline deadline(Random random) {
      return switch (random.nextInt(4)) {
        case 0 -> Deadline.none();
        case 1 -> FAR;
        case 2 -> Deadline.after(Duration.ofNanos(random.nextInt(3_000_000)));
        default -> Deadline.after(Duration.ofNanos(random.nextInt(100_000)));
      };
    }

    private static void ask(Open open, Random random) {
      Known known = open.model;
      int which = random.nextInt(known.requests.size());
      InferenceRequest request = known.requests.get(which);
      InferenceResponse expected = known.answers.get(which);
      Deadline deadline = deadline(random);
      switch (random.nextInt(5)) {
        case 0 -> check(known, expected, open.session.infer(request));
        case 1 ->
            timed(deadline, () -> check(known, expected, open.session.infer(request, deadline)));
        case 2 ->
            async(random, deadline, open.session.inferAsync(request, deadline), known, expected);
        default -> bind(open, request, expected, random);
      }
    }

    private static void timed(Deadline deadline, Runnable call) {
      try {
        call.run();
      } catch (DeadlineExceededException e) {
        if (!deadline.hasPassed()) {
          throw new AssertionError("Late before its deadline", e);
        }
        count(1);
      }
    }

    private static void async(
        Random random,
        Deadline deadline,
        CompletableFuture<InferenceResponse> future,
        Known known,
        InferenceResponse expected) {
      if (random.nextInt(3) == 0) {
        sleepNanos(random.nextInt(300_000));
        future.cancel(random.nextBoolean());
      }
      try {
        check(known, expected, future.join());
      } catch (CancellationException e) {
        count(2);
      } catch (CompletionException e) {
        judge(deadline, e.getCause());
      }
    }

    private static void judge(Deadline deadline, Throwable failure) {
      if (failure instanceof DeadlineExceededException && deadline.hasPassed()) {
        count(1);
      } else if (failure instanceof OverloadedException) {
        count(4);
      } else if (failure instanceof SessionClosedException) {
        count(3);
      } else {
        throw new AssertionError("A failure that nobody caused", failure);
      }
    }

    private static void sleepNanos(int nanos) {
      LockSupport.parkNanos(nanos);
    }

    private static void bind(
        Open open, InferenceRequest request, InferenceResponse expected, Random random) {
      Map<String, Shape> shapes = new HashMap<>();
      request.inputs().forEach((name, tensor) -> shapes.put(name, tensor.shape()));
      try (BoundInference bound = open.session.bind(shapes)) {
        request
            .inputs()
            .forEach((name, tensor) -> bound.input(name).data().put(tensor.data().duplicate()));
        for (int i = 0; i < 4; i++) {
          Deadline deadline = deadline(random);
          timed(
              deadline,
              () -> {
                bound.run(deadline);
                checkBound(open.model, bound, expected);
              });
        }
      }
    }

    private static void checkBound(Known known, BoundInference bound, InferenceResponse expected) {
      Map<String, Tensor> outputs = new HashMap<>();
      for (String name : expected.outputs().keySet()) {
        if (bound.outputCodes(name).isEmpty()) {
          outputs.put(name, bound.output(name));
        }
      }
      outputs.forEach((name, tensor) -> checkTensor(known, expected.output(name), tensor));
      count(0);
    }

    private static void check(Known known, InferenceResponse expected, InferenceResponse found) {
      expected.outputs().forEach((name, tensor) -> checkTensor(known, tensor, found.output(name)));
      count(0);
    }

    private static void checkTensor(Known known, Tensor expected, Tensor found) {
      boolean isEqual =
          expected.type() == DataType.BYTES
              ? Arrays.equals(expected.toStrings(), found.toStrings())
              : expected.data().equals(found.data());
      if (!isEqual || !expected.shape().equals(found.shape())) {
        throw new AssertionError("A wrong answer of " + known.name);
      }
    }

    /** Runs of which some would never end. */
    private static void countOn(InferenceSession session, Random random) {
      Deadline deadline = deadline(random);
      boolean isEndless = random.nextInt(4) == 0;
      float from = random.nextInt(1000);
      long steps = isEndless ? Counting.FOR_EVER : random.nextInt(2000);
      InferenceRequest request = Counting.request(from, steps);
      if (isEndless && (deadline.isNone() || deadline.equals(FAR))) {
        CompletableFuture<InferenceResponse> future = session.inferAsync(request, deadline);
        sleepNanos(random.nextInt(500_000));
        future.cancel(true);
        count(2);
        return;
      }
      if (random.nextBoolean()) {
        timed(deadline, () -> checkCount(from + steps, session.infer(request, deadline)));
        return;
      }
      try {
        checkCount(from + steps, session.inferAsync(request, deadline).join());
      } catch (CompletionException e) {
        judge(deadline, e.getCause());
      }
    }

    private static void checkCount(float expected, InferenceResponse found) {
      if (found.output("y").toFloats()[0] != expected) {
        throw new AssertionError("A wrong count");
      }
      count(0);
    }
  }
}
