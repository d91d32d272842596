package io.lepton.runtime.compatibility;

import io.lepton.model.InferenceRequest;

/**
 * One request that every configuration answers.
 *
 * @param name what a report calls it, such as {@code batch 7}
 * @param request what the model is asked; its tensors must not change while it is tested
 */
public record TestCase(String name, InferenceRequest request) {}
