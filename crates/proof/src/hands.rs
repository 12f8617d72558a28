//! What people do on GitHub by hand, behind our back, and which faults befall it.

use anyhow::Result;
use serde_json::{Value, json};

use crate::{dice::Dice, stage::Stage};

/// Whether GitHub itself misbehaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weather {
    /// GitHub does what it says.
    Fair,
    /// Any call may meet a fault.
    Foul,
}

/// What GitHub may do to any call.
const FAULTS: [&str; 8] = [
    r#"{"kind":"cut_before"}"#,
    r#"{"kind":"cut_after"}"#,
    r#"{"kind":"truncated"}"#,
    r#"{"kind":"status","status":500}"#,
    r#"{"kind":"named","name":"bad_gateway"}"#,
    r#"{"kind":"named","name":"secondary_limit"}"#,
    r#"{"kind":"named","name":"primary_limit"}"#,
    r#"{"kind":"named","name":"not_found"}"#,
];

/// Where it happens.
const PLACES: [&str; 7] = [
    "/collaborators/",
    "/invitations",
    "/repository_invitations",
    "/pulls",
    "/permission",
    "/applications/",
    "",
];

impl Stage {
    /// Somebody puts a developer out by hand: from then on that is what was there without us.
    pub(crate) async fn put_somebody_out(&mut self, dice: &mut Dice) -> Result<String> {
        let place = *dice.pick(&self.cast.places());
        let person = dice.pick(&self.cast.developers).clone();
        let practice = &self.world.practice;
        practice.put_out(place, &person.login).await;
        let left = self.permission(place, &person.login).await?;
        self.baseline.insert((place, person.account), left);
        Ok(format!("{} is put out of {place} by hand", person.login))
    }

    /// Somebody renames a repository.
    pub(crate) async fn rename(&self, dice: &mut Dice) -> String {
        let place = *dice.pick(&self.cast.places());
        let name = format!("renamed-{}", dice.below(1_000_000));
        let change = json!({ "name": name });
        self.world.practice.change_repository(place, change).await;
        format!("{place} is renamed to {name}")
    }

    /// Somebody reviews a pull request, or closes it.
    pub(crate) async fn judge_work(&self, dice: &mut Dice) -> Option<String> {
        let place = *dice.pick(&self.cast.places());
        let practice = &self.world.practice;
        let seen = practice.seen(place).await;
        let pulls = seen["pull_requests"].as_array()?.iter();
        let open: Vec<_> = pulls.filter(|pull| pull["state"] == "open").collect();
        let number = match open.as_slice() {
            [] => return None,
            some => dice.pick(some)["number"].as_u64()?,
        };
        let event = *dice.pick(&["APPROVE", "REQUEST_CHANGES", "close"]);
        match event {
            "close" => practice.close_pull_request(place, "watcher", number).await,
            event => practice.review(place, "watcher", number, event).await,
        }
        Some(format!("{event} pull request {number} of {place}"))
    }

    /// The next calls of some kind meet a fault.
    pub(crate) async fn order_fault(&mut self, dice: &mut Dice) -> Result<String> {
        let fault: Value = serde_json::from_str(dice.pick::<&str>(&FAULTS))?;
        let path = *dice.pick(&PLACES);
        let (skip, times) = (dice.below(3), 1 + dice.below(3));
        let order = json!({ "path": path, "skip": skip, "times": times, "fault": fault });
        self.world.practice.order(order.clone()).await;
        self.faults += times;
        Ok(format!("fault {order}"))
    }
}
