package dev.llmmarketplace.server.cli.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The yardstick: nginx as a bare {@code proxy_pass} that knows no keys, limits or prices. It is set up to be as quick as
 * it can be for this work: connections to the upstream kept, no access log, no buffering of answers (a stream would stop
 * being one), and as many workers as the machine has cores.
 */
final class NginxProxy implements AutoCloseable {
    private static final String CONFIGURATION = "nginx.conf";

    private final Child process;
    private final int port;

    private NginxProxy(Child process, int port) {
        this.process = process;
        this.port = port;
    }

    static NginxProxy before(URI upstream, Path scratch, int workers) throws IOException {
        Path nginx = Tool.NGINX.locate();
        int port = Ports.free();
        Path home = Files.createDirectory(scratch.resolve("nginx"));
        String configuration = Resources.text(CONFIGURATION)
                .replace("${workers}", Integer.toString(workers))
                .replace("${upstream}", upstream.getAuthority())
                .replace("${port}", Integer.toString(port));
        Files.writeString(home.resolve(CONFIGURATION), configuration);
        Child process = Child.start(
                List.of(nginx.toString(), "-p", home.toString(), "-c", CONFIGURATION, "-e", "stderr"), "nginx");
        Ports.awaitOpen(port, process);
        return new NginxProxy(process, port);
    }

    /** The same path on this proxy. */
    URI address(URI upstream) {
        return URI.create("http://127.0.0.1:" + port + upstream.getRawPath());
    }

    /** The master and its workers. */
    List<Long> pids() {
        return process.tree();
    }

    @Override
    public void close() {
        process.close();
    }
}
