import json
import logging

from cms.operations.logs import JsonFormatter, request_id


def line(**extra) -> dict:
    record = logging.getLogger("hearten").makeRecord(
        "hearten", logging.INFO, "here.py", 1, "%s done", ("work",), None, extra=extra
    )
    return json.loads(JsonFormatter().format(record))


def test_line_is_json_with_its_facts():
    assert {key: value for key, value in line(door="hours/").items() if key != "at"} == {
        "level": "info", "logger": "hearten", "message": "work done", "door": "hours/"
    }  # fmt: skip


def test_line_names_its_request():
    token = request_id.set("abc12345")
    try:
        assert line()["request"] == "abc12345"
    finally:
        request_id.reset(token)


def test_line_keeps_a_newline_inside_its_string():
    record = logging.makeLogRecord({"msg": 'one\n{"level": "forged"}', "levelname": "INFO", "name": "x"})

    assert len(JsonFormatter().format(record).splitlines()) == 1
