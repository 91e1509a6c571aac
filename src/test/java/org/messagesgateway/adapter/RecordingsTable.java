package org.messagesgateway.adapter;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;

/**
 * Counts the records that ran, and those that passed, by dialect and kind, and prints the table when all are through. A
 * factory's display name is the kind; its class's, the dialect.
 */
final class RecordingsTable implements InvocationInterceptor {

    @Override
    public void interceptDynamicTest(
            Invocation<Void> invocation, DynamicTestInvocationContext context, ExtensionContext test) throws Throwable {
        var factory = test.getParent().orElseThrow();
        var dialect = factory.getParent().orElseThrow().getDisplayName();
        var count = Table.of(test).count(dialect, factory.getDisplayName());
        count.run++;
        invocation.proceed();
        count.passed++;
    }

    private static final class Count {
        int run;
        int passed;

        @Override
        public String toString() {
            return passed + " of " + run;
        }
    }

    /** Lives as long as the whole run. */
    private static final class Table implements AutoCloseable {

        private final Map<String, Map<String, Count>> rows = new TreeMap<>();

        static Table of(ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.create(RecordingsTable.class))
                    .getOrComputeIfAbsent(Table.class, key -> new Table(), Table.class);
        }

        Count count(String dialect, String kind) {
            return rows.computeIfAbsent(dialect, row -> new TreeMap<>()).computeIfAbsent(kind, cell -> new Count());
        }

        @Override
        public void close() {
            var lines = rows.entrySet().stream()
                    .map(row -> String.format("%-12s", row.getKey())
                            + row.getValue().entrySet().stream()
                                    .map(cell -> String.format("%s: %s", cell.getKey(), cell.getValue()))
                                    .collect(Collectors.joining(" · ")))
                    .collect(Collectors.joining("\n"));
            System.out.println("\nRecorded traffic, passed of run\n" + lines);
            Recordings.excluded().forEach((why, ids) -> System.out.println("not run: " + ids.size() + " " + why));
            System.out.println();
        }
    }
}
