package dev.llmmarketplace.server.provider;

import dev.llmmarketplace.server.provider.Directives.Fault;
import dev.llmmarketplace.server.provider.Directives.Reporting;
import dev.llmmarketplace.server.provider.Directives.Shape;
import dev.llmmarketplace.server.provider.Directives.Timing;
import org.jspecify.annotations.Nullable;

/** Reads {@link Directives}. Lines with a {@code #} that name no directive are ordinary text, as headings are. */
final class DirectiveReader {
    private static final int MOST_TOKENS = 1_000_000;
    private static final int MOST_BYTES = 64 << 20;
    private static final int MOST_MILLIS = 600_000;

    private final StringBuilder text = new StringBuilder();
    private Timing timing = Timing.NONE;
    private Fault fault = new Fault.None();
    private Reporting reporting = new Reporting.Exact();
    private Shape shape = new Shape.Echo();

    private DirectiveReader() {}

    /**
     * @param message the last user message
     * @param user the request's {@code user} field, directives separated by semicolons; null when there is none
     */
    static Directives read(String message, @Nullable String user) {
        boolean inUser = user != null && user.startsWith("#");
        if (!inUser && message.indexOf('#') < 0) {
            return Directives.none(message);
        }
        DirectiveReader reader = new DirectiveReader();
        if (user != null && inUser) {
            for (String part : user.split(";", -1)) {
                reader.directive(part.strip());
            }
        }
        message.lines().forEach(reader::line);
        return new Directives(reader.text.toString(), reader.timing, reader.fault, reader.reporting, reader.shape);
    }

    private void line(String line) {
        if (!line.startsWith("#") || !directive(line.strip())) {
            text.append(text.isEmpty() ? "" : "\n").append(line);
        }
    }

    /** False when {@code line} is none. */
    private boolean directive(String line) {
        int space = line.indexOf(' ');
        String name = space < 0 ? line : line.substring(0, space);
        String rest = space < 0 ? "" : line.substring(space + 1).strip();
        switch (name) {
            case "#delay" -> timing = new Timing(millis(name, rest), timing.firstDelay(), timing.pace());
            case "#first-delay" -> timing = new Timing(timing.delay(), millis(name, rest), timing.pace());
            case "#pace" -> timing = new Timing(timing.delay(), timing.firstDelay(), millis(name, rest));
            case "#error" -> fault = new Fault.Status(number(name, rest, 400, 599));
            case "#cut" -> fault = new Fault.Cut(number(name, rest, 0, MOST_TOKENS));
            case "#reset" -> fault = new Fault.Reset();
            case "#no-usage" -> reporting = new Reporting.Silent();
            case "#usage" -> reporting = usage(rest);
            case "#tokens" -> shape = new Shape.Tokens(number(name, rest, 0, MOST_TOKENS));
            case "#bytes" -> shape = new Shape.Bytes(number(name, rest, 0, MOST_BYTES));
            case "#say" -> shape = new Shape.Text(rest);
            case "#tool" -> shape = tool(rest);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static Reporting usage(String rest) {
        Long prompt = null;
        Long completion = null;
        for (String part : rest.split(" +", -1)) {
            if (part.startsWith("prompt=")) {
                prompt = anyNumber(part.substring("prompt=".length()));
            } else if (part.startsWith("completion=")) {
                completion = anyNumber(part.substring("completion=".length()));
            } else {
                throw wrong("#usage", "prompt=N completion=N", rest);
            }
        }
        return new Reporting.Given(prompt, completion);
    }

    private static Shape tool(String rest) {
        int space = rest.indexOf(' ');
        String name = space < 0 ? rest : rest.substring(0, space);
        if (name.isEmpty()) {
            throw wrong("#tool", "NAME {JSON arguments}", rest);
        }
        return new Shape.Tool(name, space < 0 ? "{}" : rest.substring(space + 1).strip());
    }

    private static long millis(String name, String rest) {
        return number(name, rest.endsWith("ms") ? rest.substring(0, rest.length() - 2) : rest, 0, MOST_MILLIS);
    }

    private static int number(String name, String text, int least, int most) {
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // falls through to the refusal, which says what is allowed
        }
        throw wrong(name, "a number from " + least + " to " + most, text);
    }

    private static long anyNumber(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw wrong("#usage", "whole numbers", text);
        }
    }

    private static ProviderError wrong(String name, String rule, String was) {
        return ProviderError.invalid("messages", "The directive " + name + " takes " + rule + ", was '" + was + "'.");
    }
}
