package dev.meridian.kubernetes;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

/// What Kubernetes takes of a document, by its own types: those of its Java client, which are made from its API
/// and refuse what they do not know. What others add to Kubernetes has schemas of our own here, from what they
/// publish, as strict.
public final class Kinds {
    private static final String PACKAGE = "io.kubernetes.client.openapi.models.";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final SequencedMap<String, String> TYPES = new LinkedHashMap<>();

    static {
        TYPES.put("v1 Namespace", "V1Namespace");
        TYPES.put("v1 LimitRange", "V1LimitRange");
        TYPES.put("v1 ConfigMap", "V1ConfigMap");
        TYPES.put("v1 Secret", "V1Secret");
        TYPES.put("v1 Service", "V1Service");
        TYPES.put("v1 ServiceAccount", "V1ServiceAccount");
        TYPES.put("apps/v1 Deployment", "V1Deployment");
        TYPES.put("autoscaling/v2 HorizontalPodAutoscaler", "V2HorizontalPodAutoscaler");
        TYPES.put("policy/v1 PodDisruptionBudget", "V1PodDisruptionBudget");
        TYPES.put("networking.k8s.io/v1 NetworkPolicy", "V1NetworkPolicy");
        TYPES.put("networking.k8s.io/v1 Ingress", "V1Ingress");
        TYPES.put("storage.k8s.io/v1 StorageClass", "V1StorageClass");
    }

    private Kinds() {}

    /// The documents of a file.
    public static List<Map<?, ?>> documents(String yaml) {
        List<Map<?, ?>> documents = new ArrayList<>();
        new Load(LoadSettings.builder().build())
                .loadAllFromString(yaml)
                .forEach(document -> documents.add((Map<?, ?>) document));
        return documents;
    }

    /// What is wrong with one; none for a good one.
    public static List<String> faults(Map<?, ?> document) {
        String kind = document.get("apiVersion") + " " + document.get("kind");
        String type = TYPES.get(kind);
        if (type != null) {
            return faults(type, JsonParser.parseString(JSON.writeValueAsString(document)));
        }
        String name = "/custom/" + document.get("kind") + ".json";
        try (InputStream schema = Kinds.class.getResourceAsStream(name)) {
            if (schema == null) {
                return List.of(kind + ": nobody here knows it");
            }
            Schema known = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
            return known.validate(JSON.writeValueAsString(document), InputFormat.JSON).stream()
                    .map(Error::toString)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> faults(String type, JsonElement document) {
        try {
            Class.forName(PACKAGE + type)
                    .getMethod("validateJsonElement", JsonElement.class)
                    .invoke(null, document);
            return values(type, document.getAsJsonObject());
        } catch (InvocationTargetException e) {
            return List.of(type + ": " + e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /// What the types leave open: that the one who answers for a document has a name that others can write.
    private static List<String> values(String type, JsonObject document) {
        String name = document.getAsJsonObject("metadata").get("name").getAsString();
        return name.matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")
                ? List.of()
                : List.of(type + ": `" + name + "` is no name of Kubernetes");
    }
}
