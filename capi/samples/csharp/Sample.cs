// Due dates and a dialogue from C#, on mono or .NET; the argument is the folder of the data. Text goes in as bytes and
// comes out as an IntPtr: a string would have the platform's charset, and one returned would be freed by the runtime.
using System; using System.IO; using System.Linq; using System.Text; using System.Text.RegularExpressions;
using System.Runtime.InteropServices;
static class Sample {
    const string Lib = "doithoai"; // libdoithoai.so; a long is a size_t (on 64 bits)
    [DllImport(Lib)] static extern uint doithoai_abi_version();
    [DllImport(Lib)] static extern IntPtr doithoai_version();
    [DllImport(Lib)] static extern int doithoai_ruleset_builtin(byte[] name, out IntPtr made, out IntPtr error);
    [DllImport(Lib)] static extern int doithoai_calendar_builtin(byte[] id, out IntPtr made, out IntPtr error);
    [DllImport(Lib)] static extern int doithoai_terms_new(IntPtr[] rules, long count, IntPtr calendar,
        byte[] choices, long n, out IntPtr made, out IntPtr error);
    [DllImport(Lib)] static extern int doithoai_due(IntPtr terms, byte[] ruleset, byte[] duty, int anchor,
        out int due, out int earliest, out int latest, out IntPtr error);
    [DllImport(Lib)] static extern int doithoai_due_batch(IntPtr terms, byte[] ruleset, byte[] duty, int[] anchors,
        long n, [Out] int[] dues, [Out] int[] earliest, [Out] int[] latest, out long bad, out IntPtr error);
    [DllImport(Lib)] static extern int doithoai_dialogue_plan_json(IntPtr terms, byte[] plan, long n, out IntPtr made, out IntPtr error);
    [DllImport(Lib)] static extern int doithoai_dialogue_record_json(IntPtr dialogue, byte[] fact, long n, IntPtr entry, out IntPtr error);
    [DllImport(Lib)] static extern int doithoai_dialogue_audit_text(IntPtr dialogue, byte[] view, long n,
        byte[] lang, out IntPtr text, out IntPtr error);
    [DllImport(Lib)] static extern int doithoai_dialogue_timeline_json(IntPtr dialogue, byte[] view, long n,
        int explain, out IntPtr text, out IntPtr error);
    [DllImport(Lib)] static extern int doithoai_ruleset_from_toml(byte[] toml, long n, out IntPtr made, out IntPtr error);
    [DllImport(Lib)] static extern int doithoai_ruleset_check_json(byte[] toml, long n, out IntPtr text, out IntPtr error);
    [DllImport(Lib)] static extern int doithoai_scenario_run_json(byte[] files, long n, out IntPtr text, out IntPtr error);
    [DllImport(Lib)] static extern IntPtr doithoai_error_message_vi(IntPtr error);
    [DllImport(Lib)] static extern void doithoai_error_free(IntPtr error);
    [DllImport(Lib)] static extern IntPtr doithoai_string_data(IntPtr text);
    [DllImport(Lib)] static extern long doithoai_string_length(IntPtr text);
    [DllImport(Lib)] static extern void doithoai_string_free(IntPtr text);
    [DllImport(Lib)] static extern void doithoai_dialogue_free(IntPtr dialogue);
    [DllImport(Lib)] static extern void doithoai_terms_free(IntPtr terms);
    [DllImport(Lib)] static extern void doithoai_calendar_free(IntPtr calendar);
    [DllImport(Lib)] static extern void doithoai_ruleset_free(IntPtr ruleset);

    static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text); // an id gets a zero at its end
    static string Failure(int status, IntPtr error) {
        try { return status + ": " + Marshal.PtrToStringUTF8(doithoai_error_message_vi(error)); } // a copy
        finally { doithoai_error_free(error); }
    }
    static void Check(int status, IntPtr error) { if (status != 0) throw new Exception(Failure(status, error)); }
    static string Take(int status, IntPtr text, IntPtr error) {
        Check(status, error);
        try { return Marshal.PtrToStringUTF8(doithoai_string_data(text), (int) doithoai_string_length(text)); }
        finally { doithoai_string_free(text); }
    }
    static void Main(string[] args) {
        var print = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true, NewLine = "\n" }; // UTF-8
        if (doithoai_abi_version() != 0) { Console.Error.WriteLine("the library has another ABI"); Environment.Exit(1); }
        print.WriteLine("abi 0, release " + Marshal.PtrToStringUTF8(doithoai_version()));
        byte[] hcmc = Utf8("hcmc-935\0"), duty = Utf8("notify-conclusion\0"), view = Utf8("{\"as_of\":\"2026-09-30\"}");
        Check(doithoai_ruleset_builtin(hcmc, out IntPtr rules, out IntPtr error), error); // evaluated from left to right
        Check(doithoai_calendar_builtin(Utf8("vn-public\0"), out IntPtr calendar, out error), error);
        Check(doithoai_terms_new(new[] { rules }, 1, calendar, null, 0, out IntPtr terms, out error), error);
        Check(doithoai_due(terms, hcmc, duty, 20685, out int due, out int earliest, out int latest, out error), error);
        print.WriteLine($"due {due}, {earliest} to {latest}");
        byte[] plan = File.ReadAllBytes(args[0] + "/plan.json"), wrong = File.ReadAllBytes(args[0] + "/wrong.toml");
        Check(doithoai_dialogue_plan_json(terms, plan, plan.Length, out IntPtr dialogue, out error), error);
        foreach (byte[] fact in File.ReadLines(args[0] + "/events.jsonl").Select(Utf8)) {
            int status = doithoai_dialogue_record_json(dialogue, fact, fact.Length, IntPtr.Zero, out error);
            if (status != 0) print.WriteLine("refused " + Failure(status, error)); // the last one
        }
        int given = doithoai_dialogue_audit_text(dialogue, view, view.Length, Utf8("vi\0"), out IntPtr text, out error);
        print.Write(Take(given, text, error));
        given = doithoai_dialogue_timeline_json(dialogue, view, view.Length, 0, out text, out error);
        print.WriteLine($"timeline {Utf8(Take(given, text, error)).Length} bytes of JSON");
        int[] anchors = Enumerable.Range(46850, 1000).ToArray(), dues = new int[1000];
        Check(doithoai_due_batch(terms, hcmc, duty, anchors, 1000, dues, null, null, out long bad, out error), error);
        print.WriteLine($"batch 1000 days, {bad} bad, sum {dues.Where(day => day != int.MinValue).Sum(day => (long) day)}");
        print.WriteLine("rule file " + Failure(doithoai_ruleset_from_toml(wrong, wrong.Length, out _, out error), error));
        print.WriteLine(Take(doithoai_ruleset_check_json(wrong, wrong.Length, out text, out error), text, error));
        byte[] files = File.ReadAllBytes(args[0] + "/scenarios.json");
        string report = Take(doithoai_scenario_run_json(files, files.Length, out text, out error), text, error);
        var counts = Regex.Match(report, "\"failed\":(\\d+).*\"passed\":(\\d+)"); // mono has no JSON parser
        print.WriteLine($"scenarios passed {counts.Groups[2]}, failed {counts.Groups[1]}");
        doithoai_dialogue_free(dialogue); doithoai_terms_free(terms); doithoai_calendar_free(calendar); doithoai_ruleset_free(rules);
        print.WriteLine("done");
    }
}
