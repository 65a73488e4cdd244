"""A finished record on its way to a server."""

from email import message_from_bytes
from xml.etree.ElementTree import fromstring

from borderdesk.forms import multipart

from .tables import begin

FORM = """
| survey | | | |
| | type | name | label | relevant |
| | text | a | A | |
| | text | b | B | ${a} = 'x' |
| settings | | | |
| | form_id | version | instance_name |
| | visit | 3 | concat('Visit ', ${a}) |
"""


def test_a_submission_names_its_form_and_leaves_out_what_is_not_relevant():
    session = begin(FORM)
    session.set_path("/data/a", "y")
    submission = session.finalize()
    root = fromstring(submission.xml)
    assert (root.get("id"), root.get("version")) == ("visit", "3")
    assert [child.tag.rpartition("}")[2] for child in root] == ["a", "meta"]
    assert submission.instance_name == "Visit y"
    assert submission.instance_id == "uuid:1"


def test_the_body_of_a_request_can_be_read_by_any_mail_parser():
    submission = begin(FORM).finalize()
    request = multipart(submission, {'pic "1".jpg': b"\xff\xd8\r\n--x"})
    head = "".join(f"{name}: {value}\r\n" for name, value in request.headers.items())
    message = message_from_bytes(head.encode() + b"\r\n" + request.body)
    first, second = message.get_payload()
    assert first.get_param("name", header="content-disposition") == "xml_submission_file"
    assert first.get_payload(decode=True).decode() == submission.xml
    assert second.get_payload(decode=True) == b"\xff\xd8\r\n--x"
    assert request.headers["X-OpenRosa-Version"] == "1.0"


TREES = """
| survey | | | | |
| | type | name | label | save_to |
| | text | kind | Kind | kind |
| | select_one yn | new | New? | |
| choices | | | |
| | list_name | name | label |
| | yn | yes | Yes |
| | yn | no | No |
| entities | | | |
| | list_name | label | create_if |
| | trees | ${kind} | ${new} = 'yes' |
"""


def test_the_entity_of_a_record_has_an_identifier_that_stays():
    session = begin(TREES)
    session.set_path("/data/kind", "Oak")
    session.set_path("/data/new", "yes")
    again = begin(TREES, saved=session.draft_xml())
    sent = [fromstring(each.submission().xml).find(".//{*}entity") for each in (session, again)]
    assert len(sent[0].get("id")) == 36
    assert [entity.get("id") for entity in sent] == [sent[0].get("id")] * 2
    assert (sent[1].get("create"), sent[1].findtext("{*}label")) == ("1", "Oak")
    again.set_path("/data/new", "no")
    assert fromstring(again.submission().xml).find(".//{*}entity").get("create") == "0"
