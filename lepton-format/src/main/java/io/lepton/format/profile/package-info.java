/**
 * Profiles of data: what each column holds, made in the pass that reads it anyway, and how good the
 * data is.
 *
 * <p>A {@link io.lepton.format.profile.Profiler} looks at batches as they come by and makes a
 * {@link io.lepton.format.profile.Profile}:
 *
 * <pre>{@code
 * Profile profile;
 * try (RecordReader reader =
 *     Formats.forPath(Path.of("customers.csv"))
 *         .reader(ReadRequest.of(DataSource.of(Path.of("customers.csv"))))) {
 *   profile = Profiler.profile(reader, ProfileOptions.defaults());
 * }
 * System.out.println(profile);
 * System.out.println(profile.column("tenure").range().quantile(0.5));
 * System.out.println(QualityIndex.of(profile).withKeys("customerID"));
 * }</pre>
 *
 * <p>Put a {@link io.lepton.format.profile.ProfilingReader} before whatever reads the batches
 * further on, and there is no second pass. Parts of the data may have a profiler each, which are
 * then {@linkplain io.lepton.format.profile.Profiler#merge merged}. {@link
 * io.lepton.format.profile.ProfileText} renders a profile for people, {@link
 * io.lepton.format.profile.ProfileJson} for programs. A {@link
 * io.lepton.format.profile.QualityIndex} sums it up, together with what became of {@link
 * io.lepton.quality.Rules}.
 *
 * <p><b>Exact and not.</b> {@link io.lepton.format.profile.Profiler} says what is exact and how far
 * the rest may be off. Every estimate has its error beside it.
 *
 * <p><b>Values.</b> A profile holds values of the data: smallest, largest, most frequent. {@link
 * io.lepton.format.profile.ProfileOptions#withValues} says which of them; by default a frequent
 * value is only there if at least five rows share it. Findings and the index of quality hold none.
 *
 * <p>Deliberately absent: correlation of columns, and guesses at what a column means.
 */
@NullMarked
package io.lepton.format.profile;

import org.jspecify.annotations.NullMarked;
