from datetime import date
from urllib.parse import parse_qsl, urlsplit

from quizzes.credentials.sharing import add_to_profile
from tests.quizzes.credentials.test_pdf import ADDRESS, face


def test_add_to_profile_fills_in_the_face_and_nothing_else():
    address = urlsplit(add_to_profile(face(title="Boundaries & ethics"), ends_on=date(2028, 12, 1)))

    assert (address.scheme, address.netloc, address.path) == ("https", "www.linkedin.com", "/profile/add")
    assert dict(parse_qsl(address.query)) == {
        "startTask": "CERTIFICATION_NAME",
        "name": "Boundaries & ethics",
        "organizationName": "Riverbend Recovery Center",
        "issueYear": "2026",
        "issueMonth": "11",
        "expirationYear": "2028",
        "expirationMonth": "12",
        "certUrl": ADDRESS,
        "certId": "7K2QM-4XRWN",
    }


def test_add_to_profile_names_no_end_where_there_is_none():
    assert "expiration" not in add_to_profile(face(), ends_on=None)
