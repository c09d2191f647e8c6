// Due dates and a dialogue from C++11. The argument is the folder of the data.
#include <doithoai.hpp>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>

static std::string folder;

static std::ifstream open_data(const std::string &name) {
    std::ifstream file(folder + "/" + name, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read " + folder + "/" + name);
    return file;
}

static std::string read_data(const std::string &name) {
    std::ifstream file = open_data(name);
    return std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
}

// The number behind a key that the JSON has once.
static int number(const std::string &json, const std::string &key) {
    return std::atoi(json.c_str() + json.find("\"" + key + "\":") + key.size() + 3);
}

static void run() {
    doithoai::check_abi();
    std::cout << "abi " << doithoai_abi_version() << ", release " << doithoai_version() << "\n";

    // The terms keep what they need of the rule set and the calendar.
    const doithoai::terms terms(doithoai::ruleset::builtin("hcmc-935"), doithoai::calendar::builtin("vn-public"));
    const doithoai::due_date date = terms.due("hcmc-935", "notify-conclusion", 20685);
    std::cout << "due " << date.due << ", " << date.earliest << " to " << date.latest << "\n";

    doithoai::dialogue dialogue = doithoai::dialogue::plan_json(terms, read_data("plan.json"));
    std::ifstream events = open_data("events.jsonl");
    for (std::string line; std::getline(events, line);) {
        try {
            dialogue.record_json(line);
        } catch (const doithoai::error &error) {
            if (error.status() != DOITHOAI_REFUSED) throw;
            std::cout << "refused " << error.status() << ": " << error.message_vi() << "\n"; // no such petition
        }
    }
    const std::string view = "{\"as_of\":\"2026-09-30\"}";
    std::cout << dialogue.audit_text("vi", view);
    std::cout << "timeline " << dialogue.timeline_json(view).size() << " bytes of JSON\n";

    std::vector<doithoai_date> anchors;
    for (doithoai_date day = 46850; day < 47850; day++) anchors.push_back(day);
    const doithoai::due_dates dates = terms.due_batch("hcmc-935", "notify-conclusion", anchors);
    int64_t sum = 0;
    for (doithoai_date due : dates.due) sum += due == DOITHOAI_NO_DATE ? 0 : due;
    std::cout << "batch " << anchors.size() << " days, " << dates.bad << " bad, sum " << sum << "\n";

    const std::string wrong = read_data("wrong.toml");
    try {
        doithoai::ruleset::from_toml(wrong);
    } catch (const doithoai::error &error) {
        std::cout << "rule file " << error.status() << ": " << error.message_vi() << "\n";
    }
    std::cout << doithoai::ruleset::check_json(wrong) << "\n";
    const std::string ran = doithoai::scenario_run_json(read_data("scenarios.json"));
    std::cout << "scenarios passed " << number(ran, "passed") << ", failed " << number(ran, "failed") << "\n";
}

int main(int argc, char **argv) {
    folder = argc > 1 ? argv[1] : ".";
    try {
        run(); // frees everything when it returns
        std::cout << "done\n";
    } catch (const std::exception &error) {
        std::cerr << error.what() << "\n";
        return 1;
    }
}
