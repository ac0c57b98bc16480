package dev.llmmarketplace.core.catalog;

import dev.llmmarketplace.core.kernel.ServiceId;
import java.util.List;

/** The latest statement of each source about a service. They are written with imports. Blocking; thread-safe. */
public interface SourceStatements {
    /** By source. */
    List<SourceStatement> of(ServiceId service);
}
