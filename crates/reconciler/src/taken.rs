//! The steps that an attempt has taken so far.
//!
//! They tell what changed on GitHub by us, and that nothing is done twice in one attempt.

use domain::gap::Step;

/// What was done.
#[derive(Debug)]
pub(crate) struct Taken {
    steps: Vec<Step>,
    /// An earlier attempt took it already, and GitHub was slow to show that.
    before: bool,
}

impl Taken {
    /// Nothing yet, save what an earlier attempt took.
    pub(crate) fn after(before: bool) -> Self {
        Self {
            steps: Vec::new(),
            before,
        }
    }

    /// Nothing at all.
    pub(crate) fn nothing() -> Self {
        Self::after(false)
    }

    /// Whether nothing was done yet, in this attempt or one before: what is seen is not our doing.
    pub(crate) fn is_empty(&self) -> bool {
        self.steps.is_empty() && !self.before
    }

    /// One more step was taken.
    pub(crate) fn push(&mut self, step: Step) {
        self.steps.push(step);
    }

    /// Whether this very step was taken in this attempt.
    pub(crate) fn contains(&self, step: Step) -> bool {
        self.steps.contains(&step)
    }

    /// Whether something was taken away.
    pub(crate) fn took(&self) -> bool {
        let taking = |step: &Step| matches!(step, Step::Withdraw(_) | Step::Remove);
        self.before || self.steps.iter().any(taking)
    }

    /// Whether something was given, or another size of it.
    pub(crate) fn asked(&self) -> bool {
        self.steps.iter().any(|step| matches!(step, Step::Ask(_)))
    }
}
