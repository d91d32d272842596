package io.lepton.bench.cli;

import io.lepton.data.DataSource;
import io.lepton.data.DataTarget;
import io.lepton.format.Formats;
import io.lepton.format.schema.Sidecar;
import io.lepton.spi.RecordFormat;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/**
 * Where data comes from or goes to: a file, or {@code -} for a standard stream.
 *
 * @param file the file, or null for a standard stream
 */
record Place(@Nullable Path file) {

  /**
   * Reads an argument.
   *
   * @param text a file name, or {@code -}
   * @return the place
   */
  static Place of(String text) {
    if (text.equals("-")) {
      return new Place(null);
    }
    if (text.isBlank()) {
      throw new TypeConversionException("needs a file name or -, found nothing");
    }
    try {
      return new Place(Path.of(text));
    } catch (InvalidPathException e) {
      throw new TypeConversionException("not a file name here: " + e.getReason());
    }
  }

  /**
   * Returns the data of this place.
   *
   * @param terminal whose standard input {@code -} is
   * @return a source that can be opened twice
   */
  DataSource source(Terminal terminal) {
    return file == null
        ? DataSource.ofStream("standard input", new PumpedInput(terminal))
        : DataSource.of(file);
  }

  /**
   * Returns this place as somewhere to write to.
   *
   * @param terminal whose standard output {@code -} is
   * @return a target to be committed
   */
  DataTarget target(Terminal terminal) {
    return file == null
        ? DataTarget.ofStream("standard output", new CheckedOutput(terminal.out()))
        : DataTarget.of(file);
  }

  /**
   * Returns where the types of the data at this place may lie.
   *
   * @return a file beside it; a standard stream has none
   */
  Place sidecar() {
    return new Place(file == null ? null : Sidecar.pathOf(file));
  }

  /**
   * Returns the format of the data at this place.
   *
   * @param name the format's name, or null to go by the file's name
   * @param option the option that would have given the name
   * @param spec the command, for its usage message
   * @return the format
   */
  RecordFormat format(@Nullable String name, String option, CommandSpec spec) {
    if (name != null) {
      return Formats.byName(name);
    }
    if (file == null) {
      throw new ParameterException(
          spec.commandLine(), "A standard stream has no file name: needs " + option);
    }
    return Formats.forPath(file);
  }

  /**
   * Refuses arguments that would have one file overwrite another.
   *
   * @param spec the command, for its usage message
   * @param places every file that the command touches; standard streams are left out of account
   */
  static void checkDistinct(CommandSpec spec, List<Place> places) {
    Set<Path> seen = new HashSet<>();
    for (Place place : places) {
      if (place.file != null && !seen.add(absolute(place.file))) {
        throw new ParameterException(spec.commandLine(), "One file is named twice: " + place);
      }
    }
  }

  private static Path absolute(Path file) {
    return file.toAbsolutePath().normalize();
  }

  @Override
  public String toString() {
    return file == null ? "-" : file.toString();
  }
}
