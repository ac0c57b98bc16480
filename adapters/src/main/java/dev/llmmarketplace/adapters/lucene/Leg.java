package dev.llmmarketplace.adapters.lucene;

/** Which of the index's ways to find something answers: for measuring what each is worth. */
public enum Leg {
    /** The question's words and names alone. */
    LEXICAL {
        @Override
        Question of(Question question) {
            return question.withoutMeaning();
        }
    },
    /** The question's meaning alone. */
    VECTOR {
        @Override
        Question of(Question question) {
            return question.withoutWords();
        }
    },
    /** All together, as {@link LuceneSearchIndex#search} answers. */
    HYBRID {
        @Override
        Question of(Question question) {
            return question;
        }
    };

    /** The part of the question that this leg sees. */
    abstract Question of(Question question);
}
