package dev.llmmarketplace.server.rest.catalog;

import dev.llmmarketplace.core.catalog.Compliance;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

record ComplianceBody(
        String level,
        Collection<String> certifications,
        Collection<String> dataResidency,
        boolean gdpr,
        boolean hipaa,
        @Nullable Integer retentionDays) {

    static ComplianceBody from(Compliance compliance) {
        return new ComplianceBody(
                compliance.level().wireName(),
                compliance.certifications(),
                compliance.dataResidency(),
                compliance.gdpr(),
                compliance.hipaa(),
                compliance.retentionDays());
    }
}
