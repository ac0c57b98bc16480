package dev.llmmarketplace.server.cli.bench.search;

import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.server.cli.bench.search.ConstraintKind.Constraint;
import dev.llmmarketplace.server.cli.bench.search.NavigationalQuestions.Question;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Questions of one to three constraints in plain language, none of which is answered by nothing. The same services and seed
 * give the same questions.
 */
final class ConstraintQuestions {
    private static final int MOST_CONSTRAINTS = 3;
    private static final int MOST_TRIES = 100;
    private static final List<String> OPENINGS = List.of("", "models ", "show me models ", "any service ");

    private final List<ServiceVersion> services;

    ConstraintQuestions(List<ServiceVersion> services) {
        this.services = services;
    }

    /** @param most how many; fewer where the services answer none */
    List<Question> draw(int most, long seed) {
        Random random = new Random(seed);
        List<Question> questions = new ArrayList<>();
        for (int tries = 0; questions.size() < most && tries < most * MOST_TRIES; tries++) {
            Question question = question(random);
            if (!question.right().isEmpty()) {
                questions.add(question);
            }
        }
        return questions;
    }

    private Question question(Random random) {
        List<ConstraintKind> kinds = new ArrayList<>(List.of(ConstraintKind.values()));
        Collections.shuffle(kinds, random);
        List<Constraint> constraints = kinds.stream()
                .limit(1 + random.nextInt(MOST_CONSTRAINTS))
                .map(kind -> kind.draw(random))
                .toList();
        String words = constraints.stream().map(Constraint::words).collect(Collectors.joining(", "));
        Set<ServiceId> right = services.stream()
                .filter(service -> constraints.stream()
                        .allMatch(constraint -> constraint.right().test(service.manifest())))
                .map(ServiceVersion::service)
                .collect(Collectors.toSet());
        return new Question(OPENINGS.get(random.nextInt(OPENINGS.size())) + words, right);
    }
}
