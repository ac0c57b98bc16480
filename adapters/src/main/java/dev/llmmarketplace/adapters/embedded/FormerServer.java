package dev.llmmarketplace.adapters.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an earlier marketplace may have left in the cluster's directory when it was killed.
 *
 * <ul>
 *   <li>A running server. It is stopped, not adopted: its settings, port and version are those of another start.
 *   <li>A file that names a dead process. PostgreSQL itself deals with that, and makes sure that no child of the dead
 *       server still writes.
 *   <li>A file whose number was given to another program since. PostgreSQL would refuse to start for ever; it must be
 *       told that this one is no server, and still checks for children.
 * </ul>
 */
final class FormerServer {
    private static final Logger log = LoggerFactory.getLogger(FormerServer.class);

    private FormerServer() {}

    /**
     * Leaves nothing running.
     *
     * @return the process that the file names although it is no server of this cluster; empty when there is none
     */
    static Optional<Long> stop(Cluster cluster) throws IOException, InterruptedException {
        Optional<PostmasterFile> file = PostmasterFile.read(cluster.directory());
        if (file.isEmpty()) {
            Files.deleteIfExists(PostmasterFile.in(cluster.directory()));
            return Optional.empty();
        }
        long pid = file.get().pid();
        Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        if (process.isEmpty()) {
            log.info("Recovering from a database server that was killed");
            return Optional.empty();
        }
        if (serves(process.get(), cluster.directory())) {
            log.info("Stopping the database server that a killed marketplace left behind (process {})", pid);
            cluster.stopServer();
            return Optional.empty();
        }
        log.info("Process {} is named by a stale postmaster.pid and is left alone", pid);
        return Optional.of(pid);
    }

    /** Every server of ours is started with {@code -D} and the real path of its cluster. */
    private static boolean serves(ProcessHandle process, Path directory) {
        List<String> arguments = process.info().arguments().map(Arrays::asList).orElse(List.of());
        int flag = arguments.indexOf("-D");
        return flag >= 0
                && flag + 1 < arguments.size()
                && arguments.get(flag + 1).equals(directory.toString());
    }
}
