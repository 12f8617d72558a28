//! Where the bare repositories lie and how the git program is started on one.
//! It is never started with the machine's or the user's own git configuration.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use std::{fs, thread};

/// What git or the system complained about.
#[derive(Debug, thiserror::Error)]
pub(crate) enum GitError {
    /// The program could not be run at all.
    #[error("git could not be run: {0}")]
    Run(#[from] io::Error),
    /// The program ran and refused.
    #[error("git {command} failed: {message}")]
    Refused { command: String, message: String },
}

/// Git's part of a data folder.
#[derive(Debug, Clone)]
pub(crate) struct Git {
    folder: PathBuf,
    surroundings: Arc<Surroundings>,
}

#[derive(Debug)]
struct Surroundings {
    home: PathBuf,
    backend: PathBuf,
    /// Variables of this process that would change what git does.
    unwanted: Vec<OsString>,
}

/// One bare repository.
#[derive(Debug, Clone)]
pub(crate) struct GitRepository {
    pub(crate) folder: PathBuf,
    surroundings: Arc<Surroundings>,
}

const CONFIG: &str = "[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = true\n\
    \thooksPath = /dev/null\n[gc]\n\tauto = 0\n[receive]\n\tautogc = false\n\
    \thideRefs = refs/pull\n[uploadpack]\n\tallowFilter = true\n\
    \tallowReachableSHA1InWant = true\n[fastimport]\n\tunpackLimit = 1\n";

impl Git {
    /// Finds git and prepares its folder below `data`.
    pub(crate) fn find(data: &Path) -> io::Result<Self> {
        let (folder, home) = (data.join("git"), data.join("git-home"));
        fs::create_dir_all(&folder)?;
        fs::create_dir_all(&home)?;
        let answer = Command::new("git").arg("--exec-path").output()?;
        let exec_path = String::from_utf8_lossy(&answer.stdout).trim().to_owned();
        let backend = Path::new(&exec_path).join("git-http-backend");
        if !backend.is_file() {
            return Err(io::Error::new(
                io::ErrorKind::NotFound,
                format!("{}", backend.display()),
            ));
        }
        let unwanted = std::env::vars_os().map(|(name, _)| name);
        let unwanted = unwanted
            .filter(|name| name.to_string_lossy().starts_with("GIT_"))
            .collect();
        let surroundings = Arc::new(Surroundings {
            home,
            backend,
            unwanted,
        });
        Ok(Self {
            folder,
            surroundings,
        })
    }

    /// The repository of that id, whether it is there or not.
    pub(crate) fn open(&self, id: u64) -> GitRepository {
        let folder = self.folder.join(format!("{id}.git"));
        GitRepository {
            folder,
            surroundings: self.surroundings.clone(),
        }
    }

    /// Makes an empty repository, over whatever an interrupted run left there.
    pub(crate) fn create(&self, id: u64, default_branch: &str) -> io::Result<GitRepository> {
        self.remove(id)?;
        let repository = self.open(id);
        fs::create_dir_all(repository.folder.join("objects/pack"))?;
        fs::create_dir_all(repository.folder.join("refs/heads"))?;
        fs::write(repository.folder.join("config"), CONFIG)?;
        repository.set_head(default_branch)?;
        Ok(repository)
    }

    /// Deletes a repository; one that is gone is fine.
    pub(crate) fn remove(&self, id: u64) -> io::Result<()> {
        match fs::remove_dir_all(self.folder.join(format!("{id}.git"))) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

impl GitRepository {
    /// Names the branch that a clone checks out.
    pub(crate) fn set_head(&self, branch: &str) -> io::Result<()> {
        fs::write(
            self.folder.join("HEAD"),
            format!("ref: refs/heads/{branch}\n"),
        )
    }

    /// Takes over the commits and branches of another repository; it shares their files.
    pub(crate) fn copy(&self, other: &Self) -> io::Result<()> {
        for folder in ["objects/pack", "refs/heads"] {
            for entry in fs::read_dir(other.folder.join(folder))? {
                let entry = entry?;
                let target = self.folder.join(folder).join(entry.file_name());
                match folder {
                    // A pack never changes, so one file serves all; a branch moves.
                    "objects/pack" => fs::hard_link(entry.path(), target)?,
                    _ => fs::copy(entry.path(), target).map(drop)?,
                }
            }
        }
        Ok(())
    }

    /// Runs git and gives what it printed; any refusal is an error.
    pub(crate) fn git(&self, arguments: &[&str]) -> Result<String, GitError> {
        let output = self.attempt(arguments, b"")?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        Err(refused(arguments, &output))
    }

    /// Runs git with `input` and gives all that came of it.
    pub(crate) fn attempt(&self, arguments: &[&str], input: &[u8]) -> Result<Output, GitError> {
        let mut command = Command::new("git");
        command.arg("--git-dir").arg(&self.folder).args(arguments);
        self.run(command, input)
    }

    /// The CGI program that serves clones and pushes.
    pub(super) fn backend(&self) -> Command {
        Command::new(&self.surroundings.backend)
    }

    /// Runs a program in git's clean surroundings.
    pub(super) fn run(&self, mut command: Command, input: &[u8]) -> Result<Output, GitError> {
        for name in &self.surroundings.unwanted {
            command.env_remove(name);
        }
        command
            .env("HOME", &self.surroundings.home)
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("LC_ALL", "C")
            .env("TZ", "UTC")
            .stdin(if input.is_empty() {
                Stdio::null()
            } else {
                Stdio::piped()
            })
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn()?;
        let Some(mut stdin) = child.stdin.take() else {
            return Ok(child.wait_with_output()?);
        };
        thread::scope(|scope| {
            // Git may answer before it has read everything: feed it beside reading.
            scope.spawn(move || stdin.write_all(input));
            Ok(child.wait_with_output()?)
        })
    }
}

pub(super) fn refused(arguments: &[&str], output: &Output) -> GitError {
    GitError::Refused {
        command: arguments.first().copied().unwrap_or_default().to_owned(),
        message: String::from_utf8_lossy(&output.stderr).trim().to_owned(),
    }
}
