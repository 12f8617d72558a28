//! `gh api`, the command line of GitHub's own makers: reading, paging, writing, refusals.
//! It speaks plain HTTP only to an address that is written out, so every call is.

use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

use super::routes;
use super::script::INSTALL;
use super::world::World;

/// gh with the token of one user.
struct Gh<'a> {
    world: &'a World,
    token: &'a str,
    config: TempDir,
}

/// How gh ended.
struct Ended {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl<'a> Gh<'a> {
    fn of(world: &'a World, login: &str) -> Self {
        Self::with(world, world.token(login))
    }

    fn with(world: &'a World, token: &'a str) -> Self {
        let config = tempfile::tempdir().unwrap();
        Self {
            world,
            token,
            config,
        }
    }

    /// `gh api PATH …`; it must succeed.
    fn api(&self, path: &str, more: &[&str]) -> String {
        let ended = self.try_api(path, more);
        assert_eq!(ended.code, Some(0), "{path}: {}", ended.stderr);
        ended.stdout
    }

    fn try_api(&self, path: &str, more: &[&str]) -> Ended {
        let web = self.world.practice.web("");
        let mut command = Command::new("gh");
        command
            .arg("api")
            .arg(self.world.practice.api(path))
            .args(more)
            .env("GH_CONFIG_DIR", self.config.path())
            .env("GH_HOST", web.trim_start_matches("http://"))
            .env("GH_ENTERPRISE_TOKEN", self.token)
            .env("GH_PROMPT_DISABLED", "1")
            .env("GH_NO_UPDATE_NOTIFIER", "1")
            .env("NO_COLOR", "1")
            .env("NO_PROXY", "*")
            .env_remove("GH_TOKEN")
            .env_remove("GITHUB_TOKEN");
        let Output {
            status,
            stdout,
            stderr,
        } = command
            .output()
            .unwrap_or_else(|error| panic!("gh is not installed, {INSTALL}: {error}"));
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ended {
            code: status.code(),
            stdout: text(stdout),
            stderr: text(stderr),
        }
    }
}

#[tokio::test]
async fn gh_reads_writes_and_says_why_it_cannot() {
    let world = World::open().await;
    let mona = Gh::of(&world, "mona");
    reading(&mona);
    paging(&mona);
    writing(&mona);
    inviting(&mona, &Gh::of(&world, "eve"));
    refused(&mona, &Gh::of(&world, "eve"));
    routes::compare("gh", &world.taken().await);
}

fn reading(mona: &Gh<'_>) {
    assert_eq!(mona.api("/user", &["--jq", ".login"]).trim(), "mona");
    let shown = mona.api("/rate_limit", &["--include"]);
    assert!(shown.starts_with("HTTP/1.1 200 OK"), "{shown}");
    assert!(shown.contains("X-Ratelimit-Limit: 5000"), "{shown}");
    let template = "{{range .}}{{.role}} of {{.organization.login}}{{end}}";
    let said = mona.api("/user/memberships/orgs", &["--template", template]);
    assert_eq!(said, "admin of acme");
}

fn paging(mona: &Gh<'_>) {
    let all = mona.api(
        "/user/repos?per_page=1",
        &["--paginate", "--jq", ".[].full_name"],
    );
    assert_eq!(all, "acme/app\nmona/open\nmona/site\n");
    // Fields of a GET go into the query, and every page is asked for with them.
    let fields = ["--method", "GET", "-F", "per_page=2", "-f", "sha=main"];
    let more = ["--paginate", "--jq", ".[].commit.message"];
    let messages = mona.api("/repos/mona/site/commits", &[&fields[..], &more].concat());
    assert_eq!(messages, "Commit 3\nCommit 2\nCommit 1\n");
}

fn writing(mona: &Gh<'_>) {
    let tip = mona.api(
        "/repos/mona/site/git/ref/heads/main",
        &["--jq", ".object.sha"],
    );
    let sha = format!("sha={}", tip.trim());
    let fields = ["-f", "ref=refs/heads/by-gh", "-f", &sha, "--jq", ".ref"];
    let made = mona.api("/repos/mona/site/git/refs", &fields);
    assert_eq!(made.trim(), "refs/heads/by-gh");
    let gone = mona.api(
        "/repos/mona/site/git/refs/heads/by-gh",
        &["--method", "DELETE"],
    );
    assert_eq!(gone, "");
}

fn inviting(mona: &Gh<'_>, eve: &Gh<'_>) {
    let put = ["--method", "PUT", "--jq", ".id"];
    let id = mona.api("/repos/mona/site/collaborators/eve", &put);
    let own = format!("/user/repository_invitations/{}", id.trim());
    eve.api(&own, &["--method", "PATCH", "--silent"]);
    let may = eve.api("/repos/mona/site", &["--jq", ".permissions.push"]);
    assert_eq!(may.trim(), "true");
    mona.api(
        "/repos/mona/site/collaborators/eve",
        &["--method", "DELETE"],
    );
}

fn refused(mona: &Gh<'_>, eve: &Gh<'_>) {
    let hidden = eve.try_api("/repos/mona/site", &[]);
    assert_eq!(hidden.code, Some(1));
    assert_eq!(hidden.stderr, "gh: Not Found (HTTP 404)\n");
    let body: Value = serde_json::from_str(&hidden.stdout).unwrap();
    assert_eq!(body["status"], "404");
    let invalid = mona.try_api("/repos/mona/site/pulls", &["-f", "title=Work"]);
    assert_eq!(invalid.code, Some(1));
    assert_eq!(invalid.stderr, "gh: Validation Failed (HTTP 422)\n");
    let stranger = Gh::with(mona.world, "gho_dead");
    let dead = stranger.try_api("/user", &["--silent"]);
    assert_eq!(dead.code, Some(1));
    assert_eq!(dead.stderr, "gh: Bad credentials (HTTP 401)\n");
}
