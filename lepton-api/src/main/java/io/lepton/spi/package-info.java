/**
 * How formats and runtimes plug in.
 *
 * <p>A {@link io.lepton.spi.RecordFormat} reads and writes one format of records, an {@link
 * io.lepton.spi.InferenceBackend} loads and runs models. Both are found with {@link
 * java.util.ServiceLoader} and can also simply be constructed. Methods take a request object, which
 * can grow without breaking an implementation.
 *
 * <pre>{@code
 * for (RecordFormat format : ServiceLoader.load(RecordFormat.class)) {
 *   System.out.println(format.name() + " reads files that end in " + format.extensions());
 * }
 * }</pre>
 *
 * <p>Whoever adds a format implements {@link io.lepton.spi.RecordFormat} and names the class in its
 * module descriptor ({@code provides}) and, for the class path, in {@code META-INF/services}.
 *
 * <p>Deliberately absent: anything to do with keys, policies or audit. Those are passed in by the
 * caller and never discovered, so that adding a jar does not make it the key store.
 */
@NullMarked
package io.lepton.spi;

import org.jspecify.annotations.NullMarked;
