package dev.meridian.pipelines;

import dev.meridian.yaml.Fields;
import dev.meridian.yaml.Yaml;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// All files of the pipelines, by their paths below `.github/`.
public final class Pipelines {
    private Pipelines() {}

    /// @param head what every document begins with: a comment
    public static SequencedMap<String, String> of(Plan plan, String head) {
        Check check = new Check(plan);
        Apply apply = new Apply(plan);
        SequencedMap<String, Fields> documents = new LinkedHashMap<>();
        documents.put("workflows/check.yml", check.workflow());
        documents.put("workflows/apply.yml", apply.workflow());
        documents.put("workflows/root.yml", Shared.root(plan));
        documents.put("workflows/region.yml", Shared.region(plan));
        documents.put("workflows/health.yml", Shared.health(plan, apply));
        if (plan.delivery().looksForDrift()) {
            documents.put("workflows/drift.yml", Shared.drift(plan));
        }
        documents.put("checkov.yaml", check.settings());
        SequencedMap<String, String> files = new LinkedHashMap<>();
        files.put("workflows/README.md", Guide.of(plan));
        documents.forEach((path, document) -> files.put(path, head + Yaml.text(List.of(document))));
        scripts(files.values()).forEach((script, text) -> files.put("scripts/" + script, text));
        return files;
    }

    /// Those that a workflow runs, or a script before them, and no others.
    private static SequencedMap<String, String> scripts(Collection<String> workflows) {
        SequencedMap<String, String> scripts = new LinkedHashMap<>();
        List<String> all = new ArrayList<>(workflows);
        for (String name : Steps.SCRIPTS) {
            String called = Steps.at(name);
            if (all.stream().anyMatch(text -> text.contains(called))) {
                String text = Resources.script(name);
                scripts.put(name, text);
                all.add(text);
            }
        }
        return scripts;
    }
}
