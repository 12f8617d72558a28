//! What effects do on GitHub, on both databases: one file for each story.
//!
//! The reconciler is turned by hand and the clock is the tests' own. Nothing here sleeps.
//!
//! # The cases of the law
//!
//! Every case that was thought of, what happens then, and the claims that hold it. Tests of other
//! crates are named with their crate. In any order and all at once they are played by the proof
//! (`crates/proof`).
//!
//! | case | what happens | held by |
//! |---|---|---|
//! | several tasks of one person | access ends with the last | `taking::law_1_a_second_open_task_keeps_access`, `closing::law_1_closing_one_of_two_tasks_keeps_access` |
//! | several people | each has their own | `whole_law::several_people_one_ones_end_is_not_the_others` |
//! | several repositories | each task gives access to its own, and takes it along | `whole_law::several_repositories_each_task_gives_access_to_its_own` |
//! | one repository in two projects | the highest right that any task wants | `taking::law_1_a_task_in_another_project_keeps_access`, `sizes::law_1_of_two_projects_the_higher_choice_counts_while_it_is_wanted` |
//! | reassigned, unassigned | access moves or ends | `whole_law::reassigning_moves_access`, `taking::unassigning_revokes_access` |
//! | closed | the pull request first, then the end, then a look | `closing::closing_opens_one_pull_request_and_then_revokes` |
//! | canceled, reopened, all before anything happened | the last word counts | `taking::reopening_brings_access_back`, `whole_law::whatever_is_decided_before_anything_happened_the_last_word_counts` |
//! | a review asks for changes | access comes back until it is settled | `handing_over::a_review_that_asks_for_changes_brings_access_back` |
//! | not connected yet | given the moment they connect | `giving::connecting_later_gives_what_the_tasks_want` |
//! | leaves the project | open tasks are nobody's, access ends | `whole_law::who_leaves_the_project_loses_access_even_of_tasks_that_are_done`, `whole_law::who_leaves_one_of_two_projects_keeps_what_the_other_wants`, api `members::who_is_removed_loses_open_tasks_and_the_access_that_came_with_them` |
//! | becomes a viewer | the same | api `members::who_becomes_a_viewer_loses_open_tasks` |
//! | the GitHub account is deleted | named; nothing is left to take | `whole_law::a_github_account_that_is_deleted_is_named_and_asked_for_no_more` |
//! | the GitHub account is renamed | known by its number, shown by its new name | `whole_law::law_10_a_renamed_github_account_keeps_its_access_and_is_shown_so` |
//! | another account at reconnect | refused until the first has ended, then access moves | connections `connecting::another_account_than_before_has_to_wait_for_the_end_of_the_first`, `whole_law::another_account_at_reconnect_moves_access_to_it` |
//! | the steward is no administrator any more | named; the next takes it up | `trouble::a_steward_who_is_no_administrator_is_named_and_a_new_right_mends_it`, `whole_law::a_steward_who_lost_the_right_leaves_what_they_gave_to_the_next` |
//! | the steward disconnects | what was given through them is taken back first | `disconnecting::the_stewards_end_takes_back_all_that_was_given_through_them` |
//! | the steward is removed | nobody acts until another manager takes over | api `members::a_steward_who_is_removed_acts_on_nothing_any_more`, `taking::law_4_without_a_steward_the_one_who_gave_takes_back` |
//! | another manager takes over | what is wanted is given anew | `disconnecting::a_new_steward_gives_again_what_is_still_wanted`, api `repositories::another_administrator_takes_a_repository_over` |
//! | repository renamed | known by its number | `giving::law_10_a_renamed_account_and_repository_are_still_known` |
//! | repository transferred | the same, with the sizes of its new owner | `whole_law::a_transfer_to_another_organization_breaks_nothing`, `whole_law::a_transfer_to_a_person_leaves_the_one_right_that_there_is` |
//! | repository archived | named; access ends when it is opened again | `trouble::an_archived_repository_is_named`, `whole_law::an_archive_keeps_access_only_until_it_is_opened_again` |
//! | repository made private or public | nothing of ours stays, nothing of theirs goes | `sizes::law_2_a_repository_made_private_meanwhile_keeps_nothing_of_ours`, `sizes::law_2_a_repository_made_public_meanwhile_keeps_their_right` |
//! | repository deleted | named; its tasks close all the same | `trouble::a_repository_that_is_gone_is_named`, `whole_law::a_deleted_repository_is_named_and_its_tasks_close` |
//! | repository unlinked | what was given on it is taken back | `taking::unlinking_the_repository_revokes_what_was_given_on_it` |
//! | a task's branch renamed or deleted | followed; settled at closing | `following::a_renamed_branch_is_followed`, `following::a_deleted_branch_moves_nothing`, `closing::law_4_a_branch_that_is_gone_is_settled` |
//! | the development branch renamed or deleted | followed; settled at closing | `whole_law::a_renamed_development_branch_still_takes_the_work`, `closing::law_4_a_development_branch_that_is_gone_is_settled` |
//! | invitation declined or withdrawn | named; sent again a day later, or at once when assigned anew | `whole_law::a_declined_invitation_is_named_and_sent_again_a_day_later`, `whole_law::assigning_anew_sends_a_declined_invitation_at_once` |
//! | invitation expired | sent anew | `giving::an_expired_invitation_is_sent_anew` |
//! | over the limit of invitations | it goes on by itself | `whole_law::over_the_limit_of_invitations_it_goes_on_by_itself` |
//! | collaborator already | left alone, or raised and given back as it was | `do_no_harm::law_2_a_collaborator_from_before_stays_one`, `sizes::law_2_a_right_of_their_own_is_raised_and_then_is_what_it_was` |
//! | owner of the repository or organization | left alone | `do_no_harm::law_2_the_owner_of_the_repository_stays_the_owner`, `whole_law::an_owner_of_the_organization_is_given_nothing_and_loses_nothing` |
//! | member of the organization, or in a team | only what is missing, and nothing of ours is left beside it | `do_no_harm::law_2_a_member_who_may_push_is_given_nothing`, `sizes::law_2_a_teams_right_stays_and_nothing_of_ours_beside_it`, `sizes::a_member_of_a_team_that_may_push_is_given_nothing` |
//! | access taken by hand while it is wanted | written down and given again | `do_no_harm::what_was_taken_by_hand_while_it_was_wanted_is_given_again` |
//! | a manager revokes it now | taken, and held back from every task until it is given back; what was there before stays | api `access::what_a_manager_revokes_stays_revoked_until_they_give_it_back`, api `access::what_was_there_before_is_not_taken_by_revoking` |
//! | a right raised by hand | not lowered to a smaller choice; it ends with the last task | `sizes::law_2_what_an_administrator_raised_is_not_lowered_to_a_smaller_choice` |
//! | access remains by another way | named, never called gone | `taking::law_3_access_that_remains_through_the_organization_is_named` |
//! | GitHub down, limiting, restricting | waited for or named; taking is never given up | `trouble` |
//! | cut off anywhere | the same end, nothing twice | `crash_points`, `crashing`, `twice` |

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod cases;
mod closing;
mod crash_points;
mod crashing;
mod disconnecting;
mod do_no_harm;
mod following;
mod giving;
mod handing_over;
mod hooks;
mod keeping_hooks;
mod refusals;
mod running;
mod rush;
mod scene;
mod sizes;
mod taking;
mod trouble;
mod twice;
mod whole_law;
