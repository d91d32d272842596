/**
 * The place for the protection of data and models; nothing is in it yet.
 *
 * <p>This module will hold what stands behind the protection contracts of {@code lepton-api}:
 * encryption, the evaluation and enforcement of access policies, de-identification, audit records,
 * and signed or encrypted models and batches. Until then it has no class, exports no package, and
 * protects nothing.
 *
 * <p>What it will hold is passed in by the application, never discovered: whoever can add a jar
 * must not thereby become the key store.
 */
@NullMarked
package io.lepton.security;

import org.jspecify.annotations.NullMarked;
