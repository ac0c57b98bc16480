package dev.llmmarketplace.it.publication;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Takes mail by SMTP (RFC 5321), and says that it has taken it as long as the desk does. */
final class HeldMailServer implements AutoCloseable {
    private static final String IDENTIFIER = "message-id: ";

    private final Desk desk;
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    HeldMailServer(Desk desk) throws IOException {
        this.desk = desk;
        Thread.ofVirtual().name("mail server").start(this::listen);
    }

    int port() {
        return server.getLocalPort();
    }

    private void listen() {
        try {
            while (true) {
                Socket caller = server.accept();
                Thread.ofVirtual().start(() -> talk(caller));
            }
        } catch (IOException closed) {
            // Nobody is listened to any more.
        }
    }

    private void talk(Socket caller) {
        try (caller;
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII));
                OutputStream answers = caller.getOutputStream()) {
            say(answers, "220 ready");
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String verb = line.substring(0, Math.min(4, line.length())).toUpperCase(Locale.ROOT);
                switch (verb) {
                    case "DATA" -> {
                        say(answers, "354 go on");
                        take(lines);
                        say(answers, "250 taken");
                    }
                    case "QUIT" -> {
                        say(answers, "221 bye");
                        return;
                    }
                    default -> say(answers, "250 yes");
                }
            }
        } catch (IOException death) {
            // Whoever has sent it is gone.
        }
    }

    private void take(BufferedReader lines) throws IOException {
        StringBuilder mail = new StringBuilder();
        String identifier = "";
        for (@Nullable String line = lines.readLine(); !".".equals(line); line = lines.readLine()) {
            if (line == null) {
                return; // half a mail
            }
            mail.append(line).append('\n');
            if (identifier.isEmpty() && line.toLowerCase(Locale.ROOT).startsWith(IDENTIFIER)) {
                identifier = line.substring(IDENTIFIER.length());
            }
        }
        desk.take(identifier, mail.toString());
    }

    private static void say(OutputStream answers, String line) throws IOException {
        answers.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        answers.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
