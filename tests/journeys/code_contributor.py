"""A first merge request to GitLab: many ways in, few that lead on.

The way of somebody who would like to contribute code, drawn by the team that wants them to
succeed, with what it found wrong, and a second map of how it should be.

Sources:
    - GitLab handbook, "Code contributor user journey" (Contributor Success),
      about.gitlab.com/handbook/marketing/developer-relations/contributor-success/user-journey.html:
      both diagrams, "Top Findings" and "Detailed Findings". © GitLab B.V., CC BY-SA 4.0 (the
      handbook's licence as the company announced it). The structure is restated as data and the
      findings in other words.

Inferred: the persona, who has no name on the page; the lifecycle roles of the stages; the numbers
behind "overwhelming" and "frustration"; that frustration about slow reviews belongs to Iterate;
to which touchpoints some of the findings belong; and that Developer documentation, to which no
arrow leads, is one of the ways in. The arrows are those of the diagrams, no more and no fewer. That
the flow has many drop points, as the team says, is left for the rules to find.
"""

from __future__ import annotations

from journeykit import Channel, Metric, Pain, journey, persona, touchpoint

# Who walks it

contributor = persona("New contributor", "writes code", goals=["get a merge request merged"])

# Where things happen: the colours of the diagram

marketing = Channel("Marketing")
docs = Channel("Handbook and docs")
gitlab = Channel("GitLab")
issues = Channel("Repository issues")

# What the team found

too_much = Pain("The guide is long, and much of it does not concern the reader", "confusion", 4)
one_size = Pain("The guide speaks of one product where there are many", "confusion")
bare_list = Pain("Easy issues are listed without a word about their projects", "confusion")
in_circles = Pain("Guide and README send people to each other for ever", "confusion", 4)
mixed_up = Pain("Contributing to GitLab is mixed up with a conference of that name", "confusion")
many_products = Pain("Nobody sees that there is more than one product", "confusion")
many_setups = Pain("Every product has its own languages and its own environment", "barrier")
no_priorities = Pain("What a team wants next is rarely published", "confusion")
unlabelled = Pain("Teams do not mark issues that are fit for contributors", "barrier", 4)
uneven_docs = Pain("Every project documents itself in another way", "confusion")
slow_reviews = Pain("Labels and reviews take a long time", "waiting", 5)
no_reviewer = Pain("It is not clear whom to ask for a review", "lack of support")
few_teams = Pain("Only a few teams care for contributors", "lack of support", 4)
never_again = Pain("Most who contributed once never come back", "no follow-up", 5)
no_regulars = Pain("Nobody becomes a regular contributor", "no follow-up", 4)

days_to_merge = Metric("Days until a merge request is merged", "time", "days", 7, "lower", value=11)
newcomers = Metric("New contributors per milestone", direction="higher", value=50)

# Discovery, and the ways in

contributing = touchpoint("Contributing page", marketing, entry=True)
hackathon = touchpoint("Hackathon page", marketing, entry=True)
google = touchpoint("Google", marketing, entry=True)

# Engagement: what the guide leads to

guide = (
    touchpoint("Contributing to development guide", docs)
    .feels(contributor, -2, "overwhelmed", basis="reported")
    .hurts(contributor, too_much, one_size, bare_list, in_circles)
)
fork = touchpoint("Creating a fork", docs)
program = touchpoint("Code contributor program", docs)
update_docs = touchpoint("Update the documentation", docs)
how_to_open = touchpoint("How to open a merge request", docs)
tests = touchpoint("Add tests if needed", docs, optional=True)
coaches = touchpoint("Merge request coaches", docs, purpose="support")
developer_docs = touchpoint("Developer documentation", docs, entry=True)
accepting = touchpoint("Accepting merge requests issues", issues).hurts(
    contributor, unlabelled, bare_list
)
project_guide = touchpoint("Project specific contribution guide", docs).hurts(
    contributor, uneven_docs
)
project_issues = touchpoint("Project specific issues", issues).hurts(contributor, unlabelled)
project_repo = touchpoint("Project repo", gitlab).hurts(contributor, many_products)

# Onboarding: getting something to run

environment = touchpoint("Development environment guide", gitlab)
readme = touchpoint("README", gitlab).hurts(contributor, in_circles)
setup = touchpoint("Project specific setup", docs).hurts(contributor, many_setups, uneven_docs)
pick = touchpoint("Picking out an issue", issues).hurts(contributor, unlabelled, no_priorities)

# Contribution

open_mr = touchpoint("Open merge request", gitlab).hurts(contributor, no_reviewer)
iterate = (
    touchpoint("Iterate", gitlab)
    .feels(contributor, -2, "frustrated", basis="reported")
    .hurts(contributor, slow_reviews)
)

# The journey as it is

code_contributor = (
    journey("Contributing code", state="as-is")
    .walked_by(contributor)
    .stage("Discovery", contributing, hackathon, google, pains=[mixed_up])
    .stage(
        "Engagement",
        *(guide, fork, program, update_docs, how_to_open, tests, coaches, developer_docs),
        *(accepting, project_guide, project_issues, project_repo),
        roles="consideration",
        pains=[few_teams],
    )
    .stage("Onboarding", environment, readme, setup, pick)
    .stage("Contribution", open_mr, iterate, roles="experience", metrics=[days_to_merge])
    .stage("Retention", pains=[never_again, no_regulars], metrics=[newcomers])
    .flow(google >> contributing >> guide)
    .flow(hackathon >> guide, hackathon >> accepting)
    .flow(google >> accepting, google >> project_guide, google >> project_repo)
    .flow(guide >> fork, guide >> program, guide >> update_docs, guide >> how_to_open)
    .flow(guide >> tests, guide >> coaches, guide >> accepting)
    .flow(developer_docs >> accepting)
    .flow(accepting >> project_repo, accepting >> readme, accepting >> open_mr)
    .flow(project_guide >> project_issues, project_guide >> setup)
    .flow(project_issues >> readme, project_issues >> pick)
    .flow(project_repo >> readme, project_repo >> setup)
    .flow(readme >> environment, readme >> accepting, readme >> guide, readme >> setup)
    .flow(setup >> pick >> open_mr >> iterate >> open_mr)
)

# The journey as it should be

projects = touchpoint("List of projects to contribute to", docs)
clear_guide = touchpoint("Contributing to development guide", docs)
clear_pick = touchpoint("Picking out an issue", issues)
clear_setup = touchpoint("Project specific setup", docs)
merge_request = touchpoint("Open merge request", gitlab)
rounds = touchpoint("Iterate", gitlab)

goal = (
    journey("Contributing code", state="to-be")
    .walked_by(contributor)
    .stage("Discovery", contributing, hackathon, google)
    .stage("Engagement", clear_guide, environment, projects, roles="consideration")
    .stage("Onboarding", clear_setup, clear_pick)
    .stage("Contribution", merge_request, rounds, roles="experience")
    .flow(contributing >> clear_guide, hackathon >> clear_guide, google >> clear_guide)
    .flow(clear_guide >> environment >> projects >> clear_setup)
    .flow(clear_guide >> projects, clear_guide >> clear_setup, environment >> clear_setup)
    .flow(clear_setup >> clear_pick >> merge_request >> rounds >> merge_request)
)
