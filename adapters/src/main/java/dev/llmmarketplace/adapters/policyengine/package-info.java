/** An LLM-Policy-Engine that is another program, asked over gRPC ({@code api/policyengine/v1}). */
@NullMarked
package dev.llmmarketplace.adapters.policyengine;

import org.jspecify.annotations.NullMarked;
