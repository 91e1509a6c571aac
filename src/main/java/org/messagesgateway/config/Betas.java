package org.messagesgateway.config;

import jakarta.json.JsonString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.messagesgateway.json.Json;

/** The members of a body that are not there unless a beta flag switches them on. Immutable. */
final class Betas {

    private static final class Standard {
        static final Betas INSTANCE = read("betas.json");
    }

    private final Map<String, List<String>> membersByFlag;

    private Betas(Map<String, List<String>> membersByFlag) {
        this.membersByFlag = membersByFlag;
    }

    /** The table that comes with the gateway. */
    static Betas standard() {
        return Standard.INSTANCE;
    }

    private static Betas read(String resource) {
        try (var in = Betas.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + resource);
            }
            var members = new TreeMap<String, List<String>>();
            Json.parseObject(in.readAllBytes())
                    .forEach((flag, paths) ->
                            members.put(flag, paths.asJsonArray().getValuesAs(JsonString::getString)));
            return new Betas(members);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The paths of all members that no flag known to {@code host} switches on. */
    List<String> membersWithout(MessagesProfile host) {
        var members = new LinkedHashSet<String>();
        Set<String> known = new LinkedHashSet<>();
        membersByFlag.forEach((flag, paths) -> (host.knowsBeta(flag) ? known : members).addAll(paths));
        members.removeAll(known);
        return new ArrayList<>(members);
    }
}
