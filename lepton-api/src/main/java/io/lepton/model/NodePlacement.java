package io.lepton.model;

/**
 * Which part of the runtime computes one node of a model: its execution provider.
 *
 * <p>A model that runs on a GPU may still have nodes on the CPU, and copies between the two around
 * each of them; a list of these shows where.
 *
 * @param node the name of the node in the optimised graph, where nodes may have been fused
 * @param operator what it computes, such as {@code Conv}
 * @param provider the runtime's name of the provider, such as {@code CPUExecutionProvider} or
 *     {@code CUDAExecutionProvider}
 */
public record NodePlacement(String node, String operator, String provider) {}
