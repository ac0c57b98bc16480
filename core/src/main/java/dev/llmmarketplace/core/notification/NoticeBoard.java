package dev.llmmarketplace.core.notification;

import java.util.List;
import java.util.function.Function;

/**
 * Puts notices of events before people, each as he has chosen. Blocking; thread-safe; of several processes one does it at a
 * time.
 */
public interface NoticeBoard {
    /**
     * Takes the next events. What they lead to and how far it is are stored in one transaction.
     *
     * @return how many events there were; 0 when there are none yet
     */
    int run(Function<Occasion, List<Notice>> author);
}
