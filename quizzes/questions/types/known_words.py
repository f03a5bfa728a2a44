"""Words that decide whether two capitals are a person: common first names, made-up people, and what is none."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# The people of the scenarios and lessons: nobody.
MADE_UP = _words(
    """
    dana lee sam ruth luis marisol andre nia ray rosa denise amir ada noor tasha
    """
)

# Common first names of the United States, English and Spanish. Only these count at the start of a sentence.
FIRST_NAMES = _words(
    """
    james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony
    mark donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan
    jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank
    alexander raymond patrick jack dennis jerry tyler aaron jose adam henry nathan douglas zachary peter kyle
    walter ethan jeremy harold keith christian roger noah gerald carl terry sean austin arthur lawrence jesse
    dylan bryan joe jordan billy bruce albert willie gabriel logan alan juan wayne roy ralph randy eugene
    vincent russell louis philip bobby johnny bradley mary patricia jennifer linda elizabeth barbara susan
    jessica sarah karen nancy lisa betty margaret sandra ashley kimberly emily donna michelle dorothy carol
    amanda melissa deborah stephanie rebecca sharon laura cynthia kathleen amy shirley angela helen anna
    brenda pamela nicole emma samantha katherine christine debra rachel catherine carolyn janet maria heather
    diane virginia julie joyce victoria olivia kelly christina lauren joan evelyn judith megan cheryl andrea
    hannah martha jacqueline frances gloria ann teresa kathryn sara janice jean alice madison doris abigail
    julia judy sophia marie beverly denise marilyn amber danielle theresa diana brittany natalie isabella
    charlotte rose alexis kayla carlos jorge miguel pedro francisco antonio manuel alejandro fernando javier
    ricardo eduardo roberto diego rafael raul sergio alberto oscar enrique arturo guadalupe carmen juana
    josefina margarita rosario alejandra leticia veronica elena gabriela adriana claudia daniela mariana
    ximena valentina camila lucia mike tom bill bob jim steve dave chris matt dan tony ben nick greg jen kate
    beth sue tina jenny becky debbie cindy tammy crystal tiffany latoya keisha jamal darnell tyrone deshawn
    malik
    """
)

# Capitals that are no person: programs, places, days, laws, the words of this field.
NO_NAMES = _words(
    """
    january february march april june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday christmas thanksgiving easter ramadan new north south east west northern
    southern eastern western central los las san santa saint st fort mount lake river city county state states
    united america american africa african mexico mexican puerto rico rican carolina dakota jersey york
    hampshire virginia texas florida ohio california arizona georgia michigan illinois pennsylvania washington
    oregon kansas kentucky tennessee wisconsin minnesota missouri columbia columbus cleveland dallas houston
    chicago austin phoenix denver boston atlanta miami street avenue road park center centre clinic hospital
    house home shelter church school college university high middle department office agency program programs
    services service support specialist peer recovery coach counselor sponsor narcotics alcoholics gamblers
    anonymous smart lifering dual nami connection secular women sobriety big book higher power serenity prayer
    twelve step steps just today easy first things one day god lord jesus christ holy bible red cross
    salvation army goodwill health mental behavioral human social security medicaid medicare hipaa americans
    disabilities act title part code ethics federal national international english spanish español native
    latino latina hispanic black white asian navajo veterans affairs veteran navy marine marines force guard
    medical emergency crisis lifeline suicide good samaritan aid wellness action plan word google zoom
    facebook instagram covid mr mrs ms mx miss dr sr sra srta officer judge pastor mother father mom dad aunt
    uncle grandma grandpa grandmother grandfather sister brother tía tío abuela abuelo nurse doctor i we he
    she they it my our your his her their the a an and but or so if when then there that this what who how why
    as at in on for with from to of after before because while no not never always maybe yes still also even
    once guidelines practice
    """
)
