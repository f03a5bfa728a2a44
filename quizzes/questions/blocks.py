"""How a question is written in the CMS: one block a type, by family in `choice_blocks`, `word_blocks`, `open_blocks`,
`scenario_blocks`. Each says what it freezes to, by `frozen(value, question_key)`: parts of `asked`, the key, feedback
by option."""

from wagtail import blocks

from quizzes.questions.choice_blocks import (
    KprimeBlock,
    MatchingBlock,
    MultipleBlock,
    SingleBlock,
    SurveyBlock,
    TrueFalseBlock,
)
from quizzes.questions.open_blocks import InformationBlock, ReflectionBlock, UploadBlock
from quizzes.questions.scenario_blocks import ScenarioBlock
from quizzes.questions.word_blocks import GapsBlock, NumberBlock, OrderingBlock, ShortBlock


class AnswerBlock(blocks.StreamBlock):
    """The answer side of a question: exactly one block, whose name is the question's type."""

    single = SingleBlock()
    multiple = MultipleBlock()
    truefalse = TrueFalseBlock()
    kprime = KprimeBlock()
    matching = MatchingBlock()
    ordering = OrderingBlock()
    gaps = GapsBlock()
    short = ShortBlock()
    number = NumberBlock()
    scenario = ScenarioBlock()
    reflection = ReflectionBlock()
    upload = UploadBlock()
    survey = SurveyBlock()
    information = InformationBlock()

    class Meta:
        min_num = 1
        max_num = 1
