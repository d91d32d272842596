/**
 * What two data sets have in common and where they differ: {@link
 * io.lepton.format.diff.DatasetDiff}.
 *
 * <pre>{@code
 * DiffReport report = DatasetDiff.between(Path.of("old.csv"), Path.of("new.csv")).key("id").run();
 * if (report.outcome() == DiffReport.Outcome.DIFFERENT) {
 *   System.out.println(report.changedByColumn());
 * }
 * }</pre>
 *
 * <p>Records are compared by position or by a key, by value and not by how the value is written: a
 * CSV file and the JSON file that was made of it are the same. {@link
 * io.lepton.format.diff.DiffReport} counts what is the same and what is not, and lists the first
 * {@linkplain io.lepton.format.diff.Difference differences} by row numbers and names of columns;
 * values only if they were asked for.
 *
 * <p>Whether two data sets are the same, without a look at the other one, is what a {@link
 * io.lepton.format.canonical.DatasetDigest} says.
 *
 * <p>Deliberately absent: merging, and tolerance for numbers that are nearly the same.
 */
@NullMarked
package io.lepton.format.diff;

import org.jspecify.annotations.NullMarked;
