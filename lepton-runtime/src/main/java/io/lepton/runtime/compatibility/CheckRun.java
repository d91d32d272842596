package io.lepton.runtime.compatibility;

import io.lepton.Coded;
import io.lepton.LeptonException;
import io.lepton.model.DevicePreference;
import io.lepton.model.DeviceReport;
import io.lepton.model.DeviceUnavailableException;
import io.lepton.model.InferenceResponse;
import io.lepton.model.InferenceSession;
import io.lepton.model.ModelSource;
import io.lepton.model.SessionOptions;
import io.lepton.runtime.compatibility.ConfigurationResult.Outcome;
import io.lepton.spi.InferenceBackend;
import io.lepton.tensor.DataType;
import io.lepton.tensor.TensorSpec;
import io.lepton.tensor.TensorValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One check of one model. For one thread. */
final class CheckRun {

  private final InferenceBackend backend;
  private final ModelSource model;
  private final Tolerance tolerance;
  private final List<TestCase> answered = new ArrayList<>();
  private final List<InferenceResponse> answers = new ArrayList<>();
  private final List<TestCase> unanswered = new ArrayList<>();
  private final Map<String, String> refused = new LinkedHashMap<>();
  private List<TensorSpec> outputs = List.of();

  CheckRun(InferenceBackend backend, ModelSource model, Tolerance tolerance) {
    this.backend = backend;
    this.model = model;
    this.tolerance = tolerance;
  }

  CompatibilityReport run(
      Configuration reference, TestInputs inputs, List<Configuration> configurations)
      throws IOException {
    try (InferenceSession session = backend.open(model, reference.options())) {
      outputs = session.metadata().outputs();
      for (TestCase testCase : cases(session, inputs)) {
        ask(session, testCase);
      }
    }
    List<ConfigurationResult> results = new ArrayList<>();
    for (Configuration configuration : configurations) {
      results.add(run(configuration));
    }
    return new CompatibilityReport(
        model.name(),
        reference.name(),
        tolerance,
        answered.stream().map(TestCase::name).toList(),
        refused,
        results);
  }

  private void ask(InferenceSession session, TestCase testCase) {
    try {
      answers.add(session.infer(testCase.request()));
      answered.add(testCase);
    } catch (RuntimeException e) {
      unanswered.add(testCase);
      refused.put(testCase.name(), words(e));
    }
  }

  // The message of an exception that was not foreseen may quote a value.
  private static String words(Exception e) {
    String message = e instanceof Coded ? e.getMessage() : null;
    return message == null ? e.getClass().getSimpleName() : message.strip();
  }

  /** Asks a session with rewriting where there is text: only that one knows the vocabulary. */
  private List<TestCase> cases(InferenceSession reference, TestInputs inputs) throws IOException {
    boolean hasText =
        reference.metadata().inputs().stream().anyMatch(each -> each.type() == DataType.BYTES);
    if (!inputs.isGenerated() || !hasText) {
      return inputs.cases(reference);
    }
    try (InferenceSession session = backend.open(model, SessionOptions.defaults())) {
      return inputs.cases(session);
    } catch (LeptonException e) {
      // Its own configuration will tell what is wrong with it; other texts will do.
      return inputs.cases(reference);
    }
  }

  private ConfigurationResult run(Configuration configuration) {
    try (InferenceSession session = backend.open(model, configuration.options())) {
      DevicePreference wanted = configuration.options().device();
      boolean anyDevice = wanted.strength() == DevicePreference.Strength.AUTO;
      return anyDevice || session.device().chosen() == wanted.device()
          ? compare(configuration, session)
          : skipped(configuration, session.device());
    } catch (DeviceUnavailableException e) {
      return skipped(configuration, e.report());
    } catch (IOException | RuntimeException e) {
      return result(configuration, Outcome.FAILED, words(e), Optional.empty(), List.of());
    }
  }

  private static ConfigurationResult skipped(Configuration configuration, DeviceReport device) {
    return result(configuration, Outcome.SKIPPED, device.reason(), Optional.of(device), List.of());
  }

  private static ConfigurationResult result(
      Configuration configuration,
      Outcome outcome,
      String detail,
      Optional<DeviceReport> device,
      List<OutputComparison> outputs) {
    return new ConfigurationResult(configuration.name(), outcome, detail, device, outputs);
  }

  private ConfigurationResult compare(Configuration configuration, InferenceSession session) {
    Optional<DeviceReport> device = Optional.of(session.device());
    Map<String, OutputTally> tallies = new LinkedHashMap<>();
    for (int i = 0; i < answered.size(); i++) {
      TestCase testCase = answered.get(i);
      InferenceResponse found;
      try {
        found = session.infer(testCase.request());
      } catch (RuntimeException e) {
        return result(
            configuration,
            Outcome.FAILED,
            testCase.name() + ": " + words(e),
            device,
            comparisons(tallies));
      }
      compare(testCase, answers.get(i), found, tallies);
    }
    return judge(configuration, device, comparisons(tallies), answeredAlone(session));
  }

  private void compare(
      TestCase testCase,
      InferenceResponse expected,
      InferenceResponse found,
      Map<String, OutputTally> tallies) {
    for (String name : expected.names()) {
      TensorValue other = found.names().contains(name) ? found.value(name) : null;
      tallies
          .computeIfAbsent(name, output -> new OutputTally(output, type(output), tolerance))
          .add(testCase.name(), expected.value(name), other);
    }
  }

  private DataType type(String output) {
    return outputs.stream()
        .filter(spec -> spec.name().equals(output))
        .map(TensorSpec::type)
        .findFirst()
        .orElseThrow();
  }

  private static List<OutputComparison> comparisons(Map<String, OutputTally> tallies) {
    return tallies.values().stream().map(OutputTally::result).toList();
  }

  /** Returns the test cases that the reference refuses and this session answers. */
  private List<String> answeredAlone(InferenceSession session) {
    List<String> names = new ArrayList<>();
    for (TestCase testCase : unanswered) {
      try {
        session.infer(testCase.request());
        names.add(testCase.name());
      } catch (RuntimeException e) {
        // Refused here as there: that is the same.
        continue;
      }
    }
    return names;
  }

  private static ConfigurationResult judge(
      Configuration configuration,
      Optional<DeviceReport> device,
      List<OutputComparison> outputs,
      List<String> answeredAlone) {
    if (!answeredAlone.isEmpty()) {
      String detail = "answers what the reference refuses: " + String.join(", ", answeredAlone);
      return result(configuration, Outcome.DIFFERENT, detail, device, outputs);
    }
    Outcome outcome = Outcome.DIFFERENT;
    if (outputs.stream().allMatch(OutputComparison::equal)) {
      outcome = Outcome.EQUAL;
    } else if (outputs.stream().allMatch(OutputComparison::passed)) {
      outcome = Outcome.WITHIN_TOLERANCE;
    }
    return result(configuration, outcome, "", device, outputs);
  }
}
