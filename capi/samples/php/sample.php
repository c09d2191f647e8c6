<?php
// Due dates and a dialogue from PHP, with its FFI. The argument is the folder of the data.
// On the command line FFI is on; a web server needs ffi.enable=1 or a preload script.
declare(strict_types=1);

const NO_DATE = -2 ** 31;
// FFI knows no preprocessor. A "const char *" becomes a PHP string, up to the first zero; from a "const void *",
// the text is read by its length.
$header = file_get_contents(getenv('DOITHOAI_HEADER') ?: __DIR__ . '/../../include/doithoai.h');
$header = preg_replace(['/^#ifdef __cplusplus.*?^#endif/ms', '/^#.*$/m'], '', $header);
$header = str_replace('const char *doithoai_string_data', 'const void *doithoai_string_data', $header);
$lib = FFI::cdef($header, getenv('DOITHOAI_LIBRARY') ?: 'libdoithoai.so.0');

// Makes a call that may fail: its error, the last parameter, is thrown.
function call(string $name, mixed ...$arguments): void {
    global $lib;
    $error = $lib->new('doithoai_error *');
    $arguments[] = FFI::addr($error);
    $status = $lib->{"doithoai_$name"}(...$arguments);
    if ($status === 0) return;
    $message = $lib->doithoai_error_message_vi($error);
    $lib->doithoai_error_free($error);
    throw new RuntimeException("$status: $message");
}
// The object of a type that a call gives out.
function make(string $type, string $name, mixed ...$arguments): FFI\CData {
    $out = $GLOBALS['lib']->new("doithoai_$type *");
    $arguments[] = FFI::addr($out);
    call($name, ...$arguments);
    return $out;
}
// The text that a call gives out.
function text(string $name, mixed ...$arguments): string {
    global $lib;
    $string = make('string', $name, ...$arguments);
    $copy = FFI::string($lib->doithoai_string_data($string), $lib->doithoai_string_length($string));
    $lib->doithoai_string_free($string);
    return $copy;
}
$read = fn (string $name) => file_get_contents("$argv[1]/$name");

if ($lib->doithoai_abi_version() !== 0) throw new RuntimeException('the library has another ABI');
echo "abi 0, release {$lib->doithoai_version()}\n";
$calendar = make('calendar', 'calendar_builtin', 'vn-public');
$rules = make('ruleset', 'ruleset_builtin', 'hcmc-935');
$list = $lib->new('const doithoai_ruleset *[1]');
$list[0] = $rules;
$terms = make('terms', 'terms_new', $list, 1, $calendar, null, 0);
$duty = [$terms, 'hcmc-935', 'notify-conclusion'];
$date = $lib->new('doithoai_date[3]'); // due, earliest, latest
call('due', ...[...$duty, 20685, FFI::addr($date[0]), FFI::addr($date[1]), FFI::addr($date[2])]);
echo "due $date[0], $date[1] to $date[2]\n";

$plan = $read('plan.json');
$dialogue = make('dialogue', 'dialogue_plan_json', $terms, $plan, strlen($plan));
foreach (explode("\n", trim($read('events.jsonl'))) as $line) {
    try { call('dialogue_record_json', $dialogue, $line, strlen($line), null); }
    catch (RuntimeException $error) { echo "refused {$error->getMessage()}\n"; } // the last line: no such petition
}
$view = '{"as_of":"2026-09-30"}';
echo text('dialogue_audit_text', $dialogue, $view, strlen($view), 'vi');
echo 'timeline ', strlen(text('dialogue_timeline_json', $dialogue, $view, strlen($view), 0)), " bytes of JSON\n";
[$anchors, $dues, $bad] = [$lib->new('doithoai_date[1000]'), $lib->new('doithoai_date[1000]'), $lib->new('size_t')];
for ($i = 0; $i < 1000; $i++) $anchors[$i] = 46850 + $i;
call('due_batch', ...[...$duty, $anchors, 1000, $dues, null, null, FFI::addr($bad)]);
$sum = 0;
foreach ($dues as $due) $sum += $due === NO_DATE ? 0 : $due;
echo "batch 1000 days, $bad->cdata bad, sum $sum\n";
$wrong = $read('wrong.toml');
try { make('ruleset', 'ruleset_from_toml', $wrong, strlen($wrong)); }
catch (RuntimeException $error) { echo "rule file {$error->getMessage()}\n"; }
echo text('ruleset_check_json', $wrong, strlen($wrong)), "\n";
$files = $read('scenarios.json');
$ran = json_decode(text('scenario_run_json', $files, strlen($files)));
echo "scenarios passed $ran->passed, failed $ran->failed\n";
foreach (['dialogue' => $dialogue, 'terms' => $terms, 'ruleset' => $rules, 'calendar' => $calendar] as $type => $one) {
    $lib->{"doithoai_{$type}_free"}($one);
}
echo "done\n";
