/**
 * Puts rules to data: compiles {@link io.lepton.quality.Rules} for a schema and checks columns at
 * the speed of reading.
 *
 * <p>Most users only give the rules to a conversion:
 *
 * <pre>{@code
 * ConversionReport report =
 *     Conversion.from(Path.of("export.csv"))
 *         .validating(
 *             Rules.of(
 *                 Rule.required("id"),
 *                 Rule.unique("id"),
 *                 Rule.range("age", 0, 130).warning(),
 *                 Rule.oneOf("status", "new", "paid", "sent").orNull()))
 *         .to(Path.of("clean.ndjson"))
 *         .rejects(Path.of("rejects.csv"))
 *         .run();
 * System.out.println(report.validation());
 * }</pre>
 *
 * <p>Beneath it lie {@link io.lepton.format.quality.ValidatingReader}, which stands between a
 * reader and whoever reads, and {@link io.lepton.format.quality.Validator}, which takes one batch
 * at a time.
 *
 * <p><b>How it works.</b> Each rule becomes a check with a loop of its own over the primitive array
 * of a column; what it finds is a bitmap of rows, from which missing values are taken away a word
 * at a time. As long as no row breaks a rule, nothing else happens: no object is made, no row is
 * looked at. Only broken rules lead to a second look.
 *
 * <p><b>Wrong rules</b> are found before the first record is, all at once: {@link
 * io.lepton.quality.InvalidRulesException}.
 *
 * <p>Deliberately absent: rules that need the whole data set, such as a mean within bounds.
 */
@NullMarked
package io.lepton.format.quality;

import org.jspecify.annotations.NullMarked;
