package dev.llmmarketplace.it.process;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./marketplace serve} on a data directory of the test's, on a port that the first start chose. It can be killed
 * and started again; the address stays.
 */
public final class RunningMarketplace implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("ready.*?(http://[^\\s/]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern PASSWORD = Pattern.compile("[Pp]assword:?\\s+(\\S+)");

    /** A test signs more people in within a minute than a sane installation would allow from one address. */
    private static final Map<String, String> NO_LIMITS = Map.of(
            "MARKETPLACE_LIMITS_LOGIN_PER_MINUTE", "0",
            "MARKETPLACE_LIMITS_READS_PER_MINUTE", "0",
            "MARKETPLACE_LIMITS_WRITES_PER_MINUTE", "0");

    private final Path data;
    private final Map<String, String> environment;
    private final List<String> arguments;
    private Program program;
    private URI address;
    private @Nullable String password;

    private RunningMarketplace(Path data, Map<String, String> environment, List<String> arguments) {
        this.data = data;
        this.environment = Map.copyOf(environment);
        this.arguments = List.copyOf(arguments);
        this.program = launch(0, this.environment);
        this.address = awaitReady();
    }

    /** Starts on {@code data}, which may be new, and waits until it is ready. */
    public static RunningMarketplace on(Path data) {
        return on(data, Map.of());
    }

    /** @param environment further settings, by the names of their environment variables */
    public static RunningMarketplace on(Path data, Map<String, String> environment) {
        return new RunningMarketplace(data, environment, List.of());
    }

    private Program launch(int port, Map<String, String> settings) {
        List<String> command = new ArrayList<>(List.of("serve", "--data", data.toString(), "--port", "" + port));
        command.addAll(arguments);
        Map<String, String> variables = new HashMap<>(NO_LIMITS);
        variables.putAll(settings);
        return Program.marketplace("marketplace", command, variables);
    }

    private URI awaitReady() {
        return URI.create(program.awaitLine(READY).group(1));
    }

    /** Starts again on the same data directory and port after a kill or an end. */
    public void restart() {
        beginRestart();
        address = awaitReady();
    }

    /** As {@link #restart}, but returns while the process is still at its very beginning. */
    public void beginRestart() {
        Map<String, String> asBuilt = new HashMap<>(environment);
        asBuilt.put("MARKETPLACE_NO_BUILD", "1");
        program = launch(address.getPort(), asBuilt);
    }

    public URI address() {
        return address;
    }

    public Path data() {
        return data;
    }

    public Program program() {
        return program;
    }

    /** Of {@code admin@localhost}, as the first start printed it. */
    public String administratorPassword() {
        if (password == null) {
            password = program.awaitLine(PASSWORD).group(1);
        }
        return password;
    }

    /** {@code kill -9} of the marketplace alone; its PostgreSQL lives on as an orphan. */
    public void kill() {
        administratorPassword();
        program.kill();
    }

    /** {@code kill -9} of the marketplace and of its PostgreSQL with all its processes. */
    public void killWithDatabase() {
        List<ProcessHandle> database = EmbeddedDatabase.processes(data);
        kill();
        database.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        program.close();
        EmbeddedDatabase.processes(data).forEach(ProcessHandle::destroyForcibly);
    }
}
