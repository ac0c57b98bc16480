package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.governance.Verdict;
import dev.llmmarketplace.core.kernel.VerdictId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Verdicts that have not expired. */
final class VerdictSource implements FeedSource<VerdictId, Verdict> {
    @Override
    public Set<String> kinds() {
        return Set.of("verdict");
    }

    @Override
    public List<Verdict> all(Handle handle) {
        return VerdictTable.inForce(handle, null);
    }

    @Override
    public Delta<VerdictId, Verdict> changed(Handle handle, Collection<Announcement> announcements) {
        List<UUID> announced = Announcement.ids(announcements, "verdict");
        List<Verdict> present = VerdictTable.inForce(handle, announced);
        Set<UUID> gone = new HashSet<>(announced);
        present.forEach(verdict -> gone.remove(verdict.id().value()));
        return new Delta<>(present, gone.stream().map(VerdictId::new).toList());
    }
}
