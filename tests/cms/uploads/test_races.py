"""Two posts of one file, at once and for real."""

from cms.accounts.models import User
from cms.uploads.models import StoredFile
from cms.uploads.services import keep
from tests.builders import dana
from tests.cms.uploads import files


def test_two_posts_of_one_file_at_once_keep_it_once(racing_db):
    trainee = dana()

    def post(number: int):
        file = files.upload("card.pdf", files.PDF)
        return keep(file, kinds=["document"], purpose="answer", by=User.objects.get(pk=trainee.pk)).pk

    kept = racing_db(post, 4)

    assert set(kept) == {StoredFile.objects.get().pk}
