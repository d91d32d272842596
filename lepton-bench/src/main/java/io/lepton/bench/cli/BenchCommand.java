package io.lepton.bench.cli;

import io.lepton.bench.jmh.BenchmarkGroup;
import io.lepton.bench.jmh.BenchmarkGroups;
import io.lepton.bench.jmh.BenchmarkSettings;
import io.lepton.bench.jmh.Comparison;
import io.lepton.data.DataTarget;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;

/** Runs benchmarks. */
@Command(
    name = "bench",
    description = "Measures Lepton beside what people use today.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class BenchCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "GROUP",
      description = "What to measure, or list to see what there is.")
  String group = "";

  @Option(
      names = "--quick",
      description = "Less data, fewer repetitions: shows that it works, not how fast it is.")
  boolean quick;

  @Option(names = "--json", paramLabel = "FILE", description = "Also writes the result here.")
  @Nullable Path json;

  // Surefire and the build hand the same property to tests.
  @Option(
      names = "--shared",
      paramLabel = "DIR",
      description = "The folder with data and models. Default: ../shared.")
  Path shared = Path.of(System.getProperty("lepton.shared", "../shared"));

  private final Terminal terminal;

  BenchCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (group.equals("list")) {
      list();
      return Failure.OK;
    }
    BenchmarkGroup chosen = BenchmarkGroups.byName(group).orElseThrow(this::unknownGroup);
    if (json == null) {
      print(chosen.run(settings()));
      return Failure.OK;
    }
    // Opened first: minutes of measuring must not end in a file that cannot be written.
    try (DataTarget target = DataTarget.of(json)) {
      OutputStream stream = target.open();
      List<Comparison> comparisons = chosen.run(settings());
      Json.write(stream, generator -> write(comparisons, generator));
      target.commit();
      print(comparisons);
    }
    return Failure.OK;
  }

  private BenchmarkSettings settings() {
    return new BenchmarkSettings(shared, quick, terminal.err());
  }

  private ParameterException unknownGroup() {
    String known =
        BenchmarkGroups.all().stream().map(BenchmarkGroup::name).collect(Collectors.joining(", "));
    return new ParameterException(
        spec.commandLine(), "Needs one of %s, or list; found %s".formatted(known, group));
  }

  private void list() {
    TextTable table = new TextTable("group", "measures");
    BenchmarkGroups.all().forEach(each -> table.add(each.name(), each.description()));
    table.print(terminal.out());
  }

  private void print(List<Comparison> comparisons) {
    TextTable table = new TextTable("name", "peer", "unit", "lepton", "other", "ratio");
    table.alignRight(3).alignRight(4).alignRight(5);
    for (Comparison each : comparisons) {
      table.add(
          each.name(),
          each.peer(),
          each.unit(),
          number(each.lepton()),
          number(each.other()),
          String.format(Locale.ROOT, "%.2f", each.ratio()));
    }
    table.print(terminal.out());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 1_000 ? "%.1f" : "%,.0f", value);
  }

  private static void write(List<Comparison> comparisons, JsonGenerator json) {
    json.writeStartArray();
    for (Comparison each : comparisons) {
      json.writeStartObject();
      json.writeStringProperty("name", each.name());
      json.writeStringProperty("peer", each.peer());
      json.writeStringProperty("unit", each.unit());
      json.writeNumberProperty("lepton", each.lepton());
      json.writeNumberProperty("other", each.other());
      json.writeNumberProperty("ratio", each.ratio());
      json.writeStringProperty("jdk", each.jdk());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
