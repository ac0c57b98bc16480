package dev.llmmarketplace.adapters.embedded;

import dev.llmmarketplace.core.kernel.Secret;
import java.nio.file.Path;

/**
 * Where the embedded server lives.
 *
 * @param directory of the cluster and its log; made when missing; nothing else may write there
 * @param softwareCache where the server's programs are unpacked, about 60 MB; may be shared by many data directories of
 *     one user
 * @param password of the only user; given to the cluster when it is made, and needed ever after
 */
public record EmbeddedSettings(Path directory, Path softwareCache, Secret password) {}
