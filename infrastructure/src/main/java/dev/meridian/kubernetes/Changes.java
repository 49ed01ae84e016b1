package dev.meridian.kubernetes;

import dev.meridian.yaml.Fields;
import dev.meridian.yaml.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What makes one resource another, as small as may be: what nobody changes stays somebody else's to change, such
/// as an image (RFC 6902, JSON Patch: `add`, `remove`, `replace`).
final class Changes {
    private final List<Fields> all = new ArrayList<>();

    private Changes() {}

    static List<Fields> between(Fields from, Fields to) {
        Changes changes = new Changes();
        changes.fields("", from, to);
        return List.copyOf(changes.all);
    }

    private void fields(String path, Fields from, Fields to) {
        for (Fields.Field field : from.all()) {
            String here = path + "/" + escaped(field.name());
            Optional<Value> now = to.child(field.name());
            if (now.isPresent()) {
                values(here, field.value(), now.get());
            } else {
                all.add(change("remove", here));
            }
        }
        for (Fields.Field field : to.all()) {
            if (from.child(field.name()).isEmpty()) {
                all.add(change("add", path + "/" + escaped(field.name())).set("value", field.value()));
            }
        }
    }

    private void values(String path, Value from, Value to) {
        if (from instanceof Fields before && to instanceof Fields after) {
            fields(path, before, after);
        } else if (from instanceof Value.Items(List<Value> before)
                && to instanceof Value.Items(List<Value> after)
                && before.size() == after.size()) {
            for (int i = 0; i < before.size(); i++) {
                values(path + "/" + i, before.get(i), after.get(i));
            }
        } else if (!from.equals(to)) {
            all.add(change("replace", path).set("value", to));
        }
    }

    private static Fields change(String operator, String path) {
        return Fields.of().set("path", path).set("operator", operator);
    }

    /// RFC 6901, section 3.
    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
