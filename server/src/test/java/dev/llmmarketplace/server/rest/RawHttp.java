package dev.llmmarketplace.server.rest;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends what a well-behaved client would not. */
final class RawHttp {
    private RawHttp() {}

    /** @param requestLine and further header lines, separated by CR LF */
    static String ask(URI address, String requestLine) throws IOException {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            String request = requestLine + "\r\nHost: " + address.getAuthority() + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
