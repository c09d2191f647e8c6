import static java.nio.charset.StandardCharsets.UTF_8;
import com.sun.jna.*;
import com.sun.jna.ptr.*;
import java.io.PrintStream;
import java.nio.file.*;
import java.util.*;
import java.util.stream.*;

/** Due dates and a dialogue from Java 17, through JNA 5; the argument is the folder of the data, -Djna.library.path that
 *  of the library. Without -Djna.encoding=UTF-8, a String would be passed in the charset of the platform. */
public class Sample {
    static final NativeLibrary LIBRARY = NativeLibrary.getInstance("doithoai");

    /** Any call. An Integer is an int32_t, a Long a size_t (on 64 bits), a byte[] a document: pointer and length. */
    static <T> T invoke(Class<T> type, String name, Object... arguments) {
        Stream<Object> all = Stream.of(arguments)
            .flatMap(given -> given instanceof byte[] text ? Stream.of(text, (long) text.length) : Stream.of(given));
        return type.cast(LIBRARY.getFunction("doithoai_" + name).invoke(type, all.toArray()));
    }
    /** What a call that can fail failed with, if it did. */
    static Optional<String> failure(String name, Object... arguments) {
        var error = new PointerByReference();
        int status = invoke(Integer.class, name, Stream.concat(Stream.of(arguments), Stream.of(error)).toArray());
        if (status == 0) return Optional.empty();
        String message = invoke(String.class, "error_message_vi", error.getValue()); // a copy
        invoke(Void.class, "error_free", error.getValue());
        return Optional.of(status + ": " + message);
    }
    static void call(String name, Object... arguments) {
        failure(name, arguments).ifPresent(failure -> { throw new IllegalStateException(failure); });
    }
    /** The object that a call makes; the parameter before the error says where it goes. */
    static Pointer make(String name, Object... arguments) {
        var out = new PointerByReference();
        call(name, Stream.concat(Stream.of(arguments), Stream.of(out)).toArray());
        return out.getValue();
    }
    /** The text that a call makes, copied and freed. */
    static String text(String name, Object... arguments) {
        Pointer text = make(name, arguments);
        int length = invoke(Long.class, "string_length", text).intValue();
        byte[] copy = invoke(Pointer.class, "string_data", text).getByteArray(0, length);
        invoke(Void.class, "string_free", text);
        return new String(copy, UTF_8);
    }
    static String number(String json, String key) { return json.split("\"" + key + "\":")[1].split("\\D")[0]; }
    public static void main(String[] arguments) throws Exception {
        var out = new PrintStream(System.out, true, UTF_8);
        if (invoke(Integer.class, "abi_version") != 0) throw new IllegalStateException("the library has another ABI");
        out.println("abi 0, release " + invoke(String.class, "version"));
        Pointer rules = make("ruleset_builtin", "hcmc-935"), calendar = make("calendar_builtin", "vn-public");
        Pointer terms = make("terms_new", new Pointer[] {rules}, 1L, calendar, null, 0L);
        IntByReference due = new IntByReference(), earliest = new IntByReference(), latest = new IntByReference();
        call("due", terms, "hcmc-935", "notify-conclusion", 20685, due, earliest, latest);
        out.println("due " + due.getValue() + ", " + earliest.getValue() + " to " + latest.getValue());
        Pointer dialogue = make("dialogue_plan_json", terms, Files.readAllBytes(Path.of(arguments[0], "plan.json")));
        for (String fact : Files.readAllLines(Path.of(arguments[0], "events.jsonl"))) {
            failure("dialogue_record_json", dialogue, fact.getBytes(UTF_8), null)
                .ifPresent(failure -> out.println("refused " + failure)); // the last one
        }
        byte[] view = "{\"as_of\": \"2026-09-30\"}".getBytes(UTF_8);
        out.print(text("dialogue_audit_text", dialogue, view, "vi"));
        String timeline = text("dialogue_timeline_json", dialogue, view, 0);
        out.println("timeline " + timeline.getBytes(UTF_8).length + " bytes of JSON");
        int[] anchors = IntStream.range(46850, 47850).toArray(), dues = new int[1000];
        var bad = new LongByReference();
        call("due_batch", terms, "hcmc-935", "notify-conclusion", anchors, 1000L, dues, null, null, bad);
        long sum = IntStream.of(dues).filter(day -> day != Integer.MIN_VALUE).asLongStream().sum();
        out.println("batch 1000 days, " + bad.getValue() + " bad, sum " + sum);
        byte[] wrong = Files.readAllBytes(Path.of(arguments[0], "wrong.toml"));
        out.println("rule file " + failure("ruleset_from_toml", wrong, new PointerByReference()).get());
        out.println(text("ruleset_check_json", wrong));
        String report = text("scenario_run_json", Files.readAllBytes(Path.of(arguments[0], "scenarios.json")));
        out.println("scenarios passed " + number(report, "passed") + ", failed " + number(report, "failed"));
        Map.of("dialogue", dialogue, "terms", terms, "calendar", calendar, "ruleset", rules) // in any order
            .forEach((type, object) -> invoke(Void.class, type + "_free", object));
        out.println("done");
    }
}
