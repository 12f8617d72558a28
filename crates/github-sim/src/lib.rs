//! A practice GitHub: OAuth pages, REST, webhooks and real git repositories over HTTP.
//!
//! One port serves all: pages at `/`, the REST API at `/api/v3` (the address shape of GitHub
//! Enterprise Server), git at `/{owner}/{repo}.git`, and the control API at `/_sim`. It shares no
//! type with the client that is tested against it: two independent readings of GitHub's documents
//! must meet. Nothing of the product may ever be imported here.
//!
//! # Control API
//!
//! JSON, without credentials. A repository is named by its id or, in a body, by `owner/name`.
//!
//! | call | body | answer |
//! |---|---|---|
//! | `POST /_sim/users` | `login, name?` | `id, login` |
//! | `PATCH /_sim/users/{login}` | `login` | – |
//! | `POST /_sim/organizations` | `login, restricts_apps?, base_permission?, members?: [{login, role: admin\|member}]` | `id, login` |
//! | `PATCH /_sim/organizations/{login}` | `restricts_apps?, app_approved?, demands_sso?, sso_sessions?: [login]` | – |
//! | `PUT`, `DELETE /_sim/organizations/{login}/members/{login}` | `role` | – |
//! | `PUT /_sim/organizations/{login}/teams/{name}` | `members: [login], repositories: {"owner/name": permission}` | – |
//! | `POST /_sim/repositories` | `owner, name, private?, commits? (1), branches?, description?` | `id, full_name, default_branch, clone_url` |
//! | `PATCH /_sim/repositories/{id}` | `name?, owner?, archived?, private?, has_pull_requests?, pulls_by_collaborators_only?, protected?: [branch]` | the repository as in the world |
//! | `DELETE /_sim/repositories/{id}` | – | – |
//! | `PUT`, `DELETE /_sim/repositories/{id}/collaborators/{login}` | `permission? (push)` | – |
//! | `PATCH /_sim/repositories/{id}/branches/{name}` | `name` | – |
//! | `DELETE /_sim/repositories/{id}/branches/{name}` | – | – |
//! | `POST /_sim/repositories/{id}/check-runs` | `commit, name, status? (completed), conclusion? (success), details_url?, title?, summary?` | `id, check_suite` |
//! | `POST /_sim/commits` | `repository, branch, author?, email?, message` | `sha` |
//! | `POST /_sim/tokens` | `login, scopes, expires_in?` | as the token endpoint answers |
//! | `POST /_sim/authorize` | `login, url, organizations?, refuse?` | `location` |
//! | `GET /_sim/world` | – | users, organizations, repositories, grants |
//! | `GET /_sim/routes` | – | `[{method, path}]` of the REST API |
//! | `GET`, `DELETE /_sim/calls` | – | `[{method, path, status, login, took_us}]`, oldest first |
//! | `POST`, `DELETE /_sim/faults` | `method?, path, times?, skip?, fault` | – |
//! | `GET /_sim/faults` | – | `[{name, status}]` of the named ones |
//! | `POST`, `DELETE /_sim/mishaps` | `event?, times?, mishap` | – |
//! | `POST /_sim/limits` | `core?, search?, concurrent?, points?, content?, content_hourly?, cpu_ms?, token_requests?, status? (403), retry_after?, like_github?` | – |
//! | `GET`, `PATCH /_sim/switches` | any of the switches below | all switches |
//! | `POST /_sim/clock` | `advance_seconds` | `now` |
//!
//! `path` of a fault is a regular expression on the path below `/api/v3`, or on a web path. A
//! `fault` is one of `{"kind":"delay","ms":…}`, `{"kind":"status","status":…,"body":…,"headers":…}`,
//! `{"kind":"cut_before"}`, `{"kind":"cut_after"}`, `{"kind":"truncated"}`,
//! `{"kind":"token_error","error":…}` and `{"kind":"named","name":…,"organization":…}`. The names:
//!
//! | status | names |
//! |---|---|
//! | 401 | `bad_credentials` `requires_authentication` |
//! | 403 | `app_restricted` `archived` `few_scopes` `integration` `not_admin` `outsiders_kept_out` `primary_limit` `secondary_limit` `sso_required` `too_many_bad_tokens` |
//! | 403, or 451 by the newer version | `trade_block` |
//! | 404, 405 | `branch_not_found` `branch_not_protected` `not_found`; `base_modified` `not_mergeable` |
//! | 409, 410 | `empty_repository` `head_modified` `invitation_conflict`; `gone` |
//! | 422 | `base_invalid` `base_permission` `drafts_unsupported` `head_invalid` `hook_exists` `hook_limit` `hook_not_public` `invitation_limit` `no_commits` `object_missing` `owner_invited` `personal_permission` `pull_exists` `reference_exists` `reviewer_is_author` `reviewer_is_stranger` `search_hidden` |
//! | 429, 451 | `primary_limit_429` `secondary_limit_429`; `taken_down` |
//! | 500, 502 as HTML, 503 | `server_error`; `bad_gateway`; `too_slow` |
//!
//! A `mishap` meets a delivery: `{"kind":"lost"}`, `{"kind":"doubled"}`, `{"kind":"late","ms":…}` or
//! `{"kind":"out_of_order"}`. The clock runs ahead or, with a negative number, behind.
//!
//! Limits are counted like GitHub's from the start, but none refuses until `/_sim/limits` says so:
//! what is named there, and with `like_github` everything else by GitHub's own numbers. What a call
//! costs of `cpu_ms` is the time that it took to answer, as GitHub advises to estimate it.
//!
//! A check run is what a GitHub App would report: posting it again continues the one of that name
//! that is not completed. When somebody loses access, by whichever of these calls, their private
//! forks are deleted, and they are assigned to nothing any more.
//!
//! The events of issues tell who closed, reopened, merged, renamed, assigned, asked for a review or
//! dismissed one, moved the base or deleted the head. Pushes that replace commits, mentions and
//! subscriptions are events on GitHub, and none here. Every team is one that members see, and its
//! address has its name in small letters.
//!
//! # Pages
//!
//! `/` shows the world as it is: invitations, pull requests, calls received, repositories, people,
//! organizations, hooks with their deliveries, faults and switches. Its forms, and those on the
//! page of a repository or an account, act as the people of that world would: they answer an
//! invitation, let somebody in or out, rename, delete, restrict, approve and redeliver; others order
//! faults and turn switches. No fault strikes them, and no form of another site is followed.
//!
//! # Switches
//!
//! Where GitHub's behaviour is not known, all answers are here; the first one is the usual one. The
//! unsure facts have numbers, and the last column says to which of them a switch belongs:
//!
//! 1. what the token endpoint answers to each mistake, and what a second use of a code ends;
//! 2. what ends with a token, and what a dead token can still end;
//! 3. who may open a pull request where few may;
//! 4. what inviting again does, and what an expired invitation looks like;
//! 5. what the invited one can do with little scope or behind a restriction;
//! 6. how a restricting organization refuses;
//! 7. how an unknown version of the API is refused;
//! 8. how git is refused;
//! 9. how long an `ETag` is good;
//! 10. how fast access ends.
//!
//! | switch | answers | what | fact |
//! |---|---|---|---|
//! | `token_error` | `200`, `400` | status of the token endpoint's refusals that no switch below is about | 1 |
//! | `unknown_client` | `404`, `200`, `400` | status for an app that nobody knows; 404 says `Not Found`, the others call the credentials incorrect | 1 |
//! | `reused_code` | `200`, `400` | status for a code that was redeemed before | 1 |
//! | `reused_code_ends_token` | `false`, `true` | whether a second use of a code ends the token of the first | 1 |
//! | `wrong_verifier` | `200`, `400` | status for a `code_verifier` that does not fit | 1 |
//! | `wrong_verifier_error` | `bad_verification_code`, `invalid_grant` | what that refusal is called | 1 |
//! | `dead_token` | `422`, `404` | status for ending a token or grant by a token that no longer lives | 2 |
//! | `deleted_token_ends_refresh` | `true`, `false` | whether the app's deleting of an access token ends the refresh token beside it | 2 |
//! | `pulls_off` | `403`, `422` | status for a pull request where these are switched off | 3 |
//! | `pulls_restricted` | `403`, `422` | status for one by somebody else where only collaborators may | 3 |
//! | `outsider_pull` | `201`, `403`, `422` | status for one by an organization's outside collaborator who may write | 3 |
//! | `same_invitation` | `true`, `false` | whether inviting once more keeps the number of the invitation | 4 |
//! | `reinviting_counts` | `false`, `true` | whether inviting once more counts towards the 50 of a day | 4 |
//! | `expired_invitation` | `marked`, `gone`, `unmarked` | how the owner's side sees an invitation after its seven days: `expired`, not at all, or like any other | 4 |
//! | `invite_scope_reaches_private` | `true`, `false` | whether `repo:invite` alone accepts for a private repository | 5 |
//! | `restricted_invitations_shown` | `false`, `true` | whether the invited one sees an invitation of an organization that restricts the app | 5 |
//! | `restricted_read` | `404`, `403` | status for reading what a restricting organization hides | 6 |
//! | `restriction_links_article` | `false`, `true` | whether the `documentation_url` of a restriction is the article on these instead of the route's | 6 |
//! | `unknown_version` | `400`, `410` | status for a version of the API that is not known | 7 |
//! | `git_dead_token` | `401`, `403` | status of git for a token that no longer lives | 8 |
//! | `git_unreadable` | `404`, `403` | status of git for who may not read | 8 |
//! | `git_unwritable` | `403`, `404` | status of git for who may read and not write | 8 |
//! | `git_renamed` | `301`, `404` | status of git for a repository that was renamed | 8 |
//! | `etag_by_token` | `true`, `false` | whether a renewed token makes every `ETag` unknown | 9 |
//! | `removal_delay` | `0`, `60` | how many seconds access still works after it was taken away; any number will do | 10 |
//!
//! `tests/it/switches` turns each of them to each answer. The program takes `--switch name=answer` and
//! tells them all by `--list-switches`; the tests of the product's client are run once under each
//! answer that is not the usual one.
//!
//! # Scale
//!
//! `--seed scale` makes a world to measure in: 250 users and 50 organizations, 5,000 repositories;
//! `user-1/repository-1` has 10,000 commits, `org-1/repository-251` has 2,000 branches, and `user-1`
//! owns every organization and is let in to every other repository. `cargo bench -p github-sim` makes it, asks for each of its lists many
//! times, and fails when the world takes a minute or a list more than 50 ms.
//!
//! # What checks it
//!
//! `schema/` holds GitHub's own description of its API as a development dependency. A tour in
//! `tests/it/schema`, once for each version of the API, asks every route for every refusal that any
//! route can give, orders every named fault and every status that GitHub describes, and gets from
//! each route what it is there for. Every address in every reply is followed with the token that got
//! the reply. The list of calls shows that no reply was left unjudged. Then every field is taken out
//! of every kind of reply, and every reply is given every other status: all of it must be noticed.
//! The token endpoint, which GitHub describes in words only, is held against `schema/tokens.json`.
//!
//! `clients/` holds real clients as development dependencies: octokit.js, `PyGithub`, and the system's
//! own `gh` and git go through their scenarios unmodified. What GitHub itself answered in 2022 is
//! replayed from `@octokit/fixtures`; `clients/fixtures` says for every scenario whether it is ours,
//! and names every difference with its reason. Every event that hooks are sent is held against
//! `@octokit/webhooks-schemas` and against GitHub's description of today.
//!
//! Pages are open to everybody here, also those of private repositories, which GitHub shows to
//! nobody who is not signed in and let in. They are a window into the practice world.
//!
//! `UPDATE_SCHEMA=1` writes the following tables and `schema/known/fields-*.txt` anew, which tell
//! which optional fields replies have; `UPDATE_CLIENTS=1` writes what each client called.
//!
//! # Routes
//!
//! Every reply of every route is held against GitHub's description: the first three columns tell
//! with which statuses. Never given are what only an installed app is answered (check runs), what
//! moved or is a link (an issue, a file), and 304 to a write. The fourth column names the real
//! clients that take the route, the last one the statuses that were recorded of GitHub and are
//! replayed; `clients/known/routes.md` tells which client got which status. The switches above have
//! their own tests.
//!
//! What is no part of the REST API is checked by others in `tests/it`:
//!
//! | what | checked by |
//! |---|---|
//! | `GET`, `POST /login/oauth/authorize`, `/settings/…` | `authorization`, `pages`, `switches`; octokit.js and `PyGithub` make the address, redeem the code and refresh |
//! | `…/info/refs`, `…/git-upload-pack`, `…/git-receive-pack` | git itself by protocol 0 and 2: `clone_and_push`, `git_access`, `protection`, `switches` |
//! | what hooks are told | `webhooks`, `mishaps`, and `clients` by two published descriptions |
//! | pages, files and archives that replies lead to | the tour follows every address; `pages`, `acts` |
//! | `/_sim` | `control`, `faults`, `mishaps`, `clock`, `limits`, and every test by using it |
//!
//! And the REST API:
//!
#![doc = include_str!("../schema/known/routes.md")]

mod accounts;
mod by_hand;
mod calls;
mod clock;
mod control;
mod courier;
mod dispatch;
mod errors;
mod faults;
mod forks;
mod git;
mod git_http;
mod grants;
mod hooks;
mod issue_events;
mod issues;
mod limits;
mod member_events;
mod mishaps;
mod named_faults;
mod oauth_pages;
mod oauth_refusals;
mod oauth_request;
mod oauth_tokens;
mod pages;
mod paging;
mod panel;
mod permission;
mod persistence;
mod pulls;
mod push_events;
mod pushes;
mod random;
mod refusals;
mod removals;
mod render;
mod reply;
mod reports;
mod repositories;
mod request;
mod rest;
mod rights;
mod scopes;
mod secondary;
mod seed;
mod seed_names;
mod seed_scale;
mod server;
mod settings;
mod simulator;
mod state;
mod switches;
mod webhooks;
mod world;

pub use errors::Error;
pub use settings::{Seed, Settings};
pub use simulator::{Simulator, start};
pub use switches::Switches;
