package org.messagesgateway.job;

import java.util.List;
import org.messagesgateway.config.Secret;

/** A shared PostgreSQL, with keys. */
class EncryptedPostgresJobStoreTest extends PostgresJobStoreTest {

    @Override
    List<Secret> keys() {
        return List.of(new Secret("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
    }
}
