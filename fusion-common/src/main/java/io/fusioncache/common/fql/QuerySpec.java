package io.fusioncache.common.fql;

import java.util.Arrays;
import java.util.List;

/**
 * A query of FQL as data for people: what the shell's help, completion and hints are made from.
 *
 * @param name the query
 * @param shape what its body is about
 * @param attributes what its body takes beside that; those that every query takes are not repeated
 * @param classAttributes what the object under the class's name takes beside members
 * @param summary one sentence without a full stop
 * @param example a whole query
 */
public record QuerySpec(
        QueryName name,
        Shape shape,
        List<String> attributes,
        List<String> classAttributes,
        String summary,
        String example) {

    /** What stands in the body. */
    public enum Shape {
        /** A class's name with terms or changes. */
        CLASS,
        /** Definitions of new classes. */
        DEFINITIONS,
        /** The class's name in {@code _class}. */
        NAMED_CLASS,
        /** Attributes only. */
        PLAIN
    }

    private static final List<QuerySpec> ALL = List.of(
            of(
                    QueryName.CREATE_CLASSES,
                    Shape.DEFINITIONS,
                    "_rsp",
                    "",
                    "Creates classes",
                    "{\"City\":{\"name\":{\"_type\":\"string\",\"_index\":true},\"people\":\"int\"}}"),
            of(
                    QueryName.STORE,
                    Shape.NAMED_CLASS,
                    "_class _objects _rsp",
                    "",
                    "Stores objects, and objects in them as linked ones",
                    "{\"_class\":\"City\",\"_objects\":[{\"name\":\"Paris\",\"people\":2100000}]}"),
            of(
                    QueryName.GET,
                    Shape.CLASS,
                    "_depth",
                    "_oids",
                    "Objects by their OIDs",
                    "{\"City\":{\"_oids\":[\"9f0d...\"]}}"),
            of(
                    QueryName.FIND,
                    Shape.CLASS,
                    "_limit _offset _depth",
                    "",
                    "Objects that meet every term, through links to any depth",
                    "{\"City\":{\"people\":{\">\":1000000}}}"),
            of(
                    QueryName.UPDATE,
                    Shape.CLASS,
                    "_rsp",
                    "_oids _where",
                    "Changes members of objects",
                    "{\"City\":{\"_where\":{\"name\":\"Paris\"},\"people\":2200000}}"),
            of(
                    QueryName.DELETE,
                    Shape.CLASS,
                    "_rsp",
                    "_oids _where _deep",
                    "Removes objects",
                    "{\"City\":{\"_where\":{\"name\":\"Paris\"}}}"),
            of(
                    QueryName.OIDS,
                    Shape.NAMED_CLASS,
                    "_class",
                    "",
                    "OIDs of every object of a class",
                    "{\"_class\":\"City\"}"),
            of(
                    QueryName.COUNT,
                    Shape.CLASS,
                    "",
                    "",
                    "Number of objects, of one class with terms or of every class",
                    "{\"City\":{\"name\":\"Paris\"}}"),
            of(
                    QueryName.CLEAR,
                    Shape.PLAIN,
                    "_confirm _rsp",
                    "",
                    "Removes every object and every class",
                    "{\"_confirm\":\"IKnowWhatImDoing\"}"),
            of(QueryName.CLASSES, Shape.PLAIN, "", "", "Every class with its members", "{}"),
            of(QueryName.INDEXES, Shape.PLAIN, "", "", "How many different values each index holds", "{}"),
            of(QueryName.ERRORS, Shape.PLAIN, "", "", "Every error code with its meaning", "{}"),
            of(QueryName.SERVER_INFO, Shape.PLAIN, "", "", "Version, threads and interfaces of the server", "{}"),
            of(QueryName.STATS, Shape.PLAIN, "", "", "Queries run and clients connected", "{}"));

    /** Copies what could be changed. */
    public QuerySpec {
        attributes = List.copyOf(attributes);
        classAttributes = List.copyOf(classAttributes);
    }

    private static QuerySpec of(
            QueryName name, Shape shape, String attributes, String classAttributes, String summary, String body) {
        return new QuerySpec(
                name, shape, words(attributes), words(classAttributes), summary, "{\"" + name + "\":" + body + "}");
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList();
    }

    /** Every query, in the order of {@link QueryName}. */
    public static List<QuerySpec> all() {
        return ALL;
    }

    /** What is said of a query. O(number of queries). */
    public static QuerySpec of(QueryName name) {
        return ALL.stream().filter(spec -> spec.name() == name).findFirst().orElseThrow();
    }
}
