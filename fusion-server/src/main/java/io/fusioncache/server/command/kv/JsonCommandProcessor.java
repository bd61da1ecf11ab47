package io.fusioncache.server.command.kv;

import io.fusioncache.common.kv.KvCommandSpec;
import io.fusioncache.common.kv.KvStatus;
import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.buffer.Answers;
import io.fusioncache.server.buffer.MessageBytes;
import io.fusioncache.server.command.ClientSession;
import io.fusioncache.server.command.CommandDispatcher;
import io.fusioncache.server.command.json.FirstMember;
import io.fusioncache.server.command.json.MessageArrays;
import io.fusioncache.server.engine.composite.FusionException;
import io.fusioncache.server.engine.memory.MemoryLimitException;
import io.fusioncache.server.engine.memory.WorkingMemory;
import java.lang.System.Logger;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs key-value commands in JSON: finds the command of a message, checks its form, runs it, and turns what it throws
 * into an answer. Safe for use by any number of threads.
 */
public final class JsonCommandProcessor {
    private static final Logger LOG = System.getLogger(JsonCommandProcessor.class.getName());
    private static final String PREFIX = "KV_";

    private final KvServices services;
    private final Map<String, KvCommand> commands;

    /** Runs commands on these parts. */
    public JsonCommandProcessor(KvServices services) {
        this.services = services;
        this.commands = Stream.concat(
                        StoreKeys.all().stream(),
                        Stream.of(
                                new GetKeys(),
                                new RemoveKeys(),
                                new ContainsKeys(),
                                new AppendValues(),
                                new MoveArrayItems(),
                                new RenameKeys(),
                                new FindKeys(),
                                new CountKeys(),
                                new ClearKeys(),
                                new ServerInfo(),
                                new ExpireKeys(),
                                new TimesToLive(),
                                new FuseKeys(),
                                new GetFused(),
                                new UnfuseKeys(),
                                new FuseInfo(),
                                new ListComposites(),
                                new FusedBy()))
                .collect(Collectors.toUnmodifiableMap(command -> command.spec().name(), Function.identity()));
    }

    /**
     * True when a message that begins with a brace is for this processor, where FQL is spoken too: its first member is
     * a key-value command, or the {@code _qid} that only those have there.
     */
    public static boolean isKeyValue(MessageBytes message) {
        String name = FirstMember.name(message);
        return name.startsWith(PREFIX) || name.equals("_qid");
    }

    /** True when the message may take long, so that it must not run on a network thread. Told from its first bytes. */
    public boolean isSlow(MessageBytes message) {
        KvCommand command = find(FirstMember.name(message), true);
        return message.length() > CommandDispatcher.LONGEST_ON_A_NETWORK_THREAD
                || command == null
                || command.spec().isSlow()
                || (command.isSlow(services) && hasSlowKey(command, message));
    }

    /** Reads the message for its keys; only where there is something that takes long. */
    private boolean hasSlowKey(KvCommand command, MessageBytes message) {
        try (WorkingMemory memory = new WorkingMemory(services.keyspace().account())) {
            KvRequest request = KvRequest.read(MessageArrays.join(message, memory), memory);
            return Arrays.stream(request.words()).anyMatch(word -> command.isSlow(word, services));
        } catch (KvRefusal wrong) {
            return false; // Which is answered when the message is run.
        }
    }

    /**
     * Runs a message and sends its answers. Never throws for what a client sent.
     *
     * @param client who sent it
     * @param prefixOptional true where the names may come without {@code KV_}
     * @return false when something of it was answered with a mistake
     */
    public boolean run(MessageBytes message, ClientSession client, boolean prefixOptional, Answers answers) {
        services.counters().command();
        try (WorkingMemory memory = new WorkingMemory(services.keyspace().account())) {
            return run(message, client, prefixOptional, answers, memory);
        }
    }

    private boolean run(
            MessageBytes message, ClientSession client, boolean prefixOptional, Answers answers, WorkingMemory memory) {
        long began = services.witness().nanos();
        KvRequest request;
        try {
            request = KvRequest.read(MessageArrays.join(message, memory), memory);
        } catch (KvRefusal refusal) {
            services.counters().error();
            refuse(answers, refusal.qid(), refusal.status(), refusal.sentence());
            return false;
        } catch (MemoryLimitException full) {
            services.counters().error();
            refuse(answers, null, KvStatus.MEMORY_LIMIT, "there is no memory to read the message");
            return false;
        }
        KvCommand command = find(request.name(), prefixOptional);
        if (command == null) {
            services.counters().error();
            refuse(answers, request.qid(), KvStatus.COMMAND_NOT_EXIST, "there is no command " + request.name());
            return false;
        }
        client.begin(command.spec().name().toLowerCase(Locale.ROOT), began);
        services.witness().begins(client, request::words, false);
        KvCall call = new KvCall(services, request, answers, memory);
        run(command, call);
        services.witness().ended(client, began, request::words, false);
        return !call.hasFailed();
    }

    /**
     * Sends an answer to a message that was not read: too long, or binary.
     *
     * @param sentence what is wrong, for people
     */
    public static void refuse(Answers answers, KvStatus status, String sentence) {
        refuse(answers, null, status, sentence);
    }

    private static void refuse(Answers answers, @Nullable String qid, KvStatus status, String sentence) {
        AnswerBuffer answer = answers.begin();
        KvFrame.refusal(answer, qid, status, sentence);
        answers.send(answer);
    }

    private @Nullable KvCommand find(String name, boolean prefixOptional) {
        KvCommand command = commands.get(name);
        return command == null && prefixOptional ? commands.get(PREFIX + name) : command;
    }

    private void run(KvCommand command, KvCall call) {
        try {
            check(command.spec(), call.request());
            command.run(call);
        } catch (KvFault fault) {
            services.counters().error();
            call.fail(fault.status(), "", fault.sentence());
        } catch (MemoryLimitException full) {
            services.counters().error();
            call.failForMemory();
        } catch (FusionException refused) {
            services.counters().error();
            call.fail(refused.status(), "", refused.sentence());
        } catch (RuntimeException defect) {
            services.counters().error();
            String id = UUID.randomUUID().toString();
            LOG.log(Logger.Level.ERROR, "internal error " + id, defect);
            call.fail(KvStatus.UNKNOWN, "", "internal error " + id);
        }
    }

    /** Checks that the body is of the right form, which is the same for all commands. */
    private static void check(KvCommandSpec spec, KvRequest request) {
        boolean isRight = switch (spec.form()) {
            case OBJECT, EMPTY -> request.isObject();
            case ARRAY -> !request.isObject();
            case ARRAY_OR_OBJECT -> true;
        };
        if (request.isScalar() || !isRight) {
            throw new KvFault(
                    KvStatus.COMMAND_TYPE, spec.name() + " takes " + spec.form().title());
        }
        if (spec.form() == KvCommandSpec.Form.EMPTY && !request.fields().isEmpty()) {
            throw new KvFault(
                    KvStatus.COMMAND_SYNTAX,
                    spec.name() + " has no field " + request.fields().getFirst().name());
        }
        if (spec.needsKeys() && request.fields().isEmpty()) {
            throw new KvFault(KvStatus.KEY_MISSING, spec.name() + " needs a key");
        }
    }
}
