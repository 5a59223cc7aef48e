package io.nightjar.calico.resources;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nightjar.calico.store.KeyValueView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;

/** Collects resources. A later document takes the place of an earlier one with the same kind and name. */
public final class ResourceDocuments {

    private static final int MAX_LENGTH = 64 << 20;

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private final TreeMap<String, KeyValueView.Entry> entries = new TreeMap<>();

    private final TreeMap<String, ResourceItem> items = new TreeMap<>();

    private long revision = 1;

    /**
     * Adds all documents of a text.
     *
     * @param source what the text is called, for people
     */
    public ResourceDocuments add(String source, String text) throws ResourceException {
        int number = 0;
        for (Object document : documents(source, text)) {
            number++;
            if (document instanceof Map<?, ?> map) {
                add(source + ", document " + number, map);
            } else if (document != null) {
                throw new ResourceException(source + ", document " + number + ": not a resource");
            }
        }
        return this;
    }

    private static List<Object> documents(String source, String text) throws ResourceException {
        LoaderOptions loading = new LoaderOptions();
        loading.setAllowDuplicateKeys(false);
        loading.setCodePointLimit(MAX_LENGTH);
        DumperOptions dumping = new DumperOptions();
        Yaml yaml =
                new Yaml(new SafeConstructor(loading), new Representer(dumping), dumping, loading, new PlainResolver());
        List<Object> documents = new ArrayList<>();
        try {
            yaml.loadAll(text).forEach(documents::add);
        } catch (YAMLException e) {
            throw new ResourceException(
                    source + ": " + String.valueOf(e.getMessage()).replace('\n', ' '));
        }
        return documents;
    }

    private void add(String place, Map<?, ?> document) throws ResourceException {
        Object kind = document.get("kind");
        if (kind == null) {
            addKeys(place, document);
        } else if (document.get("items") instanceof List<?> items) {
            for (Object item : items) {
                if (!(item instanceof Map<?, ?> resource) || resource.get("kind") == null) {
                    throw new ResourceException(place + ": 'items' has something that is not a resource");
                }
                add(place, resource);
            }
        } else {
            addResource(place, kind.toString(), document);
        }
    }

    private void addResource(String place, String kind, Map<?, ?> document) throws ResourceException {
        String name = name(place, kind, document.get("metadata"));
        IpamResources.Placed elsewhere = IpamResources.of(place, document);
        if (elsewhere == null) {
            put(new ResourceItem(place, kind, name, ResourceKind.folder(kind) + name, json(place, document)));
        } else {
            put(new ResourceItem(place, kind, name, elsewhere.key(), json(place, elsewhere.value())));
        }
    }

    /** A document without a kind is one of keys and their values. */
    private void addKeys(String place, Map<?, ?> document) throws ResourceException {
        for (Map.Entry<?, ?> entry : document.entrySet()) {
            String key = String.valueOf(entry.getKey());
            if (!key.startsWith("/")) {
                throw new ResourceException(place + ": no 'kind', and '" + key + "' is not a key");
            }
            Object value = entry.getValue();
            boolean text = value == null || value instanceof String;
            put(new ResourceItem(
                    place, "", key, key, text ? value == null ? "" : value.toString() : json(place, value)));
        }
    }

    private static String name(String place, String kind, @Nullable Object metadata) throws ResourceException {
        Object name = metadata instanceof Map<?, ?> fields ? fields.get("name") : null;
        if (name == null) {
            throw new ResourceException(place + ": a " + kind + " without 'metadata.name'");
        }
        Object namespace = metadata instanceof Map<?, ?> fields ? fields.get("namespace") : null;
        return (namespace == null ? "" : namespace + "/") + name;
    }

    private static String json(String place, Object value) throws ResourceException {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new ResourceException(place + ": cannot be written as JSON: " + e.getOriginalMessage());
        }
    }

    /** Adds a key as it is. */
    public ResourceDocuments put(String key, String value) {
        put(new ResourceItem(key, "", key, key, value));
        return this;
    }

    private void put(ResourceItem item) {
        entries.put(item.key(), new KeyValueView.Entry(item.value(), ++revision));
        items.put(item.key(), item);
    }

    /** What has been added, as a datastore would show it. */
    public KeyValueView view() {
        return new KeyValueView("files", revision, entries);
    }

    /** What has been added, in the order of the keys. */
    public List<ResourceItem> items() {
        return List.copyOf(items.values());
    }
}
