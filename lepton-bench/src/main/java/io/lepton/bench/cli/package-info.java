/**
 * The {@code lepton} command: score, convert and look at files without writing Java.
 *
 * <p>{@link io.lepton.bench.cli.Main} is the entry. Its {@code run} does everything but end the
 * JVM, so that a test or another program can call it:
 *
 * <pre>{@code
 * String[] words = {"convert", "customers.csv", "customers.ndjson"};
 * int status = Main.run(words, System.in, System.out, System.err);
 * }</pre>
 *
 * <p>Each subcommand is a class that turns words into one call of the library and prints what comes
 * of it; nothing is decided here that a program could not also do. Results go to standard output,
 * progress and the one line of a failure to standard error.
 *
 * <p>Deliberately absent: configuration files and environment variables. What a command does is
 * what its words say.
 */
@NullMarked
package io.lepton.bench.cli;

import org.jspecify.annotations.NullMarked;
