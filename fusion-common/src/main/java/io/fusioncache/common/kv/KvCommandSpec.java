package io.fusioncache.common.kv;

import java.util.List;
import java.util.Optional;

/**
 * A key-value command in JSON as data: what dispatch, the check of its form, the reference page and the shell's help
 * are made from.
 *
 * @param name with its prefix, {@code KV_GET}
 * @param form what its body is
 * @param needsKeys true when an empty body is a mistake
 * @param isSlow true when its time grows with what the server holds: never to be run on a network thread
 * @param body its body as an example
 * @param answer its answers in words, in Markdown
 */
public record KvCommandSpec(String name, Form form, boolean needsKeys, boolean isSlow, String body, String answer) {

    /** What a command's body is. */
    public enum Form {
        OBJECT("an object"),
        ARRAY("an array"),
        /** An object without members. */
        EMPTY("an object"),
        /** Either. */
        ARRAY_OR_OBJECT("an array or an object");

        private final String title;

        Form(String title) {
            this.title = title;
        }

        /** The form as people say it. */
        public String title() {
            return title;
        }
    }

    private static final List<KvCommandSpec> ALL = List.of(
            keyed("KV_SET", Form.OBJECT, "{\"key1\":value,...}", "`{\"st\":20,\"k\":\"key1\"}`: 20 new, 21 updated"),
            keyed("KV_SETQ", Form.OBJECT, "{\"key1\":value,...}", "only for errors"),
            keyed("KV_ADD", Form.OBJECT, "{\"key1\":value,...}", "20 stored; 23 the key exists, nothing stored"),
            keyed("KV_ADDQ", Form.OBJECT, "{\"key1\":value,...}", "only for errors, of which 23 is one"),
            keyed(
                    "KV_GET",
                    Form.ARRAY,
                    "[\"key1\",...]",
                    "`{\"st\":1,\"key1\":value}`; `{\"st\":22,\"k\":\"key1\"}` when absent"),
            keyed("KV_RMV", Form.ARRAY, "[\"key1\",...]", "24 removed, 22 absent"),
            keyed("KV_CONTAINS", Form.ARRAY, "[\"key1\",...]", "23 present, 22 absent"),
            keyed(
                    "KV_APPEND",
                    Form.OBJECT,
                    "{\"key1\":value,...}",
                    "1: an array's items are added at the end, an object's members where they are lacking, a string's"
                            + " characters at the end; 22 absent, 41 types that differ or can't be added to"),
            keyed(
                    "KV_ARRAY_MOVE",
                    Form.OBJECT,
                    "{\"key1\":[from,to],...}",
                    "1: the item at `from` now stands before the one that was at `to`, or at the end when `to` is left"
                            + " out; 22 absent, 41 no array or no integer, 42 not one or two indexes, 43 out of bounds"),
            keyed(
                    "KV_RNM",
                    Form.ARRAY,
                    "[{\"old\":\"new\"},...]",
                    "`{\"st\":1,\"old\":\"new\"}`; 22 no such key, 23 the new name exists"),
            new KvCommandSpec(
                    "KV_FIND",
                    Form.OBJECT,
                    false,
                    true,
                    "{\"path\":\"/a/b\",\"keyrgx\":\"...\",\"==\":value}",
                    "one answer `{\"st\":1,\"k\":[keys]}`, the keys sorted; 13, 60, 61, 62, 63"),
            plain("KV_COUNT", true, "one answer `{\"st\":1,\"cnt\":n}`"),
            plain("KV_CLEAR", true, "one answer `{\"st\":1,\"cnt\":n}`"),
            plain("KV_SERVER_INFO", true, "one answer `{\"st\":1,\"keyCnt\":n,\"qryCnt\":n,\"version\":\"...\"}`"),
            keyed(
                    "KV_EXPIRE",
                    Form.OBJECT,
                    "{\"key1\":seconds,...}",
                    "1, 22 absent; a fraction is allowed, `null` takes the limit away, 0 or less removes the key"),
            keyed(
                    "KV_TTL",
                    Form.ARRAY,
                    "[\"key1\",...]",
                    "`{\"st\":1,\"k\":\"key1\",\"ttl\":seconds}`, `null` without a limit; 22 absent"),
            keyed(
                    "KV_FUSE",
                    Form.OBJECT,
                    "{\"composite\":[\"fragment1\",...],...}",
                    "`{\"st\":1,\"k\":\"composite\",\"cnt\":fragments}`; 80, 82, 83"),
            new KvCommandSpec(
                    "KV_GET_FUSED",
                    Form.ARRAY_OR_OBJECT,
                    true,
                    false,
                    "[\"composite\",...]` or `{\"keys\":[\"composite\",...],\"json\":true}",
                    "`{\"st\":1,\"composite\":{...}}`; 22 no such composite, 80, 81"),
            keyed("KV_UNFUSE", Form.ARRAY, "[\"composite\",...]", "24 removed, 22 no such composite; 80"),
            keyed(
                    "KV_FUSE_INFO",
                    Form.ARRAY,
                    "[\"composite\",...]",
                    "`{\"st\":1,\"k\":\"composite\",\"fragments\":[...],\"missing\":[...],\"state\":\"clean\","
                            + "\"cachedBytes\":n,\"composed\":n,\"hits\":n}`; 22 no such composite, 80"),
            new KvCommandSpec(
                    "KV_COMPOSITES",
                    Form.OBJECT,
                    false,
                    true,
                    "{}` or `{\"match\":\"glob\"}",
                    "one answer `{\"st\":1,\"k\":[composites]}`, sorted; 13, 80"),
            new KvCommandSpec(
                    "KV_FUSED_BY",
                    Form.ARRAY,
                    true,
                    true,
                    "[\"fragment\",...]",
                    "`{\"st\":1,\"k\":\"fragment\",\"composites\":[...]}`, sorted; 80"));

    private static KvCommandSpec keyed(String name, Form form, String body, String answer) {
        return new KvCommandSpec(name, form, true, false, body, answer);
    }

    private static KvCommandSpec plain(String name, boolean isSlow, String answer) {
        return new KvCommandSpec(name, Form.EMPTY, false, isSlow, "{}", answer);
    }

    /** Every command, in the order of the reference. */
    public static List<KvCommandSpec> all() {
        return ALL;
    }

    /** The command of that name, with its prefix. */
    public static Optional<KvCommandSpec> find(String name) {
        return ALL.stream().filter(spec -> spec.name().equals(name)).findFirst();
    }
}
