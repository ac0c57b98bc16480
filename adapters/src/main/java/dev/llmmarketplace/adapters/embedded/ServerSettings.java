package dev.llmmarketplace.adapters.embedded;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The server's settings. They are given on its command line, where they win over every file in the cluster, and they are
 * read back from the running server before it is used.
 */
final class ServerSettings {
    /** Committed is on disk, and a torn page can be repaired. */
    private static final Map<String, String> DURABILITY =
            Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on");

    /** Reached by this machine only, and by password only. */
    private static final Map<String, String> REACH = Map.of(
            "listen_addresses", "127.0.0.1", "unix_socket_directories", "", "password_encryption", "scram-sha-256");

    /** Small at rest: the whole product aims at 450 MB. One I/O method without workers, no parallel queries, no JIT. */
    private static final Map<String, String> SIZE = Map.ofEntries(
            Map.entry("max_connections", "40"),
            Map.entry("shared_buffers", "48MB"),
            Map.entry("work_mem", "8MB"),
            Map.entry("maintenance_work_mem", "48MB"),
            Map.entry("max_wal_size", "512MB"),
            Map.entry("min_wal_size", "64MB"),
            Map.entry("io_method", "sync"),
            Map.entry("max_worker_processes", "2"),
            Map.entry("max_parallel_workers_per_gather", "0"),
            Map.entry("autovacuum_max_workers", "1"),
            Map.entry("max_wal_senders", "2"),
            Map.entry("jit", "off"),
            Map.entry("huge_pages", "off"));

    private static final Map<String, String> MANNERS = Map.of(
            "timezone",
            "UTC",
            "log_timezone",
            "UTC",
            "log_checkpoints",
            "off",
            "log_line_prefix",
            "%m [%p] ",
            "idle_in_transaction_session_timeout",
            "5min");

    private ServerSettings() {}

    /** What must hold in the running server, as {@code current_setting} shows it. */
    static Map<String, String> promised() {
        Map<String, String> promised = new LinkedHashMap<>(DURABILITY);
        promised.putAll(REACH);
        return promised;
    }

    /** The server's arguments, but for the cluster and the port. */
    static List<String> arguments() {
        return Stream.of(DURABILITY, REACH, SIZE, MANNERS)
                .flatMap(group -> group.entrySet().stream())
                .flatMap(setting -> Stream.of("-c", setting.getKey() + "=" + setting.getValue()))
                .toList();
    }
}
