"""What the words around a capitalised word say: a person one could meet, somebody famous, a person of a story, a thing."""

import re
from functools import cached_property

from portal.anonymity.scan_marks import Text


class Context:
    """What stands before and after a row of capitalised words; each question is answered when it is asked."""

    def __init__(self, text: Text, start: int, end: int) -> None:
        """Take the stretch to look around."""
        self._text, self._start, self._end = text, start, end
        self._before, self._after = text.low[max(0, start - 60) : start], text.low[end : end + 60]

    @cached_property
    def kin(self) -> bool:
        """Only somebody one could meet is spoken of like this: "…'s mom", "my student …"."""
        return self._named or bool(_KIN_AFTER.match(self._after))

    @cached_property
    def strong(self) -> bool:
        """Most likely somebody one could meet."""
        around = _STRONG_BEFORE.search(self._before) or _STRONG_AFTER.match(self._after)
        return bool(around) or self.told or self.kin or self.meets

    @cached_property
    def acts(self) -> bool:
        """Does what people do: says, cries, raises a hand."""
        return bool(_ACTS_AFTER.match(self._after))

    @cached_property
    def told(self) -> bool:
        """Told, asked or wrote something to somebody."""
        return bool(_TOLD_AFTER.match(self._after))

    @cached_property
    def meets(self) -> bool:
        """Somebody the writer met, wrote to or wrote about: only people are emailed, or given feedback."""
        return bool(_MEETS.search(self._before))

    @cached_property
    def toward(self) -> bool:
        """Stands after "with", "for", "to"."""
        return bool(_TOWARD.search(self._before))

    @cached_property
    def ours(self) -> bool:
        """The sentence speaks of students, colleagues and families."""
        return self._named or bool(_OURS.search(self._sentence))

    @cached_property
    def famous(self) -> bool:
        """The sentence speaks of books, history or science."""
        return bool(_FAMOUS.search(self._sentence) or _BY.search(self._before))

    @cached_property
    def made_up(self) -> bool:
        """The sentence speaks of persons in a story, and not of ours."""
        return bool(_MADE_UP.search(self._sentence)) and not self.ours

    @cached_property
    def cited(self) -> bool:
        """A year or a page follows, as in a list of sources."""
        return bool(_CITED.match(self._after))

    @cached_property
    def thing(self) -> bool:
        """Names a place, a prize, a law or a firm."""
        return bool(_THING_AFTER.match(self._after) or _THING_BEFORE.search(self._before))

    @cached_property
    def heading(self) -> bool:
        """Stands in a line where most words have capitals."""
        return _is_heading(self._text.plain, self._start, self._end)

    @cached_property
    def _named(self) -> bool:
        return bool(_KIN_BEFORE.search(self._before))

    @cached_property
    def _sentence(self) -> str:
        return _sentence(self._text.low, self._start, self._end)


def _is_heading(plain: str, start: int, end: int) -> bool:
    """Say whether most long words of the line have capitals; a line of one or two words says nothing."""
    first, last = max(0, start - 80), min(len(plain), end + 80)
    first = max(first, plain.rfind("\n", first, start) + 1)
    stop = plain.find("\n", end, last)
    line = plain[first : stop if stop >= 0 else last]
    if line.lstrip().startswith("#"):
        return True
    words = _LONG_WORD.findall(line)
    return len(words) > 3 and sum(word[0].isupper() for word in words) > 0.7 * len(words)  # noqa: PLR2004 - a guess


_LONG_WORD = re.compile(r"[A-Za-z]{4,}")


def _sentence(low: str, start: int, end: int) -> str:
    """Give the sentence around a stretch, at most 160 characters to each side."""
    first, last = max(0, start - 160), min(len(low), end + 160)
    for sign in ".!?\n":
        first = max(first, low.rfind(sign + " " if sign != "\n" else sign, first, max(first, start - 3)) + 1)
        stop = low.find(sign, end, last)
        last = stop if stop >= 0 else last
    return low[first:last]


_PEOPLE = (
    r"(?:students?|kids?|boys?|girls?|child|learners?|pupils?|colleagues?|coworkers?|co-?teachers?|teammates?|neighbou?rs?|friends?|parents?|moms?|mothers?|dads?|"
    r"fathers?|aides?|paras?|mentors?|mentees?|principals?|counselors?|librarians?|secretary|substitutes?|subs?|interns?|freshm[ae]n|sophomores?|juniors?|seniors?|"
    r"\d\w\w grader|first[- ]grader|(?:third|fourth|fifth|sixth|seventh|eighth|ninth)[- ]grader|newcomer|classmates?|sibling|brother|sister|twins?|son|daughter|nephew|niece|husband|wife|"
    r"partner|teacher|nurse|custodian|department chair|chair|coach|interpreter|advisee|kiddo|ell|alumn[oa]s?|estudiantes?|nin[oa]s?|companer[oa]s?|colegas?|amig[oa]s?|"
    r"maestr[oa]s?|profesora?|hij[oa]|herman[oa]|mama|papa|madre|padre|director[a]?|consejer[oa]|vecin[oa]|chic[oa]|muchach[oa]|joven|bibliotecari[oa]|secretaria)"
)
_KIN_BEFORE = re.compile(
    rf"(?:\b{_PEOPLE}(?:,| named| called| like| is named| is called| llamad[oa]| que se llama| de nombre)? |\b(?:named|called (?:him|her)|nicknamed|goes by|"
    r"(?:his|her|their|my|student's|kid's|student|first|last|child's) name(?: is| was|:)?|my name's|llamad[oa]|se llama(?:ba)?|me llamo|(?:mi|su) nombre es|nombre:|name:|student:|alumn[oa]:|signed,?|"
    r"sincerely,?|best,|love,|thanks,|regards,|atentamente,?|saludos,|dear|hi|hello|hey|hola|querid[oa]|estimad[oa]|thank you,|gracias,) ?\n?)$"
)
_SCHOOLWORK = (
    r"(?:mom|mother|mum|mama|dad|father|parents?|family|families|guardians?|grandm\w+|grandpa|grandfather|grandparents|aunt|uncle|sister|brother|siblings?|twin|foster|stepmom|"
    r"iep|504|ell|accommodations?|behaviou?r|bip|grades?|scores?|score|quiz|homework|missing work|handwriting|desk|seat|backpack|report card|progress|attendance|absences?|diagnosis|"
    r"(?:\w+ )?(?:essay|paper|draft|paragraph|lab report|portfolio|test|exam|response|answers?|writing sample|writing|journal|reading level|reading log|file|folder|project|presentation|work|assignment|speech)(?! by)|"
    r"class|classroom|room|period|students|kids|lesson|lessons|group|table|team|phone|email|e-mail|birthday|locker|schedule|house|home life|tantrums?|meltdowns?|evaluation|meeting|conference|referral|plan|goals?|needs|medication|adhd|autism|dyslexia|anxiety|name|last name|caso worker|counselor|teacher|co-?teacher|tutor|para|aide|sub plans?|turn|question|first language|english)"
)
_KIN_AFTER = re.compile(
    rf"(?:'s?|s') {_SCHOOLWORK}\b|,? (?:who|whose) (?:is in my|sits|has an?|was absent|just (?:arrived|moved)|came from|speaks|reads|struggles|can't|never|always|teaches|works|reports)|"
    r",? (?:a|an|my|our|one of my|another|una?|mi) (?:\w+[ -]){0,3}(?:student|grader|freshman|sophomore|junior|senior|newcomer|colleague|teammate|kid|boy|girl|learner|teacher|parent|alumn[oa]|estudiante|colega|ell)\b|"
    r" (?:is|was|will be|has been|is often|was often) (?:absent|tardy|in my (?:class|\w+ (?:class|period|group))|a student|a (?:struggling|strong|quiet|new) |failing|suspended|in (?:my|\w+) (?:class|period)|on (?:an|my) |my |our |new to|out sick|in (?:first|second|third|fourth|fifth|sixth|seventh|eighth|\d\w\w) (?:grade|period)|an? (?:ell|english learner|\w+ grader|\w+-grader|newcomer|freshman|sophomore)|having trouble|dyslexic|autistic|reading (?:at|below|two)|crying|upset)|"
    r" (?:has|had|needs|gets|uses|receives) (?:an? )?(?:iep|504|adhd|dyslexia|autism|anxiety|trouble with|extra time|accommodations|speech|extended time|a hard time|behavior|an aide|a para|preferential)|"
    r" (?:and|y) (?:his|her|their|i|su|yo|me|my)\b|'?s? \(?(?:grade|period|age) \d|, \d{1,2}(?:st|nd|rd|th) grade|, (?:age )?\d{1,2},| \((?:not|a|my|our|grade|age|\d(?:st|nd|rd|th))|"
    r" (?:raised (?:his|her|their)|turned in|forgot (?:his|her|their)|handed in|lost (?:his|her)|threw|cried|cries|burst|refused|refuses|struggles|struggled|sits|sat (?:alone|in|next|by|there|with)|misbehaved|interrupted|got suspended|moved here|transferred|bullied|called out|failed|keeps (?:forgetting|asking|talking|getting)|acted out|plagiarized|cheated|copied)\b|"
    r" (?:falto|lloro|entrego|saco|reprobo|no (?:entrega|entrego|quiere|puede|habla|termino|vino)|llego tarde|se (?:porta|porto|sienta|distrae)|tiene (?:un |una )?(?:iep|plan|problemas|dificultad\w*|dislexia|autismo|tdah)|necesita (?:apoyo|ayuda|mas tiempo)|esta (?:en mi|ausente|reprobando)|levanto la mano)\b|"
    r"(?: and| y|,) [a-z'-]+ (?:are|were|both|fought|argued|sit|sat|got|son|estan|se pelearon)\b| (?:family|household|twins|siblings|brothers|sisters|boys)\b"
)
_MEETS = re.compile(
    r"\b(?:told|tell|asked|ask|emailed|e-mailed|texted|messaged|thanked|met|caught|paired|conferenced with|met with|sat with|talk(?:ed|ing)? (?:to|with)|spoke (?:to|with)|"
    r"work(?:ed|ing)? with|co-?teach with|plan(?:ned)? with|teach(?:ing)? with|team with|next to|away from|sent (?:it )?to|gave(?: it to)?|give (?:it )?to|showed(?: it to)?|"
    r"share[ds]?(?: it)? with|wrote (?:to|back to)|write to|write home to|called home for|conference for|call home about|remind(?:ed)?|worr(?:y|ied) about|"
    r"(?:feedback|comments?|report card comments?|report|note|letter|e-?mail|message|recommendation|reference|referral|goals?|iep|504|accommodations|behavior plan|progress report|reply|response|birthday card|text|support|evaluation) (?:for|to|from)|"
    r"(?:homework|essay|paper|draft|email|message|complaint|tip|trick) (?:from|turned in by)|students (?:such as|like|including)|kids (?:such as|like|including)|"
    r"le (?:dije|pregunte|mande|escribi|di|pedi|ayude) a|(?:carta|nota|mensaje|correo|comentario|informe|retroalimentacion|tarea|ensayo|reporte|metas|apoyo|recomendacion) (?:para|a|de)|"
    r"(?:hable|trabajo|trabaje|reuni|colaboro|planeo|platique|plan) con|ayude a|junto a)(?: poor| little| my| our| a| young)? $"
)
_STRONG_BEFORE = re.compile(
    r"\b(?:helped|called|(?:feedback|comments?|report|notes?|summary|plan|narrative|paragraph|goals?) (?:for|to|about|on|from)|"
    r"(?:work|question|paragraph|story|answer|idea|lesson|quiz|rubric) (?:from|of|by)|(?:comentario|trabajo|plan|nota) sobre|igual que) $"
)
_STRONG_AFTER = re.compile(
    rf"'s (?:{_SCHOOLWORK}|idea|help|advice|story|tip|trick|lesson|rubric|voice|face|hand|hands|chair|coat|bus|lunch|friend|friends|mistake|mistakes|version|attempt)\b|,? (?:who|whose)\b"
)
_PAST = (
    r"(?:said|says|asked|asks|told|tells|wrote|writes|laughed|loved|loves|liked|likes|hated|hates|thought|thinks|knew|knows|felt|feels|wanted|wants|needed|needs|noticed|spotted|caught|"
    r"emailed|texted|called|answered|replied|smiled|nodded|shouted|yelled|whispered|complained|explained|learned|improved|finished|started|stopped|tried|tries|came|comes|went|goes|got|gets|"
    r"showed|shows|shared|suggested|recommended|mentioned|admitted|insisted|begged|typed|read|reads|spoke|speaks|struggle[sd]|understood|understands|missed|misses|passed|worked|works|teaches|taught|helped|helps|"
    r"sat|stood|ran|left|arrived|joined|made|gave|took|found|had|has|is|was|does|did|can|can't|couldn't|didn't|doesn't|won't|isn't|wasn't|"
    r"dijo|dice|pregunto|pregunta|escribio|escribe|llego|necesita|quiere|sabe|aprendio|mejoro|termino|trajo|ayudo|penso|piensa|me|se|no|siempre|nunca|tambien|tiene|esta|estaba|fue|es)"
)
_ACTS_AFTER = re.compile(
    r" (?:just |never |always |really |still |finally |once |actually |also |then |often |usually |even )?"
    rf"(?!(?:is|was|has|had|es|fue|esta|no|se|made|shows?|helps?|helped|gives?|gave|gets?|got|can(?!')|does|did|works?|worked|found|had)\b){_PAST}\b"
)
_TOLD_AFTER = re.compile(
    r" (?:just |once |finally |also )?(?:told (?:me|us|her|him|the)|asked (?:me|us|if|why|for help|to (?:go|leave|use|be))|emailed (?:me|us)?|texted|e-mailed|said (?:she|he|they|it|that|to me|,)|"
    r"(?:cried|laughed|smiled|shouted|yelled|nodded|whispered|begged)|thinks (?:it|that|she|he|they)|loves? (?:it|to|this|the)|hates? (?:it|to|this|the)|me (?:dijo|pregunto|escribio|conto|pidio|mando|entrego)|dijo que)\b"
)
_TOWARD = re.compile(
    r"\b(?:with|for|to|from|about|and|like|than|by|ask|tell|let|why (?:did|does|is|was)|when|how|that|because|until|if|but|so|after|while|where|since|whether|did|does|"
    r"know|knows|knew|saw|love|helps?|made|had|have|put|move|moved|con|para|a|de|como|y|que|cuando|porque) $"
)
_OURS = re.compile(
    r"\b(?:my (?:students?|kids?|class|classroom|colleagues?|co-?teacher|own students|boys|girls|coworkers?|room|school|principal|team|ells?|advis\w+|freshmen|seniors|\w+ graders?|third|fourth|fifth|first|second|sixth|seventh|eighth)|our (?:students?|kids|principal|team|school)|"
    r"iep|504|report card|accommodations?|parent(?:'s)? (?:email|conference|meeting)|mis (?:alumnos|estudiantes)|mi (?:alumn[oa]|clase|colega|companer[oa]|estudiante)|in (?:my|our) class|student named|a student)\b"
)
_FAMOUS = re.compile(
    r"\b(?:novel|poems?|poet|poetry|biograph\w+|autobiograph\w+|memoir|author|written by|novelist|playwright|painter|painting|sculptor|composer|symphony|scientist|physicist|chemist|mathematician|"
    r"inventor|invented|discovered|historian|historical|explorer|president|senator|general|emperor|king|queen|activist|abolitionist|suffrag\w+|civil rights|civil war|revolution\w*|world war|"
    r"astronaut|philosopher|theory|theorem|nobel|century|speech(?:es)?|autobiography|short story|picture book|read-aloud|chapter|excerpt|novelas?|poemas?|poeta|autora?|escritora?|biografia|pintora?|"
    r"cientifica|presidente|historia de|guerra|siglo|cuento de|obra de|inventora?|lyrics|song by|musician|singer|athlete|olympi\w+|actor|director of the film|mural|movement|supreme court|congress\w*|governor|"
    r"born in|(?:in|of|en|since|from) (?:1[0-8]\d\d|19[0-6]\d))\b|\(\d{4}\s?[-–]\s?\d{4}\)"
)
_BY = re.compile(
    r"(?:[\"'*_”’)] by|\bbooks? by|\bstor(?:y|ies) by|\bbook|\bplay by|\btext by|\barticle by|\bart(?:work)? by|\bmusic by|\bvideo by|\bquote (?:by|from)|\bsong by|\bnovel|\bessays? by|\bwritten by|\bread) $"
)
_MADE_UP = re.compile(
    r"\b(?:characters?|protagonist|antagonist|narrator|novel|chapters?|scenes?|act (?:\d|i+|one|two|three)|the play|soliloquy|monologue|fable|myth\w*|legend|fairy tales?|fictional|story problem|"
    r"word problems?|sherlock|hero|heroine|villain|personajes?|protagonista|capitulos?|fabula|mito|leyenda|narrador|problema de palabras|the text|symboli\w+|foil)\b"
)
_CITED = re.compile(r"(?:,? (?:et al|& )|,? \(?(?:1[89]|20)\d\d|, p\.|\)|,? pp?\.)")
_THING_AFTER = re.compile(
    r"(?:'s (?:law|laws|theorem|taxonomy|principle|triangle|rule|constant|formula|razor|paradox|method|hierarchy|day|dictionary|speech|poem|novel|play|web|diary|theory|model|revenge|edge|disease|universe|equation|laws|letter from|zones?|stages)"
    r"| (?:method|model|notes?|test|scale|act|amendment|law|theorem|taxonomy|prize|award|medal|street|st\.|avenue|ave|road|rd\.|boulevard|drive|lane|park|river|lake|mountains?|hills?|island|islands|valley|bay|beach|county|city|state|university|college|academy|library|museum|hospital|church|center|foundation|institute|press|"
    r"publishing|inc|corp|company|co\.|effect|equation|formula|constant|number|diagram|circle|square|triangle|day|days|week|month|era|age|dynasty|empire|war|wars|treaty|compromise|doctrine|plan|project|program|protocol|strategy|framework|curriculum|series|edition|"
    r"reader|readers|books?|story|app|pro|plus|classroom|docs?|slides|forms|drive|elementary|middle|high school|building|hall|stadium|airport|bridge|station|canal|dam|desert|sea|ocean|peninsula|desertico|purchase|rebellion|expedition|trail|protocol|seminar|chart|grid|lesson|jar|"
    r"3\b|4\b|3\.5|2\.0|1\.5|opus|sonnet|haiku|ultra|advanced|flash|live|studio|ai\b))\b"
)
_THING_BEFORE = re.compile(
    r"(?:\b(?:queen|king|saint|pope|sir|lady|lord|emperor|empress|czar|tsar|president|general|colonel|captain|senator|justice|governor|prince|princess|duke|reina|rey|presidente|san|santa|santo|st\.?|saint|fort|ft\.?|mount|mt\.?|lake|port|cape|camp|rio|puerto|ciudad|new|south|north|east|west|los|las|el|club|city of|state of|county of|university of|gulf of|bay of|battle of|treaty of|isle of) |#|@|\{|<|\$)$"
)
