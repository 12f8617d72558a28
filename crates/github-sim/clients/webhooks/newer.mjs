// Fields that GitHub's events have today and that the published schemas do not know: these are
// older. Each is named by the end of its place; its description is in GitHub's own of its API.
export const newer = [
  { field: "user_view_type", since: "2024: how much of a user is shown" },
  { field: "has_pull_requests", since: "2026: pull requests can be switched off" },
  { field: "pull_request_creation_policy", since: "2026: or left to collaborators" },
  { field: "verified_at", since: "2024: when a signature was looked at" },
  { field: "app.client_id", since: "2024: another id of an app" },
  { field: "changes.role_name", since: "2024: roles beside the old permissions" },
  { field: "changes.permission", since: "2024: told of edits too", event: "member$edited" },
  { field: "organization", since: "2024: a hook that ends tells whose it was", event: "meta$deleted" },
];
