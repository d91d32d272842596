package io.lepton.format;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.spi.RecordFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the format of a file, among those that are on the class path or module path.
 *
 * <pre>{@code
 * RecordFormat format = Formats.forPath(Path.of("customers.csv"));
 * Schema schema = format.infer(ReadRequest.of(DataSource.of(Path.of("customers.csv"))));
 * }</pre>
 *
 * <p>A format with options of its own is simply constructed instead.
 *
 * <p>Stateless: each call looks anew.
 */
public final class Formats {

  private Formats() {}

  /**
   * Returns every format that is there.
   *
   * @return the formats, by name
   */
  public static List<RecordFormat> known() {
    List<RecordFormat> formats = new ArrayList<>();
    ServiceLoader.load(RecordFormat.class).forEach(formats::add);
    formats.sort(Comparator.comparing(RecordFormat::name));
    return List.copyOf(formats);
  }

  /**
   * Returns the format of a name.
   *
   * @param name for example {@code csv}; upper or lower case
   * @return the format with default options
   * @throws LeptonException if no format has this name; the message lists those that are known
   * @throws IllegalStateException if several have it: construct one of them instead
   */
  public static RecordFormat byName(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    List<RecordFormat> known = known();
    RecordFormat found = only(known, format -> format.name().equals(wanted), wanted);
    if (found == null) {
      String names = known.stream().map(RecordFormat::name).collect(Collectors.joining(", "));
      throw unknown("Needs the name of a format, one of %s, found %s".formatted(names, name));
    }
    return found;
  }

  /**
   * Returns the format that a file's name ends in.
   *
   * @param file the file, which need not exist
   * @return the format with default options
   * @throws LeptonException if no format has this ending; the message lists those that are known
   * @throws IllegalStateException if several have it: construct one of them instead
   */
  public static RecordFormat forPath(Path file) {
    String extension = extension(file);
    List<RecordFormat> known = known();
    RecordFormat found = only(known, f -> f.extensions().contains(extension), "." + extension);
    if (found == null) {
      String endings =
          known.stream()
              .flatMap(format -> format.extensions().stream())
              .map(ending -> "." + ending)
              .collect(Collectors.joining(", "));
      throw unknown(
          "Needs a file name that ends in one of %s, or the name of a format, found %s"
              .formatted(endings, file));
    }
    return found;
  }

  private static String extension(Path file) {
    Path name = file.getFileName();
    String text = name == null ? "" : name.toString();
    int dot = text.lastIndexOf('.');
    return dot < 0 ? "" : text.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  // Two formats of one name must not be decided by the order of the class path.
  private static @Nullable RecordFormat only(
      List<RecordFormat> known, Predicate<RecordFormat> matches, String what) {
    List<RecordFormat> found = known.stream().filter(matches).toList();
    if (found.size() > 1) {
      throw new IllegalStateException(
          "Several formats are known as %s, construct one of them: %s"
              .formatted(what, found.stream().map(f -> f.getClass().getName()).toList()));
    }
    return found.isEmpty() ? null : found.get(0);
  }

  private static LeptonException unknown(String message) {
    return new LeptonException(ErrorCode.UNKNOWN_FORMAT, message);
  }
}
