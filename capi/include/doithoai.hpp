// doithoai.hpp - doithoai.h for C++11, in one header. Link with -ldoithoai.
//
// Objects    free themselves. They can be moved, not copied; a call on one that was moved away fails. get() is the C object.
// Errors     are thrown as doithoai::error.
// Text       is std::string in UTF-8.
// Dates      are doithoai_date, days since 1970-01-01; DOITHOAI_NO_DATE stands for none.
// What a call does, and what its JSON has, is written at the function of the same name in doithoai.h; so are the rules on
// threads.

#ifndef DOITHOAI_HPP
#define DOITHOAI_HPP

#include "doithoai.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace doithoai {

/// A call that failed: what() in English, message_vi() in Vietnamese, json() with all that belongs to it.
class error : public std::runtime_error {
public:
    /// Takes the error over, and frees it.
    error(doithoai_status status, doithoai_error *cause) : error(status, owner(cause)) {}

    doithoai_status status() const noexcept { return status_; }
    const std::string &message_vi() const noexcept { return *message_vi_; }
    const std::string &json() const noexcept { return *json_; }

private:
    struct free {
        void operator()(doithoai_error *cause) const noexcept { doithoai_error_free(cause); }
    };
    using owner = std::unique_ptr<doithoai_error, free>;

    error(doithoai_status status, owner cause)
        : std::runtime_error(doithoai_error_message(cause.get())),
          status_(status),
          message_vi_(std::make_shared<std::string>(doithoai_error_message_vi(cause.get()))),
          json_(std::make_shared<std::string>(doithoai_error_json(cause.get()))) {}

    doithoai_status status_;
    // Shared, so that a copy of the exception, which the language may make, cannot throw.
    std::shared_ptr<const std::string> message_vi_, json_;
};

namespace detail {

template <typename T, void (*Free)(T *)>
struct deleter {
    void operator()(T *object) const noexcept { Free(object); }
};
template <typename T, void (*Free)(T *)>
using handle = std::unique_ptr<T, deleter<T, Free>>;

using text = handle<doithoai_string, doithoai_string_free>;

// Makes a call; the error goes last.
template <typename Function, typename... Arguments>
void call(Function function, Arguments... arguments) {
    doithoai_error *cause = nullptr;
    const doithoai_status status = function(arguments..., &cause);
    if (status != DOITHOAI_OK) throw error(status, cause);
}

// The object that a call gives out.
template <typename Handle, typename Function, typename... Arguments>
Handle object(Function function, Arguments... arguments) {
    typename Handle::pointer out = nullptr;
    call(function, arguments..., &out);
    return Handle(out);
}

// The text that a call gives out.
template <typename Function, typename... Arguments>
std::string string(Function function, Arguments... arguments) {
    const text out = object<text>(function, arguments...);
    return std::string(doithoai_string_data(out.get()), doithoai_string_length(out.get()));
}

// NULL for an empty document, which stands for none.
inline const char *optional(const std::string &json) { return json.empty() ? nullptr : json.data(); }

} // namespace detail

/// Throws a std::runtime_error if the library that was found is not the one this header is for.
inline void check_abi() {
    if (doithoai_abi_version() != DOITHOAI_ABI_VERSION) throw std::runtime_error("libdoithoai has another ABI");
}

/// A row for each day that was given; DOITHOAI_NO_DATE in those that are `bad`, which is how many.
struct rows {
    std::vector<std::int32_t> values;
    std::size_t bad;
};

/// Working days and days off.
class calendar {
public:
    static calendar builtin(const std::string &id) {
        return calendar(detail::object<handle>(doithoai_calendar_builtin, id.c_str()));
    }
    static calendar from_days(const std::vector<doithoai_date> &off, const std::vector<doithoai_date> &worked) {
        return calendar(detail::object<handle>(doithoai_calendar_from_days, off.data(), off.size(), worked.data(),
                                               worked.size()));
    }
    calendar with_decree_toml(const std::string &toml) const {
        return calendar(detail::object<handle>(doithoai_calendar_with_decree_toml, get(), toml.data(), toml.size()));
    }
    calendar known_on(doithoai_date day) const {
        return calendar(detail::object<handle>(doithoai_calendar_known_on, get(), day));
    }
    std::string hashes_json() const { return detail::string(doithoai_calendar_hashes_json, get()); }
    bool is_working_day(doithoai_date day) const {
        std::int32_t out = 0;
        detail::call(doithoai_calendar_is_working_day, get(), day, &out);
        return out != 0;
    }
    std::string day_json(doithoai_date day) const { return detail::string(doithoai_calendar_day_json, get(), day); }
    doithoai_date add_working_days(doithoai_date from, std::int32_t n) const {
        doithoai_date out = DOITHOAI_NO_DATE;
        detail::call(doithoai_calendar_add_working_days, get(), from, n, &out);
        return out;
    }
    std::int32_t count_working_days(doithoai_date from, doithoai_date to) const {
        std::int32_t out = 0;
        detail::call(doithoai_calendar_count_working_days, get(), from, to, &out);
        return out;
    }
    /// `n` has one item for all days, or one for each.
    rows add_working_days_batch(const std::vector<doithoai_date> &days, const std::vector<std::int32_t> &n) const {
        rows out = {std::vector<std::int32_t>(days.size(), DOITHOAI_NO_DATE), 0};
        detail::call(doithoai_calendar_add_working_days_batch, get(), days.data(), days.size(), n.data(), n.size(),
                     out.values.data(), &out.bad);
        return out;
    }
    /// `to` has one item for all days, or one for each.
    rows count_working_days_batch(const std::vector<doithoai_date> &days, const std::vector<doithoai_date> &to) const {
        rows out = {std::vector<std::int32_t>(days.size(), DOITHOAI_NO_DATE), 0};
        detail::call(doithoai_calendar_count_working_days_batch, get(), days.data(), days.size(), to.data(), to.size(),
                     out.values.data(), &out.bad);
        return out;
    }
    const doithoai_calendar *get() const noexcept { return handle_.get(); }

private:
    using handle = detail::handle<doithoai_calendar, doithoai_calendar_free>;
    explicit calendar(handle made) : handle_(std::move(made)) {}
    handle handle_;
};

/// The duties of one regulation.
class ruleset {
public:
    static ruleset builtin(const std::string &name) {
        return ruleset(detail::object<handle>(doithoai_ruleset_builtin, name.c_str()));
    }
    static ruleset from_toml(const std::string &toml) {
        return ruleset(detail::object<handle>(doithoai_ruleset_from_toml, toml.data(), toml.size()));
    }
    static ruleset from_json(const std::string &json) {
        return ruleset(detail::object<handle>(doithoai_ruleset_from_json, json.data(), json.size()));
    }
    static std::string check_json(const std::string &text) {
        return detail::string(doithoai_ruleset_check_json, text.data(), text.size());
    }
    static std::string list_json() { return detail::string(doithoai_ruleset_list_json); }
    std::string to_json() const { return detail::string(doithoai_ruleset_to_json, get()); }
    /// What became different in `other`.
    std::string diff_json(const ruleset &other) const {
        return detail::string(doithoai_ruleset_diff_json, get(), other.get());
    }
    /// What differs from `other` on every covered day, and what is proved equal.
    std::string compare_json(const ruleset &other, const calendar &days) const {
        return detail::string(doithoai_ruleset_compare_json, get(), other.get(), days.get());
    }
    /// What other days change, as those of a decree.
    std::string compare_calendars_json(const calendar &days, const calendar &others) const {
        return detail::string(doithoai_ruleset_compare_calendars_json, get(), days.get(), others.get());
    }
    /// What it changes to adopt a reading of a duty.
    std::string compare_reading_json(const std::string &duty, const std::string &reading, const calendar &days) const {
        return detail::string(doithoai_ruleset_compare_reading_json, get(), duty.c_str(), reading.c_str(), days.get());
    }
    /// What no one can have meant in some rule sets, with a case for each.
    static std::string analyse_json(const std::vector<const doithoai_ruleset *> &rulesets, const calendar &days) {
        return detail::string(doithoai_ruleset_analyse_json, rulesets.data(), rulesets.size(), days.get());
    }
    const doithoai_ruleset *get() const noexcept { return handle_.get(); }

private:
    using handle = detail::handle<doithoai_ruleset, doithoai_ruleset_free>;
    explicit ruleset(handle made) : handle_(std::move(made)) {}
    handle handle_;
};

/// A due date, with its bounds where the days off are not decided yet.
struct due_date {
    doithoai_date due, earliest, latest;
};

/// A row for each anchor; DOITHOAI_NO_DATE in those that are `bad`, which is how many.
struct due_dates {
    std::vector<doithoai_date> due, earliest, latest;
    std::size_t bad;
};

/// Rule sets on a calendar. They keep what they need: the rule sets and the calendar may go.
class terms {
public:
    /// `choices` is "" or a JSON object.
    terms(const std::vector<const doithoai_ruleset *> &rulesets, const calendar &days, const std::string &choices = "")
        : handle_(detail::object<handle>(doithoai_terms_new, rulesets.data(), rulesets.size(), days.get(),
                                         detail::optional(choices), choices.size())) {}
    /// The same with other versions of their rule sets known, for what was pending when one of them came into force.
    terms knowing(const std::vector<const doithoai_ruleset *> &versions) const {
        return terms(detail::object<handle>(doithoai_terms_knowing, get(), versions.data(), versions.size()));
    }
    terms(const ruleset &rules, const calendar &days, const std::string &choices = "")
        : terms(std::vector<const doithoai_ruleset *>(1, rules.get()), days, choices) {}

    /// `view` is "" or a JSON object.
    std::string timeline_json(const std::string &facts, const std::string &view = "", bool explain = false) const {
        return detail::string(doithoai_terms_timeline_json, get(), facts.data(), facts.size(), detail::optional(view),
                              view.size(), std::int32_t(explain));
    }
    /// `view` must have `as_of`.
    std::string next_change_json(const std::string &facts, const std::string &view) const {
        return detail::string(doithoai_terms_next_change_json, get(), facts.data(), facts.size(), view.data(), view.size());
    }
    /// The last day to hold a dialogue whose duties are all over by a day; "null" if there is none.
    std::string latest_day_json(doithoai_date over_by) const {
        return detail::string(doithoai_terms_latest_day_json, get(), over_by);
    }
    /// The first day to hold it if what comes before is done on a day.
    std::string earliest_day_json(doithoai_date done_on) const {
        return detail::string(doithoai_terms_earliest_day_json, get(), done_on);
    }
    due_date due(const std::string &rules, const std::string &duty, doithoai_date anchor) const {
        due_date out = {DOITHOAI_NO_DATE, DOITHOAI_NO_DATE, DOITHOAI_NO_DATE};
        detail::call(doithoai_due, get(), rules.c_str(), duty.c_str(), anchor, &out.due, &out.earliest, &out.latest);
        return out;
    }
    due_dates due_batch(const std::string &rules, const std::string &duty, const std::vector<doithoai_date> &anchors) const {
        const std::vector<doithoai_date> none(anchors.size(), DOITHOAI_NO_DATE);
        due_dates out = {none, none, none, 0};
        detail::call(doithoai_due_batch, get(), rules.c_str(), duty.c_str(), anchors.data(), anchors.size(), out.due.data(),
                     out.earliest.data(), out.latest.data(), &out.bad);
        return out;
    }
    std::string explain_json(const std::string &rules, const std::string &duty, doithoai_date anchor) const {
        return detail::string(doithoai_explain_json, get(), rules.c_str(), duty.c_str(), anchor);
    }
    /// `lang` is "vi" or "en".
    std::string explain_text(const std::string &rules, const std::string &duty, doithoai_date anchor,
                             const std::string &lang) const {
        return detail::string(doithoai_explain_text, get(), rules.c_str(), duty.c_str(), anchor, lang.c_str());
    }
    const doithoai_terms *get() const noexcept { return handle_.get(); }

private:
    using handle = detail::handle<doithoai_terms, doithoai_terms_free>;
    explicit terms(handle made) : handle_(std::move(made)) {}
    handle handle_;
};

/// A dialogue, from its plan to the last settled petition. `view` is "" or a JSON object.
class dialogue {
public:
    static dialogue plan_json(const terms &under, const std::string &plan) {
        return dialogue(detail::object<handle>(doithoai_dialogue_plan_json, under.get(), plan.data(), plan.size()));
    }
    static dialogue restore(const terms &under, const std::string &jsonl) {
        return dialogue(detail::object<handle>(doithoai_dialogue_restore, under.get(), jsonl.data(), jsonl.size()));
    }
    /// Gives the number of the entry. On an error the dialogue is as it was.
    std::size_t record_json(const std::string &fact) {
        std::size_t entry = 0;
        detail::call(doithoai_dialogue_record_json, handle_.get(), fact.data(), fact.size(), &entry);
        return entry;
    }
    std::string allowed_json() const { return detail::string(doithoai_dialogue_allowed_json, get()); }
    std::string timeline_json(const std::string &view = "", bool explain = false) const {
        return detail::string(doithoai_dialogue_timeline_json, get(), detail::optional(view), view.size(),
                              std::int32_t(explain));
    }
    /// `view` must have `as_of`.
    std::string next_change_json(const std::string &view) const {
        return detail::string(doithoai_dialogue_next_change_json, get(), view.data(), view.size());
    }
    std::string audit_json(const std::string &view = "") const {
        return detail::string(doithoai_dialogue_audit_json, get(), detail::optional(view), view.size());
    }
    /// The year of the dialogue as the command prints it; `rulesets` are those that are looked up, without any those of its terms.
    std::string audit_report_json(const std::vector<const doithoai_ruleset *> &rulesets = {},
                                  const std::string &view = "") const {
        return detail::string(doithoai_dialogue_audit_report_json, get(), rulesets.data(), rulesets.size(),
                              detail::optional(view), view.size());
    }
    /// `lang` is "vi" or "en".
    std::string audit_text(const std::string &lang, const std::string &view = "") const {
        return detail::string(doithoai_dialogue_audit_text, get(), detail::optional(view), view.size(), lang.c_str());
    }
    std::string log_jsonl() const { return detail::string(doithoai_dialogue_log_jsonl, get()); }
    const doithoai_dialogue *get() const noexcept { return handle_.get(); }

private:
    using handle = detail::handle<doithoai_dialogue, doithoai_dialogue_free>;
    explicit dialogue(handle made) : handle_(std::move(made)) {}
    handle handle_;
};

/// Runs scenario files.
inline std::string scenario_run_json(const std::string &files) {
    return detail::string(doithoai_scenario_run_json, files.data(), files.size());
}

} // namespace doithoai

#endif // DOITHOAI_HPP
