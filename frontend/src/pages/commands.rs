//! What the palette offers: pages, projects, tasks and deeds.
//!
//! How it is shown and chosen is the palette's business.

use domain::{
    ids::TaskNumber,
    names::ProjectKey,
    wire::{page::Page, projects::Project, search::FoundTask},
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::{
    api::use_api,
    follow::follow,
    remote::{Phase, Remote},
    text::commands,
};

/// Something to choose.
#[derive(Clone, PartialEq)]
pub(super) struct Command {
    /// What it is called.
    pub(super) words: String,
    /// What kind of thing it is.
    pub(super) kind: &'static str,
    /// What it does.
    pub(super) deed: Deed,
}

/// What a choice does.
#[derive(Clone, PartialEq)]
pub(super) enum Deed {
    /// Opens a page.
    Go(String),
    /// Shows the sheet of shortcuts.
    ShowShortcuts,
    /// Changes between light and dark.
    SwitchTheme,
}

/// All that can be chosen.
#[derive(Clone, Copy)]
pub(super) struct Commands {
    projects: Remote<Page<Project>>,
    tasks: Remote<Vec<FoundTask>>,
    here: Signal<Option<ProjectKey>>,
}

impl Commands {
    /// Looks for what was typed, once the typing pauses.
    pub(super) fn new(typed: Signal<String>) -> Self {
        let api = use_api();
        let path = use_location().pathname;
        Self {
            projects: Remote::new(move || api.projects(None)),
            tasks: Remote::keeping(move || api.find_tasks(typed.get())),
            here: follow(move || path.with(|path| project_in(path))),
        }
    }

    /// Whether an answer is still to come.
    pub(super) fn searching(self) -> Signal<bool> {
        let (projects, tasks) = (self.projects.phase(), self.tasks.phase());
        follow(move || projects.get() == Phase::Loading || tasks.get() == Phase::Loading)
    }

    /// What fits to what was typed: the task of a key first, then what is named so.
    pub(super) fn fitting(self, typed: &str) -> Vec<Command> {
        let here = self.here.get();
        let mut all: Vec<_> = keyed(typed, here.as_ref()).into_iter().collect();
        let named = |command: &Command| fits(&command.words, typed);
        if let Some(key) = &here {
            all.extend(of_project(key).into_iter().filter(named));
        }
        let projects = self.projects.value().map(|page| page.items);
        let projects = projects.unwrap_or_default();
        all.extend(projects.iter().map(project).filter(named));
        if !typed.trim().is_empty() {
            let tasks = self.tasks.value().unwrap_or_default();
            all.extend(tasks.iter().map(task).filter(named));
        }
        all.extend(everywhere().into_iter().filter(named));
        all
    }
}

/// The project whose pages are open, by the address.
pub(super) fn project_in(path: &str) -> Option<ProjectKey> {
    path.strip_prefix("/projects/")?
        .split('/')
        .next()?
        .parse()
        .ok()
}

/// The task whose key was typed: `WEB-42`, or `42` in its project.
fn keyed(typed: &str, here: Option<&ProjectKey>) -> Option<Command> {
    let typed = typed.trim().trim_start_matches('#');
    let (key, number) = match typed.rsplit_once('-') {
        Some((key, number)) => (key.to_uppercase().parse().ok()?, number),
        None => (here?.clone(), typed),
    };
    let number: TaskNumber = number.parse().ok()?;
    Some(Command {
        words: format!("{key}-{number}"),
        kind: commands::kind_open_task(),
        deed: Deed::Go(format!("/projects/{key}/tasks/{number}")),
    })
}

fn fits(words: &str, typed: &str) -> bool {
    let words = words.to_lowercase();
    typed
        .to_lowercase()
        .split_whitespace()
        .all(|part| words.contains(part))
}

fn go(words: impl Into<String>, kind: &'static str, path: impl Into<String>) -> Command {
    Command {
        words: words.into(),
        kind,
        deed: Deed::Go(path.into()),
    }
}

fn project(project: &Project) -> Command {
    let path = format!("/projects/{}", project.key);
    let words = format!("{} {}", project.key, project.name);
    go(words, commands::kind_project(), path)
}

fn task(task: &FoundTask) -> Command {
    let path = format!("/projects/{}/tasks/{}", task.project, task.number);
    let words = format!("{}-{} {}", task.project, task.number, task.title);
    go(words, commands::kind_task(), path)
}

fn of_project(key: &ProjectKey) -> Vec<Command> {
    let home = format!("/projects/{key}");
    let (page, action) = (commands::kind_page(), commands::kind_action());
    let mut all = vec![
        go(commands::tasks_of(key), page, home.clone()),
        go(
            commands::new_task_in(key),
            action,
            format!("{home}?new=task"),
        ),
    ];
    for (tab, name) in [
        ("general", commands::general()),
        ("members", commands::members()),
        ("integrations", commands::integrations()),
        ("workflow", commands::workflow()),
        ("access", commands::access()),
        ("activity", commands::activity()),
    ] {
        let words = commands::settings_of(key, &name);
        all.push(go(words, page, format!("{home}/settings?tab={tab}")));
    }
    all
}

fn everywhere() -> Vec<Command> {
    let (page, action, help) = (
        commands::kind_page(),
        commands::kind_action(),
        commands::kind_help(),
    );
    let profile = |tab: &str| format!("/profile/settings?tab={tab}");
    vec![
        go(commands::projects(), page, "/projects"),
        go(commands::guide(), help, "/help/github"),
        go(commands::new_project(), action, "/projects/new"),
        go(commands::profile(), page, "/profile/settings"),
        go(commands::connect(), page, profile("integrations")),
        go(commands::my_access(), page, profile("access")),
        go(commands::security(), page, profile("security")),
        Command {
            words: commands::switch_theme().to_owned(),
            kind: action,
            deed: Deed::SwitchTheme,
        },
        Command {
            words: commands::shortcuts().to_owned(),
            kind: help,
            deed: Deed::ShowShortcuts,
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(typed: &str, here: Option<&str>) -> Option<String> {
        let here = here.map(|key| key.parse().unwrap());
        let Deed::Go(path) = keyed(typed, here.as_ref())?.deed else {
            return None;
        };
        Some(path)
    }

    #[test]
    fn a_tasks_key_leads_to_it_and_its_number_does_in_its_project() {
        let web = Some("/projects/WEB/tasks/42".to_owned());
        assert_eq!(path("web-42", None), web);
        assert_eq!(path(" WEB-42 ", Some("SHOP")), web);
        assert_eq!(path("42", Some("WEB")), web);
        assert_eq!(path("#42", Some("WEB")), web);
        for other in ["42", "web", "web-", "-42", "web-x"] {
            assert_eq!(path(other, None), None, "{other}");
        }
    }

    #[test]
    fn parts_of_words_find_what_is_called_so() {
        assert!(fits("Settings of WEB: Members", "web mem"));
        assert!(!fits("Settings of WEB: Members", "shop"));
    }

    #[test]
    fn the_address_tells_the_project() {
        let web: ProjectKey = "WEB".parse().unwrap();
        assert_eq!(project_in("/projects/WEB/tasks/1"), Some(web.clone()));
        assert_eq!(project_in("/projects/WEB"), Some(web));
        assert_eq!(project_in("/projects/new"), None);
        assert_eq!(project_in("/profile/settings"), None);
    }
}
