'use strict';
// Due dates and a dialogue from Node, with koffi. The argument is the folder of the data.
const fs = require('fs');
const koffi = require('koffi');

const NO_DATE = -(2 ** 31);
const lib = koffi.load(process.env.DOITHOAI_LIBRARY || 'libdoithoai.so.0');
const free = {};
for (const type of ['calendar', 'ruleset', 'terms', 'dialogue', 'string', 'error']) {
  koffi.opaque(`doithoai_${type}`);
  free[type] = lib.func(`void doithoai_${type}_free(doithoai_${type} *)`);
}
const abiVersion = lib.func('uint32_t doithoai_abi_version()');
const version = lib.func('const char *doithoai_version()');
const errorMessageVi = lib.func('const char *doithoai_error_message_vi(doithoai_error *)');
// A "char *" becomes a JavaScript string, up to the first zero; from a "void *" the text is read by its length.
const stringData = lib.func('const void *doithoai_string_data(doithoai_string *)');
const stringLength = lib.func('size_t doithoai_string_length(doithoai_string *)');

// A function that may fail: its error is thrown. `out` is the type of the object that it gives out, if any.
function declare(out, prototype) {
  const made = out ? `, _Out_ doithoai_${out} **` : '';
  const call = lib.func(`int32_t doithoai_${prototype}${made}, _Out_ doithoai_error **)`);
  return (...values) => {
    const [object, error] = [[null], [null]]; // koffi writes what is given out into arrays of one
    const flat = values.flatMap((value) => (Buffer.isBuffer(value) ? [value, value.length] : [value]));
    const status = call(...flat, ...(out ? [object] : []), error);
    if (status !== 0) {
      const message = errorMessageVi(error[0]);
      free.error(error[0]);
      throw new Error(`${status}: ${message}`);
    }
    if (out !== 'string') return object[0];
    const text = koffi.decode(stringData(object[0]), 'char', stringLength(object[0]));
    free.string(object[0]);
    return text;
  };
}
const attempt = (what, call) => { try { call(); } catch (error) { console.log(`${what} ${error.message}`); } };
const read = (name) => fs.readFileSync(`${process.argv[2]}/${name}`);

if (abiVersion() !== 0) throw new Error('the library has another ABI');
console.log(`abi 0, release ${version()}`);
const DOCUMENT = 'const uint8_t *, size_t', DUTY = 'doithoai_terms *, const char *, const char *'; // a Buffer, an id
const calendar = declare('calendar', 'calendar_builtin(const char *')('vn-public');
const rules = declare('ruleset', 'ruleset_builtin(const char *')('hcmc-935');
const newTerms = declare('terms', `terms_new(doithoai_ruleset **, size_t, doithoai_calendar *, ${DOCUMENT}`);
const terms = newTerms([rules], 1, calendar, null, 0), duty = [terms, 'hcmc-935', 'notify-conclusion'];
const due = declare(null, `due(${DUTY}, int32_t, _Out_ int32_t *, _Out_ int32_t *, _Out_ int32_t *`);
const [date, earliest, latest, bad] = [[null], [null], [null], [null]];
due(...duty, 20685, date, earliest, latest);
console.log(`due ${date[0]}, ${earliest[0]} to ${latest[0]}`);

const dialogue = declare('dialogue', `dialogue_plan_json(doithoai_terms *, ${DOCUMENT}`)(terms, read('plan.json'));
const record = declare(null, `dialogue_record_json(doithoai_dialogue *, ${DOCUMENT}, size_t *`);
for (const line of read('events.jsonl').toString().trimEnd().split('\n')) {
  attempt('refused', () => record(dialogue, Buffer.from(line), null)); // the last line: no such petition
}
const view = Buffer.from('{"as_of":"2026-09-30"}');
const audit = declare('string', `dialogue_audit_text(doithoai_dialogue *, ${DOCUMENT}, const char *`);
const timeline = declare('string', `dialogue_timeline_json(doithoai_dialogue *, ${DOCUMENT}, int32_t`);
process.stdout.write(audit(dialogue, view, 'vi'));
console.log(`timeline ${Buffer.byteLength(timeline(dialogue, view, 0))} bytes of JSON`);
const anchors = Int32Array.from({ length: 1000 }, (_, i) => 46850 + i), dues = new Int32Array(1000); // used in place
const batch = declare(null, `due_batch(${DUTY}, int32_t *, size_t, int32_t *, int32_t *, int32_t *, _Out_ size_t *`);
batch(...duty, anchors, 1000, dues, null, null, bad);
const sum = dues.filter((day) => day !== NO_DATE).reduce((a, b) => a + b, 0);
console.log(`batch 1000 days, ${bad[0]} bad, sum ${sum}`);
const wrong = read('wrong.toml');
attempt('rule file', () => declare('ruleset', `ruleset_from_toml(${DOCUMENT}`)(wrong));
console.log(declare('string', `ruleset_check_json(${DOCUMENT}`)(wrong));
const ran = JSON.parse(declare('string', `scenario_run_json(${DOCUMENT}`)(read('scenarios.json')));
console.log(`scenarios passed ${ran.passed}, failed ${ran.failed}`);
for (const [type, object] of Object.entries({ dialogue, terms, ruleset: rules, calendar })) free[type](object);
console.log('done');
