package org.messagesgateway.adapter;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** A class that runs recorded traffic: it has a row in the table that {@code mvn verify -Precordings} ends with. */
@Tag("recordings")
@ExtendWith(RecordingsTable.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface RecordedDialect {}
