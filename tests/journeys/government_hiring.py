"""Getting hired by the Government of Canada, as applicants, managers and advisors told it.

Source: the final report of Talent Cloud, github.com/GCTC-NTGC/gc-digital-talent, folder
`tc-report/en/_posts`: chapters 112 (a typical staffing process), 405 (where time can be saved),
406 (speed and top talent) and 410 (security clearance). The repository is licensed AGPL-3.0; what
stands here are facts from it in other words, and none of its text.

Inferred: the names of the stages. The report tells a typical process; channels are those it names.
"""

from __future__ import annotations

from helpers.published import forbidden, gap
from journeykit import Channel, Metric, Wait, journey, otherwise, persona, touchpoint

website, email = Channel.WEBSITE, Channel.EMAIL

applicant = persona(
    "Applicant",
    "in demand, and applies to several employers at once",
    goals=["a firm offer"],
    expectations=["no more than three weeks between two steps", "no more than two months in all"],
)
manager = persona(
    "Hiring manager", goals=["hire one of the best applicants"], needs=["support with assessments"]
)
advisor = persona("Human resources advisor")

# Posting the job

criteria = (
    touchpoint("Takes over the criteria of an earlier job")
    .met_by(manager)
    .hurts(manager, "the same list is used where the job differs")
)
plan = (
    touchpoint("Plans the assessment")
    .met_by(manager)
    .hurts(manager, "support differs from department to department")
)
posts = touchpoint("Approves and posts the advertisement", website).met_by(advisor)

# Applying

reads_ad = (
    touchpoint("Reads the advertisement", website)
    .met_by(applicant)
    .hurts(applicant, "hardly anything on team and tasks", "language codes that mean nothing")
)
examples = (
    touchpoint("Writes long examples for every criterion", website)
    .met_by(applicant)
    .does(applicant, "uses the words of the advertisement to be screened in")
)
applies = touchpoint("Sends the application and a resume", website).met_by(applicant)
silence = (
    touchpoint("Hears nothing", wait=Wait("almost a month"))
    .met_by(applicant)
    .thinks(applicant, "I am not being considered", "what does that say about the employer?")
    .hurts(applicant, "whether one is told anything depends on manager and advisor")
)
gone = touchpoint("Takes another offer", outcome="abandoned").met_by(applicant)

# Assessing

files = (
    touchpoint("Downloads hundreds of applications as one file", website)
    .met_by(advisor)
    .feels(advisor, "overwhelmed")
)
gets_files = (
    touchpoint("Gets the files", email)
    .met_by(manager)
    .feels(manager, "overwhelmed")
    .hurts(manager, "has to keep track by hand", "often puts it off")
)
screens = touchpoint("Screens the applications").met_by(manager)
next_step = (
    touchpoint("Is invited to the next step", email, initiator="company")
    .met_by(applicant)
    .feels(applicant, "excited")
)
tests = touchpoint("Takes tests and interviews").met_by(applicant)
too_late = (
    touchpoint("Learns that the best applicant is gone", outcome="failed")
    .met_by(manager)
    .feels(manager, -2, "frustrated")
    .hurts(manager, "does not notice for a month or two")
)

# Finalizing

language = touchpoint("Has the second language tested").met_by(applicant)
clearance = (
    touchpoint("Goes through security clearance", wait=Wait("about 60 days, with the papers"))
    .met_by(applicant)
    .hurts(
        applicant,
        "only now learns that police checks from abroad are needed",
        "each department does it differently",
    )
)
police_checks = touchpoint(
    "Asks abroad for police checks", wait=Wait("a few weeks to a few months"), optional=True
).met_by(applicant)
package = touchpoint("Gathers the papers for approval").met_by(advisor)
offer = (
    touchpoint("Gets the letter of offer", initiator="company")
    .met_by(applicant, manager)
    .serves(applicant, "a firm offer")
    .serves(manager, "hire one of the best applicants")
)

government_hiring = (
    journey(
        "Getting hired by the government",
        state="as-is",
        metrics=[
            Metric(
                "Days to identify the best applicant", "time", unit="days", value=130, target=30
            ),
            Metric("Applicants who drop out in a slow screening", unit="%", value=13),
        ],
    )
    .walked_by(applicant, manager, advisor)
    .stage("Posting the job", criteria, plan, posts)
    .stage("Applying", reads_ad, examples, applies, silence, gone)
    .stage("Assessing", files, gets_files, screens, next_step, tests, too_late)
    .stage("Finalizing", language, clearance, police_checks, package, offer)
    .flow(criteria >> plan >> posts >> reads_ad >> examples >> applies >> silence)
    .flow(applies >> files >> gets_files >> screens >> next_step)
    .flow(silence >> next_step, when="is screened in")
    .flow(silence >> gone, when="another employer is faster")
    .flow(screens >> too_late, when="the best applicant has gone")
    .flow(next_step >> tests >> language >> clearance)
    .flow(clearance >> police_checks, when="has lived abroad")
    .flow(clearance >> package, when=otherwise)
    .flow(police_checks >> package >> offer)
    .opportunity("Tell applicants early which papers they will need", clearance, police_checks)
    .opportunity("Keep applicants informed, even of delays", silence)
    .opportunity("Screen applications as they come in", gets_files, screens)
    .opportunity("Say more on team and tasks in the advertisement", reads_ad)
)

STATED = [
    gap("Applicants hear nothing for weeks", silence, applies),
    gap("The best leave for faster employers", gone),
    gap("The manager learns too late that the best have gone", too_late, structural=False),
    gap(
        "Hundreds of applications overwhelm managers and advisors",
        files,
        gets_files,
        structural=False,
    ),
    gap("Clearance takes long, and what it needs is told at the end", clearance, police_checks),
    gap(
        "Time in all is four times what was aimed at",
        government_hiring,
    ),
    gap("The advertisement says hardly anything on the job", reads_ad, structural=False),
    gap("Support for managers differs", plan, manager),
    gap("Managers keep track by hand", gets_files, structural=False),
]

INFERRED = [
    gap("Until the next step nothing is sent, not even a receipt", applies, silence),
    gap("Applicants who are not chosen are never told", screens, "stage:assessing"),
    gap("Second wait as silent as the first: clearance, police checks", clearance, police_checks),
    gap("Nobody tries to win back those who leave", gone, too_late),
    gap("What applicants feel is known at one moment", applicant),
    gap("The advisor wants nothing: no goal, no need", advisor),
    gap("What the applicant expects, three weeks, is broken", silence, applicant, structural=False),
    gap("The map ends with the letter; the first day is not there", offer, "stage:finalizing"),
]

FORBIDDEN = [
    forbidden(
        "the applicant meets nothing",
        "cell:applicant/posting-the-job",
        "nobody applies before there is a job",
    ),
    forbidden("dead end", gone, "said to be abandoned"),
    forbidden("the advisor cannot reach the offer", advisor, "it is not theirs to get"),
    forbidden("no channel", silence, "in a wait nobody meets anybody"),
]

UNSAYABLE = [
    "The applicant begins in the second stage, the manager in the first",
    "A wait as a span: a few weeks to a few months",
    "Steps that run side by side, language and clearance and papers, inside one stage",
    "An expectation with a limit (three weeks) that a wait can be held against",
    "Two figures of one metric: under two weeks 8 %, over two weeks 13 %",
    "A manager's delay as the cause of an applicant's leaving: cause and effect across personas",
]
