/**
 * Rules for data, and reports on how well the data keeps them.
 *
 * <p>A {@link io.lepton.quality.Rule} is a {@link io.lepton.quality.Constraint} on the columns of
 * each record, with a {@link io.lepton.quality.Severity} and an {@link io.lepton.quality.Action}:
 * what becomes of a record that breaks it. {@link io.lepton.quality.Rules} are put together from
 * them. They know nothing of any data yet; compiled for a {@link io.lepton.data.Schema}, which
 * {@code io.lepton.format.quality.Validator} does, they check columns at the speed of reading.
 *
 * <pre>{@code
 * Rules rules =
 *     Rules.of(
 *         Rule.required("id"),
 *         Rule.unique("id"),
 *         Rule.range("age", 0, 130).warning(),
 *         Rule.range("born", LocalDate.of(1900, 1, 1), LocalDate.of(2026, 12, 31)),
 *         Rule.min("price", Bound.of("0.00").exclusive()),
 *         Rule.oneOf("status", "new", "paid", "sent").orNull(),
 *         Rule.requiredIf("sent_at", "status", "sent"),
 *         Rule.order("start", "<=", "end").orFail());
 * System.out.println(rules);
 * }</pre>
 *
 * <p>The result is a {@link io.lepton.quality.ValidationReport}: how many records were checked, are
 * valid, were left out, and for each rule a {@link io.lepton.quality.RuleResult} with the first
 * {@link io.lepton.quality.Violation violations}. Reports on parts of the data add up.
 *
 * <p><b>Conventions.</b> A missing value satisfies every rule but those that demand one. Every rule
 * looks at the record as it was read. That a value is of its column's type is not a rule: a reader
 * has seen to it before. Rows count from 1. No report holds a value of the data.
 *
 * <p>Deliberately absent: a language of expressions. What the constraints do not say, a {@link
 * io.lepton.quality.RowPredicate} says in Java.
 */
@NullMarked
package io.lepton.quality;

import org.jspecify.annotations.NullMarked;
