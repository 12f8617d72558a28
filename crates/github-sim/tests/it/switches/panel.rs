//! Turning switches: at the start and while it runs, by name, all or none.

use github_sim::Switches;
use reqwest::Method;
use serde_json::{Value, json};

use crate::practice::{Answer, Practice};

async fn shown(practice: &Practice) -> Value {
    let nothing = Value::Null;
    practice.control(Method::GET, "/switches", nothing).await
}

#[tokio::test]
async fn all_switches_are_shown() {
    let practice = Practice::start().await;
    let shown = shown(&practice).await;
    for (name, answers) in Switches::questions() {
        let stands = shown[name].to_string();
        assert_eq!(stands.trim_matches('"'), answers[0], "{name}");
    }
}

#[tokio::test]
async fn a_switch_can_be_turned_before_the_start() {
    let practice = Practice::start_with(|settings| {
        settings.switches.turn("removal_delay=9").unwrap();
        settings.switches.turn("expired_invitation=gone").unwrap();
    })
    .await;
    let shown = shown(&practice).await;
    assert_eq!(shown["removal_delay"], 9);
    assert_eq!(shown["expired_invitation"], "gone");
    assert_eq!(shown["token_error"], 200);
}

#[tokio::test]
async fn what_was_asked_is_noted_once() {
    let folder = tempfile::tempdir().unwrap();
    let notes = folder.path().join("notes");
    let asked = notes.clone();
    let practice = Practice::start_with(|settings| settings.asked = Some(asked)).await;
    practice.turn("dead_token", json!(404)).await;
    assert!(!notes.exists(), "turning is not asking");
    for _ in 0..2 {
        let form = [("client_id", "nobody")];
        Answer::of(practice.form("/login/oauth/access_token", &form)).await;
    }
    let written = std::fs::read_to_string(notes).unwrap();
    assert_eq!(written, "unknown_client\n");
}

#[tokio::test]
async fn a_wrong_name_or_answer_turns_nothing() {
    let practice = Practice::start().await;
    for wrong in [json!({ "nonsense": 1 }), json!({ "token_error": 418 })] {
        let mut wished = wrong.clone();
        wished["dead_token"] = json!(404);
        let request = practice.http.patch(practice.web("/_sim/switches"));
        let refused = Answer::of(request.json(&wished)).await;
        assert_eq!(refused.status, 422, "{wrong}");
        assert_eq!(shown(&practice).await["dead_token"], 422, "{wrong}");
    }
}
